"""The dots that a password field shows in place of its letters."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from limner_server.perception.contrast import Contrast
from limner_server.perception.glyphs import ink_mask
from limner_server.perception.ocr import ReadWord
from limner_server.perception.regions import Regions
from limner_server.perception.scene import Box

DOT = "•"

_SIDES = (3, 9)
_FEWEST = 4
# From dot to dot in their diameters; those of a slide show stand further apart.
_PITCH = (1.2, 2.3)
_FIELD_HEIGHT = 70
_FIELD_WIDTH = 60


def find_passwords(contrast: Contrast, grounds: Regions) -> list[ReadWord]:
    """Find rows of like dots at even distances, alone on a ground as high as a field.

    Args:
        contrast: how far each pixel is from its ground.
        grounds: the regions that `contrast.ground` counts.

    Returns:
        A word of dots for each.
    """
    rows: list[list[Box]] = []
    for dot in _dots(contrast):
        row = next((row for row in rows if _continues(row, dot)), None)
        if row is None:
            rows.append([dot])
        else:
            row.append(dot)
    return [
        ReadWord(DOT * len(row), row[0].union(row[-1]), 1.0)
        for row in rows
        if len(row) >= _FEWEST and _is_in_field(row[0], contrast, grounds)
    ]


def _dots(contrast: Contrast) -> Iterator[Box]:
    """Small discs from left to right."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink_mask(contrast), connectivity=8)
    for x, y, wide, high, area in stats[_like_dots(stats)].tolist():
        if area >= 0.7 * wide * high:
            yield Box(float(x), float(y), float(x + wide), float(y + high))


def _like_dots(stats: NDArray[np.int32]) -> NDArray[np.int64]:
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    small = (np.minimum(wide, high) >= _SIDES[0]) & (np.maximum(wide, high) <= _SIDES[1])
    found = np.flatnonzero(small & (np.abs(wide - high) <= 1))
    return found[np.argsort(stats[found, cv2.CC_STAT_LEFT], kind="stable")]


def _continues(row: list[Box], dot: Box) -> bool:
    last = row[-1]
    alike = abs(dot.width - last.width) <= 1 and abs(dot.height - last.height) <= 1
    level = abs(dot.centre[1] - last.centre[1]) <= 1
    pitch = dot.centre[0] - last.centre[0]
    near = _PITCH[0] <= pitch / max(last.width, dot.width) <= _PITCH[1]
    even = len(row) < 2 or abs(pitch - (last.centre[0] - row[-2].centre[0])) <= 1.5
    return alike and level and near and even


def _is_in_field(dot: Box, contrast: Contrast, grounds: Regions) -> bool:
    x, y = (int(part) for part in dot.centre)
    ground = int(contrast.ground[y, x])
    if ground >= len(grounds.boxes):
        return False
    x0, y0, x1, y1 = grounds.boxes[ground].tolist()
    return bool(y1 - y0 <= _FIELD_HEIGHT and x1 - x0 >= _FIELD_WIDTH)
