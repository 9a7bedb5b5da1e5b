"""The rows of a terminal: strips of text on one height, each read as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from limner_server.perception.glyphs import MAX_HEIGHT, MIN_HEIGHT, Strip

# Lower than this share of the usual height, a strip is of dots, dashes or marks.
_LOW = 0.6
# By the height of tall letters: how far dots and quotes reach above the baseline, tails and
# underscores below it, and how near to each other rows may stand.
_HEAD = 1.15
_TAIL = 0.32
_APART = 0.95


def group_rows(strips: Sequence[Strip]) -> list[list[Strip]]:
    """Strips by row, top to bottom; a low one goes to the row that it stands in."""
    if not strips:
        return []
    usual = median(strip.y1 - strip.y0 for strip in strips)
    tall = [strip for strip in strips if strip.y1 - strip.y0 >= _LOW * usual]
    groups: list[list[Strip]] = []
    for strip in sorted(tall, key=_middle):
        if groups and _middle(strip) - median(map(_middle, groups[-1])) < 0.5 * usual:
            groups[-1].append(strip)
        else:
            groups.append([strip])
    for strip in strips:
        if strip.y1 - strip.y0 < _LOW * usual:
            _add_low(strip, groups, usual)
    return sorted(groups, key=lambda group: median(map(_middle, group)))


def _add_low(strip: Strip, groups: list[list[Strip]], usual: float) -> None:
    for group in groups:
        top, bottom = min(one.y0 for one in group), max(one.y1 for one in group)
        if top - 0.1 * usual <= _middle(strip) <= bottom + 0.3 * usual:
            group.append(strip)
            return
    groups.append([strip])


def _middle(strip: Strip) -> float:
    return (strip.y0 + strip.y1) / 2


def find_rows(ink: NDArray[np.uint8], pane: Sequence[Strip]) -> list[Strip]:
    """One strip for each row of a pane, top to bottom, as high as its letters and underscores.

    Most letters end on the baseline, so that their lower ends tell the rows apart even where rows
    stand so tight that letters touch. A row read whole is read with what is faint between its
    parts: commas, dots, underscores. Rows of nothing but marks are left out.

    Args:
        ink: 1 where there is ink, of shape (height, width).
        pane: the strips of the pane.
    """
    if not pane:
        return []
    x0, x1 = min(strip.x0 for strip in pane), max(strip.x1 for strip in pane)
    y0, y1 = min(strip.y0 for strip in pane), max(strip.y1 for strip in pane)
    # Brackets and quotes at the ends may be left out of strips.
    x0, x1 = max(x0 - (y1 - y0) // 20, 0), min(x1 + 40, ink.shape[1])
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink[y0 : y1 + 8, x0:x1], connectivity=8)
    marks = stats[1:]
    marks = marks[(marks[:, 3] >= MIN_HEIGHT) & (marks[:, 3] <= MAX_HEIGHT) & (marks[:, 2] <= 400)]
    if not len(marks):
        return []
    usual = float(np.median(marks[:, 3]))
    letters = marks[(marks[:, 3] >= _LOW * usual) & (marks[:, 3] <= 2.5 * usual)]
    high = float(np.percentile(letters[:, 3], 85))
    ends = letters[:, 1] + letters[:, 3]
    found = []
    for baseline in _baselines(ends, high):
        middles = letters[:, 1] + letters[:, 3] / 2
        own = letters[(middles > baseline - high) & (middles < baseline)]
        if len(own):
            left, right = int(own[:, 0].min()), int((own[:, 0] + own[:, 2]).max())
            top, bottom = round(baseline - _HEAD * high), round(baseline + _TAIL * high)
            found.append(
                Strip(x0 + left, max(y0 + top, 0), x0 + right, min(y0 + bottom, ink.shape[0]))
            )
    return sorted(found, key=lambda row: row.y0)


def _baselines(ends: NDArray[np.int32], high: float) -> list[int]:
    """Where most letters end, each at least most of a letter's height apart."""
    counts = np.bincount(ends, minlength=int(ends.max()) + 3).astype(np.float64)
    around = counts + np.roll(counts, 1) + np.roll(counts, -1)
    found: list[int] = []
    for at in np.lexsort((-counts, -around)).tolist():
        if not around[at]:
            break
        if all(abs(at - other) >= _APART * high for other in found):
            found.append(at)
    return found
