"""Wrong names: another variable of the scope, another attribute of the same object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.proposers.search import grammar
from limner_server.proposers.search.change import Change, replace
from limner_server.proposers.search.kinds import clash
from limner_server.proposers.search.subject import Subject

# At a place some names can stand; the nearer bound, the likelier meant.
_OWNERS: Final = frozenset({"self", "cls", "this"})
_FIRST, _EACH, _MOST = 1.4, 0.12, 14


def other_name(subject: Subject, node: Node) -> Iterator[Change]:
    """Another name that is known here, in place of one that is read."""
    if node.type != "identifier" or not subject.code.is_value(node):
        return
    written = subject.code.of(node)
    kind = subject.kinds.of(node)
    index = 0
    # The object itself is seldom taken for something else.
    owner = 1.5 if written in _OWNERS else 0.0
    names = subject.names_at(node)
    if node.parent is not None and node.parent.type in grammar.MEMBERS:
        names += [name for name in subject.scope.at(node) if name.text in subject.modules]
    for name in names:
        if name.text == written or index >= _MOST:
            continue
        other = subject.kind_of_name(name)
        unlikely = 2.5 if clash(kind, other) else 0.0
        unlikely += 1.0 if name.depth == 0 else 0.0
        unlikely += 1.5 if name.text in _OWNERS else owner
        yield replace(subject, node, name.text, _FIRST + _EACH * index + unlikely)
        index += 1


def other_target(subject: Subject, node: Node) -> Iterator[Change]:
    """Another variable that is assigned, in place of one that is."""
    if node.type not in (*grammar.AUGMENTED, "assignment", "assignment_expression"):
        return
    left = node.child_by_field_name("left")
    if left is None or left.type != "identifier":
        return
    written = subject.code.of(left)
    kind = subject.kinds.of(left)
    for index, name in enumerate(subject.names_at(node)[:_MOST]):
        if name.text == written or name.depth == 0:
            continue
        other = subject.kind_of_name(name)
        unlikely = 2.5 if clash(kind, other) else 0.0
        first = 1.6 if node.type in grammar.AUGMENTED else 2.4
        yield replace(subject, left, name.text, first + _EACH * index + unlikely)


def other_attribute(subject: Subject, node: Node) -> Iterator[Change]:
    """Another attribute that the same object is seen to have, or a missing `self.`."""
    if node.type in grammar.MEMBERS:
        called = node.parent is not None and node.parent.type in grammar.CALLS
        name = node.child_by_field_name("attribute") or node.child_by_field_name("property")
        target = node.child_by_field_name("object")
        if name is None or target is None or called:
            return
        seen = _attributes(subject, node, subject.code.of(target))
        for index, other in enumerate(sorted(seen - {subject.code.of(name)})[:_MOST]):
            yield replace(subject, name, other, 1.8 + _EACH * index)
    elif node.type == "identifier" and subject.code.is_value(node):
        owner = "self" if subject.code.python else "this"
        written = subject.code.of(node)
        if written in _attributes(subject, node, owner):
            yield replace(subject, node, f"{owner}.{written}", 1.6)


def _attributes(subject: Subject, near: Node, owner: str) -> set[str]:
    """The attributes, not methods, that are read or set of an object of this spelling."""
    found: set[str] = set()
    for node in subject.members(near, owner):
        called = node.parent is not None and node.parent.type in grammar.CALLS
        if not called:
            found.add(subject.attribute_of(node))
    return found - {""}
