"""Values in words, for the names of tests: "an_empty_list", "minus_3", "abc"."""

from __future__ import annotations

import ast
import re
from typing import Final

# No part of a name is longer, in characters.
_LONGEST: Final = 24
# A tuple of more parts than these is not told.
_FEW: Final = 3
_EMPTY: Final = {ast.List: "list", ast.Tuple: "tuple", ast.Dict: "dict"}
_CONSTRUCTED: Final = frozenset({"list", "tuple", "dict", "set", "frozenset", "str", "bytes"})


def in_words(node: ast.expr) -> str:
    """A value as a name says it; "" for one that takes too long to say."""
    empty = emptiness(node)
    if empty:
        return f"an_empty_{empty}"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = in_words(node.operand)
        return f"minus_{inner}" if inner else ""
    if isinstance(node, ast.Constant):
        return _constant(node.value)
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return _parts(node)
    return slug(node.attr) if isinstance(node, ast.Attribute) else ""


def _parts(node: ast.List | ast.Tuple | ast.Set) -> str:
    """What stands in a collection, where that is little."""
    parts = [in_words(one) for one in node.elts]
    if len(parts) == 1:
        return f"only_{parts[0]}" if parts[0] and "_" not in parts[0] else ""
    said = "_and_".join(parts)
    few = isinstance(node, ast.Tuple) and len(parts) <= _FEW and all(parts)
    return said if few and len(said) <= _LONGEST else ""


def emptiness(node: ast.expr) -> str:
    """What kind of thing an empty one is: "list"; "" for what is not empty."""
    for kind, name in _EMPTY.items():
        if isinstance(node, kind):
            holds = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", ())
            return "" if holds else name
    if isinstance(node, ast.Constant) and node.value == "":
        return "string"
    if isinstance(node, ast.Constant) and node.value == b"":
        return "bytes"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        bare = not node.args and not node.keywords and node.func.id in _CONSTRUCTED
        return node.func.id if bare else ""
    return ""


def slug(text: str) -> str:
    """Words of a text as a part of a name; "" where they are too many or there are none."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", text)
    plain = re.sub(r"[^0-9A-Za-z]+", "_", words).strip("_").lower()
    return plain if len(plain) <= _LONGEST else ""


def cut(text: str, most: int = 30) -> str:
    """The first words of code as a part of a name, for want of better."""
    plain = re.sub(r"[^0-9A-Za-z]+", "_", text).strip("_").lower()
    if len(plain) <= most:
        return plain
    return plain[:most].rpartition("_")[0] or plain[:most]


def snake(name: str) -> str:
    """The name of a class or function as a part of a longer one: "shopping_cart"."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return words.strip("_").lower()


def _constant(value: object) -> str:
    if value is None or isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        said = f"{value:g}" if isinstance(value, float) else str(value)
        said = said.replace(".", "_").replace("+", "").replace("-", "minus_")
        return said if len(said) <= len("1000000") else ""
    if isinstance(value, str):
        if not value.strip():
            return "blanks"
        said = slug(value)
        # Signs that the name would not show tell nothing apart.
        plain = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 _.'-]*", value)
        return said if plain else ""
    return ""
