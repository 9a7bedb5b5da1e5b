"""The texts of Python: what its strings say, without docstrings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.perception.drawn.drawn import HOLE, Drawn, Role, drawn_of
from limner_server.perception.drawn.holes import with_holes
from limner_server.perception.drawn.literals import unquoted
from limner_server.perception.syntax.tree import Tree

_STRINGS: Final = "(string) @string"
_PREFIX: Final = re.compile(r"([A-Za-z]*)(\"\"\"|'''|\"|')")


def python_texts(tree: Tree) -> Iterator[Drawn]:
    """The texts that code of Python hands on to be drawn, in order."""
    for node in tree.captures(_STRINGS).get("string", []):
        around = node.parent
        if around is None or around.type == "expression_statement":
            continue
        if around.type == "concatenated_string":
            if around.named_child(0) != node:
                continue
            pieces = [piece for part in around.named_children for piece in _pieces(tree, part)]
        else:
            pieces = list(_pieces(tree, node))
        drawn = drawn_of(pieces, Role.STRING)
        if drawn is not None:
            yield drawn


def _pieces(tree: Tree, node: Node) -> Iterator[tuple[str, int]]:
    span = tree.span(node)
    found = _PREFIX.match(tree.text, span.start)
    if node.type != "string" or found is None or "b" in found[1].lower():
        return
    is_raw, end = "r" in found[1].lower(), span.end - len(found[2])
    at = found.end()
    for child in node.named_children:
        if child.type == "interpolation":
            inner = tree.span(child)
            yield from _said(tree.text[at : inner.start], at, is_raw=is_raw)
            yield HOLE, inner.start
            at = inner.end
    yield from _said(tree.text[at:end], at, is_raw=is_raw)


def _said(body: str, offset: int, *, is_raw: bool) -> Iterator[tuple[str, int]]:
    return with_holes(body if is_raw else unquoted(body), offset)
