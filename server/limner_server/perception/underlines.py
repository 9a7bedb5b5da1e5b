"""Telling underlines from the letters above them, before either is measured."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from limner_server.perception.contrast import Contrast
from limner_server.perception.glyphs import ink_mask
from limner_server.perception.scene import Box

_MIN_LENGTH = 14
_MAX_THICKNESS = 4
# How far below its letters an underline may lie, and how wide a gap at descenders may be.
_REACH = 10
_SKIP = 14
_MAX_LINES = 2_000


def split_underlines(contrast: Contrast) -> tuple[Contrast, list[Box]]:
    """Take thin horizontal lines out of the contrast.

    Returns:
        The contrast with nothing where the lines were, and the lines: underlines of texts,
        but also long rules, which are no text either.
    """
    ink = ink_mask(contrast)
    _, marks, bounds, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, _MIN_LENGTH), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    distance = contrast.distance.copy()
    lines = []
    for x, y, wide, high, area in stats[1 : min(count, _MAX_LINES)].tolist():
        thin = high <= _MAX_THICKNESS and (high <= 2 or wide >= 24) and area > 0.85 * wide * high
        if not thin or not _stands_apart(ink, x, y, wide, high):
            continue
        mark = bounds[marks[y, x + wide // 2]]
        if mark[cv2.CC_STAT_HEIGHT] > 2 * _MAX_THICKNESS and _is_frame(mark, y, high):
            continue
        if wide < 40 and not _is_below_ink(ink, x, y, wide):
            continue
        x0, x1 = _extend(ink, x, y, x + wide, y + high)
        span = _apart(ink, y, y + high, x0, x1)
        distance[y : y + high, x0:x1][:, span] = 0
        lines.append(Box(float(x0), float(y), float(x1), float(y + high)))
    return replace(contrast, distance=distance), lines


def _apart(ink: NDArray[np.uint8], y0: int, y1: int, x0: int, x1: int) -> NDArray[np.bool_]:
    """Columns of the band in which it is inked, and the rows right above and below are not."""
    last = ink.shape[0] - 1
    above, below = ink[max(y0 - 1, 0), x0:x1], ink[min(y1, last), x0:x1]
    band = ink[y0:y1, x0:x1].any(axis=0)
    result: NDArray[np.bool_] = band & (above == 0) & (below == 0)
    return result


def _is_frame(mark: NDArray[np.int32], y: int, high: int) -> bool:
    """Whether the line is the upper or lower edge of something that goes on for long."""
    top, bottom = mark[cv2.CC_STAT_TOP], mark[cv2.CC_STAT_TOP] + mark[cv2.CC_STAT_HEIGHT]
    tall = mark[cv2.CC_STAT_HEIGHT] > 18
    return bool(y <= top + 1 or (tall and y + high >= bottom - 1))


def _stands_apart(ink: NDArray[np.uint8], x: int, y: int, wide: int, high: int) -> bool:
    return bool(_apart(ink, y, y + high, x, x + wide).mean() > 0.85)


def _is_below_ink(ink: NDArray[np.uint8], x: int, y: int, wide: int) -> bool:
    above = ink[max(y - _REACH, 0) : max(y - 1, 0), x : x + wide]
    return bool(above.size and above.any(axis=0).mean() > 0.4)


def _extend(ink: NDArray[np.uint8], x0: int, y0: int, x1: int, y1: int) -> tuple[int, int]:
    """Follow the line over the gaps that a browser leaves around descenders."""
    apart = np.flatnonzero(_apart(ink, y0, y1, 0, ink.shape[1]))
    left, right = apart[apart < x0][::-1], apart[apart >= x1]
    for column in left.tolist():
        if x0 - column > _SKIP:
            break
        x0 = column
    for column in right.tolist():
        if column - x1 >= _SKIP:
            break
        x1 = column + 1
    return x0, x1
