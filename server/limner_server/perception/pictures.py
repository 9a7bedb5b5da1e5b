"""Pictures and icons: whatever the boxes and the texts do not explain."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from limner_server.perception.gradients import paint_gradient
from limner_server.perception.scene import Box, Colour, Gradient, Shape, ShapeKind

ICON_SIDE = 48
MIN_SIDE = 4
MAX_PICTURES = 300
_UNLIKE = 14
# Marks so near to each other belong to one picture.
_JOIN = 9


def find_pictures(
    pixels: NDArray[np.uint8], background: Colour, shapes: list[Shape], texts: list[Box]
) -> list[Shape]:
    """Find what is left when `shapes` (parents before children) and `texts` are taken away."""
    painted = paint(pixels.shape, background, shapes)
    left = (cv2.absdiff(pixels, painted).max(axis=2) > _UNLIKE).astype(np.uint8)
    for text in texts:
        _clear(left, text, 4)
    for shape in shapes:
        _clear_edges(left, shape)
    joined = cv2.dilate(left, np.ones((_JOIN, _JOIN), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    amount = np.bincount(labels[left > 0], minlength=count)
    found = []
    pad = _JOIN // 2
    for index in np.argsort(-amount[1:], kind="stable")[:MAX_PICTURES] + 1:
        x, y, wide, high, _ = stats[index].tolist()
        box = Box(float(x + pad), float(y + pad), float(x + wide - pad), float(y + high - pad))
        if min(box.width, box.height) < MIN_SIDE or amount[index] < 0.08 * box.area:
            continue
        small = max(box.width, box.height) <= ICON_SIDE
        found.append(Shape(ShapeKind.ICON if small else ShapeKind.PICTURE, box))
    return _outermost(found)


def paint(shape: tuple[int, ...], background: Colour, shapes: list[Shape]) -> NDArray[np.uint8]:
    """Draw the shapes in order, corners square, as a check of what they explain."""
    canvas = np.empty(shape, np.uint8)
    canvas[:] = background
    for item in shapes:
        x0, y0, x1, y1 = (round(edge) for edge in item.box)
        if item.border is not None and item.fill is not None:
            canvas[y0:y1, x0:x1] = item.border.colour
        if isinstance(item.fill, Gradient):
            canvas[y0:y1, x0:x1] = paint_gradient(item.fill, Box(x0, y0, x1, y1))
        elif item.fill is not None:
            width, sides = _border(item)
            inner = canvas[
                y0 + width * ("t" in sides) : y1 - width * ("b" in sides),
                x0 + width * ("l" in sides) : x1 - width * ("r" in sides),
            ]
            inner[:] = item.fill
    return canvas


def _border(shape: Shape) -> tuple[int, str]:
    return (round(shape.border.width), shape.border.sides) if shape.border else (0, "")


def _clear(mask: NDArray[np.uint8], box: Box, pad: int) -> None:
    y0, x0 = max(int(box.y0) - pad, 0), max(int(box.x0) - pad, 0)
    mask[y0 : int(box.y1) + pad, x0 : int(box.x1) + pad] = 0


def _clear_edges(mask: NDArray[np.uint8], shape: Shape) -> None:
    """Borders, antialiased edges, rounded corners and shadows of a box are no picture."""
    x0, y0, x1, y1 = (round(edge) for edge in shape.box)
    inside = _border(shape)[0] + 2
    outside = 2
    for rows in (
        slice(max(y0 - outside, 0), y0 + inside),
        slice(max(y1 - inside, 0), y1 + outside),
    ):
        mask[rows, max(x0 - outside, 0) : x1 + outside] = 0
    for columns in (
        slice(max(x0 - outside, 0), x0 + inside),
        slice(max(x1 - inside, 0), x1 + outside),
    ):
        mask[max(y0 - outside, 0) : y1 + outside, columns] = 0
    if shape.shadow is not None:
        _clear_around(mask, shape.box, round(shape.shadow.blur + shape.shadow.dy) + 2)
    corner = round(0.3 * shape.radius) + 1
    if shape.radius >= 3 and shape.kind is not ShapeKind.CIRCLE:
        for rows in (slice(y0, y0 + corner), slice(y1 - corner, y1)):
            for columns in (slice(x0, x0 + corner), slice(x1 - corner, x1)):
                mask[rows, columns] = 0
    elif shape.kind is ShapeKind.CIRCLE:
        _clear_outside_disc(mask, shape)


def _clear_around(mask: NDArray[np.uint8], box: Box, reach: int) -> None:
    x0, y0, x1, y1 = (round(edge) for edge in box)
    inside = mask[y0:y1, x0:x1].copy()
    mask[max(y0 - reach, 0) : y1 + reach, max(x0 - reach, 0) : x1 + reach] = 0
    mask[y0:y1, x0:x1] = inside


def _clear_outside_disc(mask: NDArray[np.uint8], shape: Shape) -> None:
    x0, y0, x1, y1 = (round(edge) for edge in shape.box)
    rows, columns = np.ogrid[y0:y1, x0:x1]
    x, y = shape.box.centre
    outside = (columns + 0.5 - x) ** 2 + (rows + 0.5 - y) ** 2 > (shape.radius - 2) ** 2
    mask[y0:y1, x0:x1][outside] = 0


def _outermost(shapes: list[Shape]) -> list[Shape]:
    """Pictures inside the bounds of another are parts of it."""
    kept: list[Shape] = []
    for shape in sorted(shapes, key=lambda shape: -shape.box.area):
        if not any(other.box.contains(shape.box, 1) for other in kept):
            kept.append(shape)
    return kept
