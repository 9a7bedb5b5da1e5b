"""Flat boxes, frames, rules and discs, read off the connected regions."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from limner_server.perception.ink import to_colour
from limner_server.perception.regions import Regions
from limner_server.perception.scene import Border, Box, Colour, Shape, ShapeKind

RULE_THICKNESS = 6
RULE_LENGTH = 20
MIN_SIDE = 8
MAX_BORDER = 8
MAX_SHAPES = 1_500

# How much of its bounds a rounded rectangle fills at least; a disc fills pi/4.
_RECTANGLE = 0.86
_DISC = (0.74, 0.84)


def find_boxes(regions: Regions) -> list[Shape]:
    """Find the shapes that flat regions draw, largest first, none inside another yet."""
    wide = regions.boxes[:, 2] - regions.boxes[:, 0]
    high = regions.boxes[:, 3] - regions.boxes[:, 1]
    thin = (np.minimum(wide, high) <= RULE_THICKNESS) & (np.maximum(wide, high) >= RULE_LENGTH)
    large = np.minimum(wide, high) >= MIN_SIDE
    candidates = np.flatnonzero((thin | large) & (regions.area >= 20))
    candidates = candidates[np.argsort(-(wide * high)[candidates], kind="stable")]
    shapes = []
    for index in candidates[:MAX_SHAPES].tolist():
        shape = _rule(regions, index) if thin[index] else _box(regions, index)
        if shape is not None:
            shapes.append(shape)
    return shapes


def _bounds(regions: Regions, index: int) -> Box:
    x0, y0, x1, y1 = (float(edge) for edge in regions.boxes[index])
    return Box(x0, y0, x1, y1)


def _rule(regions: Regions, index: int) -> Shape | None:
    box = _bounds(regions, index)
    if regions.area[index] < 0.7 * box.area:
        return None
    return Shape(ShapeKind.RULE, box, to_colour(regions.colours[index]))


def _box(regions: Regions, index: int) -> Shape | None:
    box = _bounds(regions, index)
    if regions.area[index] < 0.02 * box.area:
        return None
    mask = regions.mask(index)
    filled = _without_holes(mask)
    share = float(filled.sum()) / box.area
    colour = to_colour(regions.colours[index])
    disc = _DISC[0] <= share <= _DISC[1] and abs(box.width - box.height) <= 2
    if share < _RECTANGLE and not disc:
        return None
    border = _frame_width(mask)
    kind = ShapeKind.CIRCLE if disc else ShapeKind.BOX
    radius = min(box.width, box.height) / 2 if disc else corner_radius(filled)
    if border:
        return Shape(kind, box, None, Border(border, colour), radius)
    if float(mask.sum()) < 0.25 * box.area:
        return None
    return Shape(kind, box, colour, None, radius)


def _without_holes(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    filled = np.zeros_like(mask)
    cv2.drawContours(filled, contours, -1, 1, thickness=cv2.FILLED)
    return filled


def _frame_width(mask: NDArray[np.uint8]) -> int:
    """The width of the frame that `mask` is, or 0 where it is no frame."""
    high, wide = mask.shape
    row, column = mask[high // 2], mask[:, wide // 2]
    runs = [_run(line) for line in (row, row[::-1], column, column[::-1])]
    border = sorted(runs)[1]
    if not 0 < border <= MAX_BORDER or min(high, wide) <= 2 * border + 2:
        return 0
    inside = mask[border:-border, border:-border]
    return border if inside.mean() < 0.25 else 0


def _run(line: NDArray[np.uint8]) -> int:
    """How many cells from the start are set."""
    return int(np.argmin(line)) if not line.all() else len(line)


def corner_radius(filled: NDArray[np.uint8]) -> float:
    """The corner radius of a rectangle without holes, in pixels.

    A rounded corner leaves (1 - pi/4) r^2 of its square uncovered; the median of the four is
    robust against one corner that something else covers.
    """
    high, wide = filled.shape
    half_high, half_wide = max(high // 2, 1), max(wide // 2, 1)
    corners = (
        filled[:half_high, :half_wide],
        filled[:half_high, -half_wide:],
        filled[-half_high:, :half_wide],
        filled[-half_high:, -half_wide:],
    )
    missing = float(np.median([corner.size - corner.sum() for corner in corners]))
    # The antialiased pixel on the arc is not of the region's colour: it counts half.
    radius = float(np.sqrt(max(missing, 0.0) / (1 - np.pi / 4)))
    return min(round(radius * 0.9), min(high, wide) / 2) if radius >= 1.5 else 0.0


def flat_colour(pixels: NDArray[np.uint8], box: Box) -> Colour:
    """The most frequent colour inside `box`."""
    crop = pixels[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)].reshape(-1, 3)
    packed = crop.astype(np.int32) @ np.array([65536, 256, 1], np.int32)
    values, counts = np.unique(packed, return_counts=True)
    top = int(values[counts.argmax()])
    return Colour(top >> 16, top >> 8 & 255, top & 255)
