"""Panes beside each other, as terminals and editors show them, told apart by what is blank."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from limner_server.perception.glyphs import Strip
from limner_server.perception.traceback.rows import group_rows

# Both sides of a cut have text in so many rows, and for so much of the height nothing crosses it.
_FEWEST = 3
_SHARE = 0.6


def split_panes(strips: Sequence[Strip]) -> list[list[Strip]]:
    """The panes of a picture from left to right; what stands above or below them comes first."""
    rows = group_rows(strips)
    cut = _cut(rows)
    if cut is None:
        return [list(strips)]
    at, inside = cut
    among = [strip for row in inside for strip in row]
    around = [strip for strip in strips if strip not in among]
    left = [strip for strip in among if strip.x1 <= at]
    right = [strip for strip in among if strip.x1 > at]
    return [*([around] if around else []), left, *split_panes(right)]


def _cut(rows: Sequence[Sequence[Strip]]) -> tuple[float, list[Sequence[Strip]]] | None:
    """Where a blank column parts most rows, and those rows; None where none does."""
    best: tuple[float, list[Sequence[Strip]]] | None = None
    for start in sorted({strip.x0 for row in rows for strip in row}):
        at = start - 2.0
        free = [not _crosses(row, at) for row in rows]
        runs = [
            [row for row, _ in run]
            for is_free, run in groupby(zip(rows, free, strict=True), itemgetter(1))
            if is_free
        ]
        longest = max(runs, key=len, default=[])
        left = sum(any(strip.x1 <= at for strip in row) for row in longest)
        right = sum(any(strip.x1 > at for strip in row) for row in longest)
        enough = min(left, right) >= _FEWEST and len(longest) >= _SHARE * len(rows)
        if enough and (best is None or len(longest) > len(best[1])):
            best = at, longest
    return best


def _crosses(row: Sequence[Strip], at: float) -> bool:
    """Whether a strip, or no more than a blank or two after one, lies across a column."""
    return any(strip.x0 < at < strip.x1 + (strip.y1 - strip.y0) for strip in row)
