"""What the file of a place tells about it: the place itself, what is around it and beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tree_sitter import Node

from limner_server.perception.context.folding import documented, lines_of, merged
from limner_server.perception.context.piece import Kind, Piece
from limner_server.perception.context.pieces import (
    definition_piece,
    near_piece,
    ranges_piece,
    signature_piece,
    span_piece,
)
from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.functions import class_at, definitions, function_around
from limner_server.perception.syntax.imports import imports
from limner_server.perception.syntax.tree import Span, Tree

OWNER: Final = 0.85
IMPORTS: Final = 0.7
_METHOD_BESIDE: Final = 0.3
_BESIDE: Final = 0.2
# Of a file with thousands of functions only the nearest are told of.
_MOST_BESIDE: Final = 60
# Statements at the top of a file belong to those beside them.
_STATEMENTS_AROUND: Final = 3


def target_at(tree: Tree, line: int) -> tuple[Function | Class | None, Span]:
    """The function or else the class that a line stands in, and what of the text it is about.

    At the top of a file these are the statements around the line.
    """
    offset = tree.lines.offset(line)
    function = function_around(tree, offset)
    if function is not None:
        return function, documented(function)
    owner = class_at(tree, offset)
    if owner is not None:
        return owner, documented(owner)
    top = tree.root.named_children
    near = min(range(len(top)), key=lambda one: _distance(tree, top[one], line), default=None)
    if near is None:
        return None, Span(0, len(tree.text))
    defined = {one.span for one in definitions(tree)}
    first = last = near
    while first > max(0, near - _STATEMENTS_AROUND) and tree.span(top[first - 1]) not in defined:
        first -= 1
    most = min(len(top) - 1, near + _STATEMENTS_AROUND)
    while last < most and tree.span(top[last + 1]) not in defined:
        last += 1
    return None, Span(tree.span(top[first]).start, tree.span(top[last]).end)


def own_pieces(path: Path, tree: Tree, line: int) -> Iterator[Piece]:
    """The place, the class around it, the file's imports, and what else the file defines."""
    target, span = target_at(tree, line)
    yield near_piece(Kind.TARGET, path, tree, span, line=line, weight=1.0)
    owners = [
        one
        for one in definitions(tree)
        if isinstance(one, Class) and one is not target and span.start in one.span
    ]
    for owner in owners:
        yield signature_piece(Kind.OWNER, path, tree, owner, OWNER)
    yield from import_pieces(path, tree, IMPORTS)
    beside = [
        *_methods(path, tree, {owner.qualified for owner in owners}),
        *_top_level(path, tree),
    ]
    beside.sort(key=lambda piece: abs(piece.lines.first - line))
    yield from (piece for piece in beside[:_MOST_BESIDE] if piece.lines != lines_of(tree, span))


def import_pieces(path: Path, tree: Tree, weight: float) -> Iterator[Piece]:
    """The imports at the top of a file."""
    statements = dict.fromkeys(one.statement for one in imports(tree) if one.is_top)
    if statements:
        ranges = merged([lines_of(tree, span) for span in statements])
        yield ranges_piece(Kind.IMPORTS, path, tree, ranges, weight)


def _methods(path: Path, tree: Tree, owners: set[str]) -> Iterator[Piece]:
    for one in definitions(tree):
        if isinstance(one, Function) and one.owner:
            weight = _METHOD_BESIDE if one.owner in owners else _BESIDE
            yield definition_piece(Kind.SIBLING, path, tree, one, weight)


def _top_level(path: Path, tree: Tree) -> Iterator[Piece]:
    """The functions and classes at the top of a file, and the statements between them."""
    defined = {one.span: one for one in reversed(definitions(tree))}
    imported = {one.statement for one in imports(tree)}
    statements: list[Span] = []
    for child in [*tree.root.named_children, None]:
        span = tree.span(child) if child else None
        one = defined.get(span) if span else None
        if child is not None and one is None and span not in imported:
            statements.append(tree.span(child))
            continue
        if statements:
            between = Span(statements[0].start, statements[-1].end)
            yield span_piece(Kind.SIBLING, path, tree, between, _BESIDE)
            statements.clear()
        if isinstance(one, Class):
            yield signature_piece(Kind.SIBLING, path, tree, one, _BESIDE)
        elif one is not None:
            yield definition_piece(Kind.SIBLING, path, tree, one, _BESIDE)


def _distance(tree: Tree, node: Node, line: int) -> int:
    first, last = lines_of(tree, tree.span(node))
    return max(first - line, line - last, 0)
