"""Pieces of definitions, of values, of words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from limner_server.perception.context.folding import (
    around_line,
    documented,
    lines_of,
    merged,
    signature,
    text_of,
)
from limner_server.perception.context.piece import Kind, LineRange, Piece, Ranges
from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.tree import Span, Tree

# A longer table, or a longer output, tells little more.
_MOST_LINES: Final = 12
_MOST_WORDS: Final = (200, 60, 20)
_FROM_OUTSIDE: Final = (Kind.CALLEE, Kind.TYPE)
_CONSTRUCTORS: Final = ("__init__", "__new__", "constructor", "__post_init__")


def definition_piece(
    kind: Kind, path: Path, tree: Tree, one: Function | Class, weight: float
) -> Piece:
    """A function or class; folded, its signature; a class before that with its constructor."""
    whole = lines_of(tree, documented(one))
    short = signature(tree, one, private=kind not in _FROM_OUTSIDE)
    levels = [(whole,), short]
    if isinstance(one, Class):
        built = [
            lines_of(tree, other.span)
            for other in definitions(tree)
            if other.name in _CONSTRUCTORS and other.qualified == f"{one.qualified}.{other.name}"
        ]
        opening = merged([*short[:1], *built])
        levels = [(whole,), merged([*short, *built]), short, opening, short[:1]]
    return _piece(kind, path, tree, weight, levels)


def signature_piece(kind: Kind, path: Path, tree: Tree, one: Class, weight: float) -> Piece:
    """A class without the bodies of its methods; folded, without the rest of its docstring too.

    Then its header alone.
    """
    short = signature(tree, one)
    docstring = [lines_of(tree, one.docstring)] if one.docstring is not None else []
    return _piece(kind, path, tree, weight, [merged([*short, *docstring]), short, short[:1]])


def span_piece(kind: Kind, path: Path, tree: Tree, span: Span, weight: float) -> Piece:
    """Some statements; folded where they are long, their first and last lines."""
    whole = lines_of(tree, span)
    levels: list[Ranges] = [(whole,)]
    if whole.last - whole.first >= _MOST_LINES:
        few = _MOST_LINES // 3
        head, tail = (
            LineRange(whole.first, whole.first + few),
            LineRange(whole.last - few, whole.last),
        )
        levels.append((head, tail))
    return _piece(kind, path, tree, weight, levels)


def ranges_piece(kind: Kind, path: Path, tree: Tree, ranges: Ranges, weight: float) -> Piece:
    """Lines that stand apart from each other, shown together or not at all."""
    return _piece(kind, path, tree, weight, [ranges])


def near_piece(
    kind: Kind, path: Path, tree: Tree, span: Span, *, line: int, weight: float
) -> Piece:
    """A stretch of code because of one of its lines; folded, what is near that line."""
    whole = lines_of(tree, span)
    return _piece(kind, path, tree, weight, [(whole,), *around_line(tree, span, line)])


def words_piece(kind: Kind, text: str) -> Piece:
    """Words that are no file's; folded where they are long, their beginning and their end."""
    text = re.sub(r"\r\n?", "\n", text).strip("\n")
    last = text.count("\n") + 1
    levels: list[Ranges] = [(LineRange(1, last),)]
    # What went wrong stands at the end of a traceback.
    levels += [
        (LineRange(1, most // 4), LineRange(last - most * 3 // 4, last))
        for most in _MOST_WORDS
        if last > most
    ]
    return Piece(kind, None, LineRange(1, last), text, 1.0, tuple(levels))


def _piece(kind: Kind, path: Path, tree: Tree, weight: float, levels: list[Ranges]) -> Piece:
    """A piece of the levels that show less than the one before."""
    kept: list[Ranges] = []
    for level in levels:
        if not kept or _size(level) < _size(kept[-1]):
            kept.append(level)
    lines = LineRange(kept[0][0].first, kept[0][-1].last)
    return Piece(kind, path, lines, text_of(tree, lines), weight, tuple(kept))


def _size(ranges: Ranges) -> int:
    return sum(one.last - one.first + 1 for one in ranges)
