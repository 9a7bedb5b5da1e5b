"""Names that are bound and never read: whoever bound them meant to use them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.proposers.search import grammar
from limner_server.proposers.search.change import Change, replace
from limner_server.proposers.search.known_kinds import NUMBER, UNKNOWN
from limner_server.proposers.search.scope import Name
from limner_server.proposers.search.spelling import fitting
from limner_server.proposers.search.subject import Subject

_OPERANDS: Final = frozenset({"identifier", "attribute", "member_expression", "call"})
# Looking for an operand that was forgotten, a product is it more often than a difference.
_OPERATIONS: Final = (("*", 2.2), ("+", 2.4), ("-", 2.6), ("/", 3.0))


def operand(subject: Subject, node: Node) -> Iterator[Change]:
    """`price * count` for `price`, where nobody reads `count`."""
    code = subject.code
    if node.type not in _OPERANDS or not code.is_value(node) or _is_gone_through(node):
        return
    if subject.kinds.of(node) not in (NUMBER, UNKNOWN) or code.of(node) in ("self", "cls"):
        return
    for name in _unread(subject, node):
        for sign, cost in _OPERATIONS:
            yield replace(subject, node, fitting(node, f"{code.of(node)} {sign} {name.text}"), cost)


def _is_gone_through(node: Node) -> bool:
    """Whether the value is one that something is taken of: an object, or what a loop goes over."""
    parent = node.parent
    if parent is None or parent.type in ("for_in_clause", *grammar.MEMBERS, *grammar.SUBSCRIPTS):
        return True
    return parent.type in ("for_statement", "for_in_statement")


def _unread(subject: Subject, node: Node) -> list[Name]:
    """The variables that could stand here, may be numbers, and that nobody reads."""
    reads = subject.reads.within(subject.surroundings(node))
    return [
        name
        for name in subject.names_at(node)
        if reads.get((name.text, name.scope)) == 0
        and not name.text.startswith("_")
        and subject.kind_of_name(name) in (NUMBER, UNKNOWN)
    ]
