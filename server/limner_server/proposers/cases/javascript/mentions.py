"""Where a name is read."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from limner_server.perception.syntax.javascript_scopes import FUNCTIONS


def mentions(body: Node, name: bytes) -> Iterator[Node]:
    """The places where a name is read, as far as no inner function calls something else so."""
    waiting = [body]
    while waiting:
        node = waiting.pop()
        if node.type in ("identifier", "shorthand_property_identifier") and node.text == name:
            yield node
        elif node != body and node.type in FUNCTIONS and _binds(node, name):
            continue
        waiting.extend(reversed(node.named_children))


def _binds(function: Node, name: bytes) -> bool:
    given = (function.child_by_field_name(field) for field in ("parameters", "parameter"))
    return any(any(_identifiers(one, name)) for one in given if one is not None)


def _identifiers(node: Node, name: bytes) -> Iterator[Node]:
    if node.type == "identifier" and node.text == name:
        yield node
    for child in node.named_children:
        yield from _identifiers(child, name)


def holds(outer: Node, inner: Node) -> bool:
    """Whether a node stands in another."""
    return outer.start_byte <= inner.start_byte and inner.end_byte <= outer.end_byte
