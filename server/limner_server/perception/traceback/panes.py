"""Panes beside each other, as terminals and editors show them, told apart by what is blank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from limner_server.perception.traceback.grid import Row

# Both sides of a cut have words in so many rows, and for so much of the height nothing crosses it.
_FEWEST = 3
_SHARE = 0.6


def split_panes(rows: Sequence[Row], advance: float) -> list[list[Row]]:
    """The panes of a picture from left to right; what stands above or below them comes first."""
    cut = _cut(rows, advance)
    if cut is None:
        return [list(rows)]
    at, inside = cut
    left = [
        replace(row, words=tuple(one for one in row.words if one.box.x1 <= at)) for row in inside
    ]
    right = [
        replace(row, words=tuple(one for one in row.words if one.box.x1 > at)) for row in inside
    ]
    around = [row for row in rows if row not in inside]
    panes = [part for part in (around, [row for row in left if row.words]) if part]
    return [*panes, *split_panes([row for row in right if row.words], advance)]


def _cut(rows: Sequence[Row], advance: float) -> tuple[float, list[Row]] | None:
    """Where a blank column parts most rows, and those rows; None where none does."""
    starts = sorted({word.box.x0 for row in rows for word in row.words})
    best: tuple[float, list[Row]] | None = None
    for start in starts:
        at = start - 0.5 * advance
        free = [not _crosses(row, at, advance) for row in rows]
        runs = [
            [row for row, _ in run]
            for is_free, run in groupby(zip(rows, free, strict=True), itemgetter(1))
            if is_free
        ]
        longest = max(runs, key=len, default=[])
        left = sum(any(word.box.x1 <= at for word in row.words) for row in longest)
        right = sum(any(word.box.x1 > at for word in row.words) for row in longest)
        enough = min(left, right) >= _FEWEST and len(longest) >= _SHARE * len(rows)
        if enough and (best is None or len(longest) > len(best[1])):
            best = at, longest
    return best


def _crosses(row: Row, at: float, advance: float) -> bool:
    """Whether a word, or the single blank between two words, lies across a column."""
    return any(word.box.x0 < at < word.box.x1 + 1.2 * advance for word in row.words)
