"""Rules: thin straight lines, and the frames that four of them make."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from limner_server.perception.boxes import beside, bounds_of, is_extreme
from limner_server.perception.colours import to_colour
from limner_server.perception.regions import Regions
from limner_server.perception.scene import Border, Box, Colour, Shape, ShapeKind

MAX_THICKNESS = 6
MIN_LENGTH = 20
# Shorter lines may still be the straight part of a rounded frame.
_MIN_PART = 6
_MAX_RULES = 1_500
_MAX_RADIUS = 40


def find_rules(pixels: NDArray[np.uint8], regions: Regions) -> list[Shape]:
    """Find the thin straight lines that differ from what is on both sides of them."""
    wide = regions.boxes[:, 2] - regions.boxes[:, 0]
    high = regions.boxes[:, 3] - regions.boxes[:, 1]
    short, long = np.minimum(wide, high), np.maximum(wide, high)
    thin = (short <= MAX_THICKNESS) & (long >= _MIN_PART) & (long >= 4 * short)
    straight = np.flatnonzero(thin & (regions.area >= 0.7 * wide * high))
    straight = straight[np.argsort(-long[straight], kind="stable")]
    found = []
    for index in straight[: 2 * _MAX_RULES].tolist():
        box = bounds_of(regions, index)
        colour = to_colour(regions.colours[index])
        if _parts(pixels, box, colour):
            found.append(Shape(ShapeKind.RULE, box, colour))
    return found[:_MAX_RULES]


def _parts(pixels: NDArray[np.uint8], box: Box, colour: Colour) -> bool:
    above, right, below, left = beside(pixels, box, 1)
    one, other = (above, below) if box.width >= box.height else (left, right)
    high, wide = pixels.shape[:2]
    if box.width == wide or box.height == high:
        # Along a whole edge of the picture, as a coloured bar at its top, it has one side alone.
        one = other if box[:2] == (0, 0) else one
        other = one if box[2:] == (wide, high) else other
    return is_extreme(colour, one, other)


def split_frames(rules: list[Shape]) -> tuple[list[Shape], list[Shape]]:
    """Rejoin the straight parts of rounded frames.

    Returns:
        The rules of `MIN_LENGTH` at least that are parts of no frame, and the frames.
    """
    level = sorted((r for r in rules if r.box.width >= r.box.height), key=lambda r: r.box.y0)
    upright = [rule for rule in rules if rule.box.width < rule.box.height]
    frames: list[Shape] = []
    used: set[int] = set()
    for place, top in enumerate(level):
        if id(top) in used:
            continue
        for bottom in level[place + 1 :]:
            if id(bottom) in used or not _opposite(top, bottom):
                continue
            left = _side(top, bottom, upright, top.box.x0)
            right = _side(top, bottom, upright, top.box.x1)
            if left is None or right is None:
                continue
            used |= {id(top), id(bottom), id(left), id(right)}
            frames.append(_frame(top, bottom, left, right))
            break
    rest = [rule for rule in rules if id(rule) not in used]
    return [rule for rule in rest if max(rule.box.width, rule.box.height) >= MIN_LENGTH], frames


def _opposite(top: Shape, bottom: Shape) -> bool:
    one, other = top.box, bottom.box
    return (
        other.y0 - one.y1 >= 8
        and one.shares_sides(other, 3)
        and abs(one.height - other.height) <= 1
        and _alike(top, bottom)
    )


def _alike(one: Shape, other: Shape) -> bool:
    return (
        isinstance(one.fill, Colour)
        and isinstance(other.fill, Colour)
        and one.fill.distance(other.fill) <= 16
    )


def _side(top: Shape, bottom: Shape, upright: list[Shape], x: float) -> Shape | None:
    """The upright line that closes a frame at `x`, give or take its rounded corner."""
    high = bottom.box.y1 - top.box.y0
    fitting = [
        rule
        for rule in upright
        if abs(rule.box.centre[0] - x) <= min(_MAX_RADIUS, high / 2) + 2
        and top.box.y0 - 2 <= rule.box.y0
        and rule.box.y1 <= bottom.box.y1 + 2
        and rule.box.height >= 0.25 * high
        and _alike(top, rule)
    ]
    return min(fitting, key=lambda rule: abs(rule.box.centre[0] - x), default=None)


def _frame(top: Shape, bottom: Shape, left: Shape, right: Shape) -> Shape:
    box = Box(left.box.x0, top.box.y0, right.box.x1, bottom.box.y1)
    colour = top.fill if isinstance(top.fill, Colour) else Colour(0, 0, 0)
    radius = max((top.box.x0 - left.box.x0 + right.box.x1 - top.box.x1) / 2, 0.0)
    return Shape(ShapeKind.BOX, box, None, Border(top.box.height, colour), float(round(radius)))
