"""Underscores, which readers of words lose: found by their look, put back where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from statistics import median
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from limner_server.perception.glyphs import Strip
from limner_server.perception.ocr import ReadWord

# Of a row's height: letters are higher than one, underscores lower than the other.
_LETTER = 0.3
_THIN = 0.2
# How far into the next cell a mark may reach.
_SLACK = 0.35


class Underscores(NamedTuple):
    """One or more underscores side by side, in pixels of the picture."""

    x0: float
    x1: float


def find_underscores(
    ink: NDArray[np.uint8], rows: Sequence[Strip], advance: float
) -> list[list[Underscores]]:
    """The underscores of each row: low marks as wide as a letter, with nothing above.

    Args:
        ink: 1 where there is ink, of shape (height, width).
        rows: where text stands.
        advance: width of a letter with its gap, in pixels.
    """
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    marks = stats[1:]
    return [_of_row(ink, marks, row, advance) for row in rows]


def _of_row(
    ink: NDArray[np.uint8], marks: NDArray[np.int32], row: Strip, advance: float
) -> list[Underscores]:
    high = row.y1 - row.y0
    middle = marks[:, 1] + marks[:, 3] / 2
    reach = _SLACK * high
    inside = (middle >= row.y0) & (middle <= row.y1 + reach)
    inside &= (marks[:, 0] < row.x1 + 2 * advance) & (
        marks[:, 0] + marks[:, 2] > row.x0 - 2 * advance
    )
    own = marks[inside]
    letters = own[own[:, 3] >= _LETTER * high]
    if not len(letters):
        return []
    baseline = float(np.median(letters[:, 1] + letters[:, 3]))
    low = own[
        (own[:, 1] >= baseline - 1)
        & (own[:, 3] <= max(_THIN * high, 2))
        & (own[:, 2] >= 0.6 * advance)
    ]
    return [
        Underscores(float(x), float(x + wide))
        for x, _, wide, *_ in sorted(low.tolist())
        if not ink[row.y0 : int(baseline) - 1, x + 1 : x + wide - 1].any()
    ]


def put_back(
    words: Sequence[ReadWord], found: Sequence[Underscores], advance: float
) -> list[ReadWord]:
    """The words of a row with the underscores that they lack; those that one parts are joined."""
    ordered = sorted(words, key=lambda word: word.box.x0)
    for mark in found:
        touched = [
            word
            for word in ordered
            if word.box.x0 - _SLACK * advance <= mark.x1
            and mark.x0 <= word.box.x1 + _SLACK * advance
        ]
        if touched:
            joined = _with(touched, mark, advance)
            at = ordered.index(touched[0])
            ordered[at : at + len(touched)] = [joined]
    return ordered


def _with(touched: Sequence[ReadWord], mark: Underscores, advance: float) -> ReadWord:
    """The words that a mark touches as one, with it."""
    count = max(round((mark.x1 - mark.x0) / advance), 1)
    box = reduce(lambda one, other: one.union(other), (word.box for word in touched))
    # A mark at its start may count as part of a word.
    left = "".join(word.text for word in touched if word.box.x0 < mark.x0 - 0.5 * advance)
    whole = "".join(word.text for word in touched)
    starts = min(word.box.x0 for word in touched)
    at = min(max(round((mark.x0 - starts) / advance), 0), len(whole))
    if len(touched) > 1:
        at = len(left)
    near = whole[max(at - 1, 0) : at + count + 1]
    missing = count - near.count("_")
    text = whole if missing <= 0 else whole[:at] + "_" * missing + whole[at:]
    sure = median(word.confidence for word in touched)
    return ReadWord(text, box, sure)
