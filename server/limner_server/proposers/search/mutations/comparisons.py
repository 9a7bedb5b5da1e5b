"""Wrong comparisons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.proposers.search.change import Change, replace, swap
from limner_server.proposers.search.known_kinds import BOOLEAN, NUMBER, TEXT
from limner_server.proposers.search.subject import Subject

_OTHERS: Final = {
    "<": {"<=": 1.0, ">": 1.2, ">=": 1.8, "==": 2.2, "!=": 2.6},
    "<=": {"<": 1.0, ">=": 1.2, ">": 1.8, "==": 2.2, "!=": 2.6},
    ">": {">=": 1.0, "<": 1.2, "<=": 1.8, "==": 2.2, "!=": 2.6},
    ">=": {">": 1.0, "<=": 1.2, "<": 1.8, "==": 2.2, "!=": 2.6},
    "==": {"!=": 1.2, ">=": 1.8, "<=": 1.8, ">": 1.8, "<": 1.8, "in": 3.0},
    "!=": {"==": 1.2, ">": 2.6, "<": 2.6, ">=": 2.8, "<=": 2.8, "not in": 3.0},
    "===": {"!==": 1.2, "==": 2.0, ">=": 1.8, "<=": 1.8, ">": 1.8, "<": 1.8},
    "!==": {"===": 1.2, "!=": 2.4, ">": 2.6, "<": 2.6, ">=": 2.8, "<=": 2.8},
    "in": {"not in": 1.2, "==": 2.8},
    "not in": {"in": 1.2, "!=": 2.8},
    "is": {"is not": 1.2, "==": 2.2},
    "is not": {"is": 1.2, "!=": 2.2},
}
_ORDER: Final = frozenset({"<", "<=", ">", ">="})
# What a function's name or docstring says where it asks for less, or for more.
_SAID: Final = {
    "<": frozenset({"below", "fewer", "less", "lower", "negative", "shorter", "smaller", "under"}),
    ">": frozenset({"above", "beyond", "exceeds", "greater", "larger", "longer", "more", "over"}),
}
_NOTHING: Final = frozenset({"none", "null", "undefined", "true", "false"})


def other_comparison(subject: Subject, node: Node) -> Iterator[Change]:
    """Another way to compare the same operands."""
    if node.type not in ("comparison_operator", "binary_expression"):
        return
    operands = [one for one in node.named_children if one.type != "comment"]
    tokens = [one for one in node.children if not one.is_named and one.type in _OTHERS]
    usual = _usual_beside(subject, node)
    words = subject.words_around(node)
    for index, token in enumerate(tokens):
        sides = operands[index : index + 2]
        kinds = {subject.kinds.of(one) for one in sides}
        for other, cost in _OTHERS[token.type].items():
            if other in _ORDER and {one.type for one in sides} & _NOTHING:
                continue
            if other in ("in", "not in") and (
                not subject.code.python or subject.kinds.of(sides[-1]) in (NUMBER, BOOLEAN)
            ):
                continue
            unlikely = 1.0 if other in _ORDER and kinds & {TEXT, BOOLEAN} else 0.0
            if words & _SAID.get(other, frozenset()):
                unlikely -= 0.8
            yield replace(
                subject,
                token,
                other,
                cost + unlikely - (0.6 if other == usual else 0.0),
                f"compare with `{other}` instead of `{token.type}`",
            )


def _usual_beside(subject: Subject, node: Node) -> str:
    """How all the other conditions are compared that decide together with this one."""
    whole = node
    while whole.parent is not None and (
        whole.parent.type in ("boolean_operator", "parenthesized_expression")
        or (
            whole.parent.type == "binary_expression"
            and any(child.type in ("&&", "||") for child in whole.parent.children)
        )
    ):
        whole = whole.parent
    found = [
        child.type
        for one in subject.code.walk(whole)
        if one != node and one.type in ("comparison_operator", "binary_expression")
        for child in one.children
        if child.type in _OTHERS
    ]
    return found[0] if len(found) > 1 and len({*found}) == 1 else ""


def swapped_membership(subject: Subject, node: Node) -> Iterator[Change]:
    """`b in a` for `a in b`."""
    if node.type == "comparison_operator" and len(node.named_children) == 2:
        one, other = node.named_children
        if any(child.type in ("in", "not in") for child in node.children):
            yield swap(subject, one, other, 1.3, "the operands exchanged")


def arrow(subject: Subject, node: Node) -> Iterator[Change]:
    """`x => e` where `x > e` was written."""
    if node.type != "binary_expression" or subject.code.python:
        return
    operator, left = node.child_by_field_name("operator"), node.child_by_field_name("left")
    outer = node
    while outer.parent is not None and outer.parent.type == "binary_expression":
        outer = outer.parent
    inside = outer.parent is not None and outer.parent.type == "arguments"
    if operator is None or operator.type not in (">", ">=", "<="):
        return
    if left is not None and left.type == "identifier" and inside:
        yield replace(subject, operator, "=>", 1.8, "a function by `=>`")
