"""Values to call JavaScript with, as a person would write them."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from tree_sitter import Node

from limner_server.perception.syntax.languages import JAVASCRIPT
from limner_server.perception.syntax.tree import Tree, first_named

# What is longer was made by a program.
_LONGEST: Final = 2_000
_NAME: Final = re.compile(r"[A-Za-z_$][\w$]*")
_LITERALS: Final = {"true": True, "false": False, "null": None}
# What stands for itself wherever it is written.
_CODE: Final = frozenset({"undefined", "regex", "arrow_function", "function_expression"})


@dataclass(frozen=True, slots=True)
class Code:
    """A value that only code can spell: "undefined", "new Map()", "(x) => x * 2"."""

    text: str


Value: TypeAlias = "bool | int | float | str | Sequence[Value] | Mapping[str, Value] | Code | None"

UNDEFINED: Final = Code("undefined")


def spelled(value: Value) -> str:
    """The expression that makes a value, on one line, as prettier would have it."""
    if isinstance(value, Code):
        return value.text
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Mapping):
        members = ", ".join(f"{_member(name)}: {spelled(one)}" for name, one in value.items())
        return f"{{ {members} }}" if members else "{}"
    return f"[{', '.join(map(spelled, value))}]"


def quoted(text: str) -> str:
    """A string in single quotes, or in double ones where that needs fewer escapes."""
    inner = json.dumps(text, ensure_ascii=False)[1:-1].replace('\\"', '"')
    if "'" in text and text.count('"') < text.count("'"):
        return '"' + inner.replace('"', '\\"') + '"'
    return "'" + inner.replace("'", "\\'") + "'"


def parsed(text: str) -> Value:
    """The value that an expression of literals stands for; itself as code where it is none.

    Raises:
        ValueError: it is no expression at all.
    """
    tree = Tree.parse(f"({text.strip()}\n)", JAVASCRIPT)
    statement = first_named(tree.root)
    whole = first_named(statement)
    if tree.has_errors or len(text) > _LONGEST or whole is None:
        raise ValueError(text)
    if whole.type != "parenthesized_expression" or tree.root.named_child_count != 1:
        raise ValueError(text)
    inner = first_named(whole)
    if inner is None or inner.type == "sequence_expression":
        raise ValueError(text)
    return value_of(tree, inner)


def value_of(tree: Tree, node: Node) -> Value:
    """The value of a literal.

    Raises:
        ValueError: it is none, or names something that nobody knows elsewhere.
    """
    text = tree.source(node)
    if len(text) > _LONGEST:
        raise ValueError(text)
    if node.type in _LITERALS:
        return _LITERALS[node.type]
    if node.type in ("number", "string"):
        return _parsed_number(text) if node.type == "number" else _parsed_string(text)
    rule = _RULES.get(node.type)
    return rule(tree, node) if rule is not None else _code(tree, node)


def _template(tree: Tree, node: Node) -> str:
    text = tree.source(node)
    if "${" in text or "\\" in text:
        raise ValueError(text)
    return text[1:-1]


def _negative(tree: Tree, node: Node) -> Value:
    text = tree.source(node)
    if not text.startswith("-"):
        raise ValueError(text)
    inner = value_of(tree, node.named_children[0])
    is_number = isinstance(inner, int | float) and not isinstance(inner, bool)
    return -inner if is_number and inner else Code(text)  # type: ignore[operator]


def _array(tree: Tree, node: Node) -> list[Value]:
    return [value_of(tree, one) for one in node.named_children if one.type != "comment"]


def _inside(tree: Tree, node: Node) -> Value:
    return value_of(tree, node.named_children[0])


def _code(tree: Tree, node: Node) -> Code:
    text = tree.source(node)
    if (node.type not in _CODE and not _is_known(tree, node)) or "//" in text:
        raise ValueError(text)
    return Code(" ".join(text.split()))


def _object(tree: Tree, node: Node) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for pair in node.named_children:
        key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
        if pair.type == "comment":
            continue
        if key is None or value is None or key.type == "computed_property_name":
            raise ValueError(tree.source(pair))
        name = tree.source(key)
        found[_parsed_string(name) if key.type == "string" else name] = value_of(tree, value)
    return found


_RULES: Final[dict[str, Callable[[Tree, Node], Value]]] = {
    "template_string": _template,
    "unary_expression": _negative,
    "array": _array,
    "object": _object,
    "parenthesized_expression": _inside,
}


def _is_known(tree: Tree, node: Node) -> bool:
    """Whether it is what the language itself makes, of literals: `new Map([[1, 2]])`, `NaN`."""
    text = tree.source(node)
    if node.type == "identifier":
        return text in ("NaN", "Infinity", "undefined")
    if node.type != "new_expression":
        return False
    made = tree.source(node.child_by_field_name("constructor"))
    given = node.child_by_field_name("arguments")
    if made not in ("Map", "Set", "Date", "RegExp", "Error", "TypeError", "RangeError", "URL"):
        return False
    try:
        values = [value_of(tree, one) for one in given.named_children] if given else []
    except ValueError:
        return False
    return made != "Date" or bool(values)


def _parsed_number(text: str) -> Value:
    plain = text.replace("_", "")
    if plain.endswith("n"):
        return Code(text)
    try:
        if plain[:2].lower() in ("0x", "0o", "0b"):
            return int(plain, 0)
        number = float(plain)
    except ValueError:
        return Code(text)
    whole = number.is_integer() and abs(number) < 2**53
    return int(number) if whole else number


def _parsed_string(text: str) -> str:
    try:
        return str(ast.literal_eval(text))
    except (SyntaxError, ValueError):
        raise ValueError(text) from None


def _number(value: float) -> str:
    if abs(value) < 2**53 and value == int(value):
        return str(int(value))
    text = repr(value)
    return {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}.get(text, text)


def _member(name: str) -> str:
    return name if _NAME.fullmatch(name) else quoted(name)
