"""Boxes, frames, rules and discs, read off the connected regions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from limner_server.perception.colours import to_colour
from limner_server.perception.gradients import MAX_STEEP, MIN_AREA, measure_gradient
from limner_server.perception.regions import Regions, connected_regions
from limner_server.perception.scene import Border, Box, Colour, Gradient, Shape, ShapeKind

MIN_SIDE = 8
MAX_BORDER = 8
MAX_SHAPES = 1_000

# How much of its bounds a rounded rectangle fills at least; a disc fills pi/4.
_RECTANGLE = 0.86
_DISC = (0.74, 0.84)
_PILL = 1.25  # width by height, at least
_LEAST_PILL = 12
# A plate that others cover in part: it and they must fill its bounds.
_COVERED = 0.95
_MIN_COVERED_AREA = 1_200
_STEEP_ACROSS, _STEEP_DOWN = 4, 16
_SAMPLES = 15  # of the pixels along a side


@dataclass(frozen=True, slots=True)
class _Outline:
    """The form of a region.

    Attributes:
        box: its bounds.
        mask: the region, 1 where it is.
        filled: the same without holes.
    """

    box: Box
    mask: NDArray[np.uint8]
    filled: NDArray[np.uint8]

    @property
    def share(self) -> float:
        """How much of the bounds the outline encloses."""
        return float(self.filled.mean())


def find_plates(regions: Regions) -> list[Shape]:
    """Find the boxes and discs that flat regions draw, largest first, without borders."""
    found: list[Shape] = []
    partial: list[tuple[int, _Outline]] = []
    for index in _candidates(regions, MIN_SIDE, 20).tolist():
        outline = _outline(regions, index)
        if float(outline.mask.mean()) < 0.2:
            continue
        colour = to_colour(regions.colours[index])
        disc = _DISC[0] <= outline.share <= _DISC[1] and _is_square(outline.box)
        if disc:
            radius = min(outline.box.width, outline.box.height) / 2
            found.append(Shape(ShapeKind.CIRCLE, outline.box, colour, None, radius))
        elif outline.share >= _RECTANGLE or _is_short_pill(outline):
            radius = corner_radius(outline.filled)
            found.append(Shape(ShapeKind.BOX, outline.box, colour, None, radius))
        elif regions.area[index] >= _MIN_COVERED_AREA:
            partial.append((index, outline))
    cover = list(found)
    for index, outline in partial:
        if _is_covered(outline, cover):
            colour = to_colour(regions.colours[index])
            found.append(Shape(ShapeKind.BOX, outline.box, colour))
    return found


def _is_short_pill(outline: _Outline) -> bool:
    """Whether an outline is a rectangle with half discs for ends, little wider than high."""
    wide, high = outline.box.width, outline.box.height
    if wide < _PILL * high or high < _LEAST_PILL:
        return False
    # The corners miss what a square has more than its disc, and their antialiased pixels.
    ends = (1 - np.pi / 4) * high / wide + 1.3 / wide
    return outline.share >= 1 - ends and corner_radius(outline.filled) >= 0.35 * high


def find_gradients(pixels: NDArray[np.uint8], smooth: Regions) -> list[Shape]:
    """Find the boxes whose colour changes smoothly."""
    found = [shape for _, shape in _gradients(pixels, smooth)]
    # A button's gradient runs down some thirty pixels, in larger steps than a hero's.
    steep = connected_regions(pixels, _STEEP_ACROSS, _STEEP_DOWN)
    for height, shape in _gradients(pixels, steep):
        if height <= MAX_STEEP and not any(other.box.contains(shape.box, 2) for other in found):
            found.append(shape)
    return found


def _gradients(pixels: NDArray[np.uint8], regions: Regions) -> Iterator[tuple[float, Shape]]:
    """The height of each gradient box with the box."""
    for index in _candidates(regions, 12, MIN_AREA).tolist():
        outline = _outline(regions, index)
        if outline.share < _RECTANGLE or float(outline.mask.mean()) < 0.3:
            continue
        gradient = measure_gradient(pixels, regions, index, outline.box)
        if gradient is not None:
            radius = corner_radius(outline.filled)
            shape = Shape(ShapeKind.BOX, outline.box, gradient, None, radius)
            yield outline.box.height, shape


def find_frames(pixels: NDArray[np.uint8], regions: Regions) -> list[Shape]:
    """Find the rings: borders around what is no single plate."""
    found = []
    for index in _candidates(regions, 14, 40).tolist():
        box = bounds_of(regions, index)
        if regions.area[index] > 0.25 * box.area:
            continue
        outline = _outline(regions, index)
        if outline.share < _RECTANGLE:
            continue
        width = _frame_width(outline.mask)
        colour = to_colour(regions.colours[index])
        if width and _stands_out(pixels, box, width, colour):
            radius = corner_radius(outline.filled)
            found.append(Shape(ShapeKind.BOX, box, None, Border(width, colour), radius))
    return found


def _candidates(regions: Regions, side: int, area: int) -> NDArray[np.int64]:
    """Regions of that size at least, largest bounds first."""
    wide = regions.boxes[:, 2] - regions.boxes[:, 0]
    high = regions.boxes[:, 3] - regions.boxes[:, 1]
    large = np.flatnonzero((np.minimum(wide, high) >= side) & (regions.area >= area))
    return large[np.argsort(-(wide * high)[large], kind="stable")][:MAX_SHAPES]


def bounds_of(regions: Regions, index: int) -> Box:
    x0, y0, x1, y1 = (float(edge) for edge in regions.boxes[index])
    return Box(x0, y0, x1, y1)


def _is_square(box: Box) -> bool:
    return abs(box.width - box.height) <= 2


def _outline(regions: Regions, index: int) -> _Outline:
    mask = regions.mask(index)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    filled = np.zeros_like(mask)
    cv2.drawContours(filled, contours, -1, 1, thickness=cv2.FILLED)
    return _Outline(bounds_of(regions, index), mask, filled)


def _is_covered(outline: _Outline, others: list[Shape]) -> bool:
    """Whether other boxes that overlap it explain why a plate is no rectangle."""
    box = outline.box
    whole = outline.filled.copy()
    for other in others:
        if other.box.overlap(box) and not other.box.contains(box):
            x0, y0 = max(other.box.x0 - box.x0 - 2, 0), max(other.box.y0 - box.y0 - 2, 0)
            x1, y1 = other.box.x1 - box.x0 + 2, other.box.y1 - box.y0 + 2
            if x1 > 0 and y1 > 0:
                whole[int(y0) : int(y1), int(x0) : int(x1)] = 1
    # A letter or an icon has small boxes in its bends as well: most must be the plate's own.
    return float(whole.mean()) >= _COVERED and outline.share >= 0.5


def _frame_width(mask: NDArray[np.uint8]) -> int:
    """The width of the frame that `mask` is, or 0 where it is no frame."""
    high, wide = mask.shape
    row, column = mask[high // 2], mask[:, wide // 2]
    runs = [_run(line) for line in (row, row[::-1], column, column[::-1])]
    border = sorted(runs)[1]
    if not 0 < border <= MAX_BORDER or min(high, wide) <= 2 * border + 2:
        return 0
    return border


def _run(line: NDArray[np.uint8]) -> int:
    """How many cells from the start are set."""
    return int(np.argmin(line)) if not line.all() else len(line)


def corner_radius(filled: NDArray[np.uint8]) -> float:
    """The corner radius of a rectangle without holes, in pixels.

    A rounded corner of radius r leaves (1 - pi/4) r^2 of its square uncovered, and the first row
    starts r pixels in; where the two disagree, something else covers the corner. The median of
    the four is robust against one such corner.
    """
    high, wide = filled.shape
    half = max(min(high, wide) // 2, 1)
    corners = (
        filled[:half, :half],
        filled[:half, -half:][:, ::-1],
        filled[-half:, :half][::-1],
        filled[-half:, -half:][::-1, ::-1],
    )
    return float(min(round(np.median([_corner(corner) for corner in corners])), half))


def _corner(corner: NDArray[np.uint8]) -> float:
    missing = float(corner.size - corner.sum())
    if missing < 1:
        return 0.0
    # The antialiased pixels along the arc are missing as well: some 1.15 for each pixel of r.
    square, arc = 1 - np.pi / 4, 1.15
    radius = max(float(np.sqrt(arc**2 + 4 * square * missing) - arc) / (2 * square), 1.0)
    along = int(np.argmax(corner[0])) if corner[0].any() else corner.shape[1]
    return radius if abs(along - radius) <= 2 + 0.35 * radius else 0.0


def _stands_out(pixels: NDArray[np.uint8], box: Box, width: int, colour: Colour) -> bool:
    """Whether a frame differs from both sides of it; a step of a shadow lies between them."""
    inner = Box(box.x0 + width, box.y0 + width, box.x1 - width, box.y1 - width)
    votes = 0
    for outside, inside in zip(beside(pixels, box, 1), beside(pixels, inner, -1), strict=True):
        votes += is_extreme(colour, outside, inside)
    return votes >= 3


def beside(pixels: NDArray[np.uint8], box: Box, step: int) -> list[NDArray[np.float32]]:
    """The median colours `step` pixels outside the four sides, clockwise from the top."""
    height, width = pixels.shape[:2]
    x0, y0, x1, y1 = (round(edge) for edge in box)
    columns, rows = _spread(x0, x1 - 1, width), _spread(y0, y1 - 1, height)
    top, bottom = min(max(y0 - step, 0), height - 1), min(max(y1 - 1 + step, 0), height - 1)
    left, right = min(max(x0 - step, 0), width - 1), min(max(x1 - 1 + step, 0), width - 1)
    lanes = (pixels[top, columns], pixels[rows, right], pixels[bottom, columns], pixels[rows, left])
    # Of an odd number of values the median is the one in the middle.
    middle = np.sort(np.stack(lanes), axis=1)[:, _SAMPLES // 2]
    return list(middle.astype(np.float32))


def _spread(first: int, last: int, size: int) -> NDArray[np.int64]:
    """Places at equal distances from `first` to `last`, all of them in the picture."""
    places = np.arange(_SAMPLES) * ((last - first) / (_SAMPLES - 1)) + first
    places[-1] = last
    return places.astype(np.int64).clip(0, size - 1)


def is_extreme(colour: Colour, one: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    """Whether a colour lies plainly outside the range between two others, in some channel."""
    own = np.array(colour, np.float32)
    first, second = own - one, own - other
    apart = (first * second > 0) & (np.minimum(np.abs(first), np.abs(second)) >= 4)
    strong = min(float(np.abs(first).max()), float(np.abs(second).max())) >= 24
    return bool(apart.any() or strong)


def is_part_of_gradient(shape: Shape, gradients: list[Shape]) -> bool:
    """Whether a flat shape is a step of one of the gradients."""
    if not isinstance(shape.fill, Colour):
        return False
    for other in gradients:
        gradient = other.fill
        if not isinstance(gradient, Gradient) or not other.box.contains(shape.box, 1):
            continue
        low = np.minimum(gradient.start, gradient.end) - 12
        high = np.maximum(gradient.start, gradient.end) + 12
        fill = np.array(shape.fill)
        if ((fill >= low) & (fill <= high)).all():
            return True
    return False
