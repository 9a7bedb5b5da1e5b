"""What code itself suggests to call it with: its numbers, its texts, signs that it looks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from limner_server.perception.syntax.tree import Span, Tree
from limner_server.proposers.cases.javascript.values import value_of

_LITERALS: Final = "[(number) (string) (template_string) (regex)] @literal"
_MOST: Final = 24
_LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class Pool:
    """Values that stand in code.

    Attributes:
        numbers: in the order of the text.
        texts: those of strings.
        signs: single characters that are looked for.
    """

    numbers: tuple[float, ...] = ()
    texts: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


def pool_of(tree: Tree, span: Span) -> Pool:
    """What stands in a part of a file; messages of errors and modules are left out."""
    numbers: dict[float, None] = {}
    texts: dict[str, None] = {}
    signs: dict[str, None] = {}
    for node in tree.captures(_LITERALS, span).get("literal", []):
        place = tree.span(node)
        if not span.start <= place.start <= place.end <= span.end or _is_said(tree, node.parent):
            continue
        if node.type == "regex":
            for sign in _signs(tree.source(node)):
                signs.setdefault(sign)
            continue
        try:
            value = value_of(tree, node)
        except ValueError:
            continue
        if isinstance(value, int | float) and abs(value) < 10_000:
            numbers.setdefault(value)
        elif isinstance(value, str) and 0 < len(value) <= _LONGEST:
            (signs if len(value) == 1 else texts).setdefault(value)
            if len(value) <= 4 and not value.isalnum():
                signs.update(dict.fromkeys(value))
            elif len(set(value)) > 4 and " " not in value and not value.isalpha():
                signs.update(dict.fromkeys(value[:3]))
    return Pool(tuple(numbers)[:_MOST], tuple(texts)[:_MOST], tuple(signs)[:_MOST])


def _is_said(tree: Tree, around: object) -> bool:
    """Whether a literal is only told to people: an error's message, what is printed."""
    node = around
    for _ in range(3):
        if node is None:
            return False
        kind = getattr(node, "type", "")
        if kind in ("throw_statement", "import_statement"):
            return True
        if kind in ("new_expression", "call_expression"):
            called = node.child_by_field_name("constructor") or node.child_by_field_name("function")  # type: ignore[attr-defined]
            return re.search(r"Error$|^console\.|^require$", tree.source(called)) is not None
        node = getattr(node, "parent", None)
    return False


def _signs(pattern: str) -> list[str]:
    """Some characters that a regular expression speaks of."""
    body = pattern[1 : pattern.rfind("/")]
    plain = re.sub(r"\\[A-Za-z]|\[\^?|[\](){}|*+?^$.]|\w-\w", "", body).replace("\\", "")
    known = {r"\d": "1", r"\s": " ", r"\w": "a", "A-Z": "A", "a-z": "a", "0-9": "1"}
    return [sign for part, sign in known.items() if part in body] + [*dict.fromkeys(plain)][:6]
