"""Pictures and icons: whatever the boxes and the texts do not explain."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from limner_server.perception.scene import Box, Colour, Gradient, Shape, ShapeKind, TextLine

ICON_SIDE = 48
MIN_SIDE = 5
MAX_PICTURES = 300
_UNLIKE = 14


def find_pictures(
    pixels: NDArray[np.uint8], background: Colour, shapes: list[Shape], lines: list[TextLine]
) -> list[Shape]:
    """Find what is left when `shapes` (parents before children) and `lines` are taken away."""
    painted = paint(pixels.shape, background, shapes)
    left = (cv2.absdiff(pixels, painted).max(axis=2) > _UNLIKE).astype(np.uint8)
    for line in lines:
        _clear(left, line.box, 3)
    for shape in shapes:
        _clear_edges(left, shape.box)
    joined = cv2.dilate(left, np.ones((7, 7), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    amount = np.bincount(labels[left > 0], minlength=count)
    found = []
    for index in np.argsort(-amount[1:], kind="stable")[:MAX_PICTURES] + 1:
        x, y, wide, high, _ = stats[index].tolist()
        box = Box(x + 3.0, y + 3.0, x + wide - 3.0, y + high - 3.0)
        if min(box.width, box.height) < MIN_SIDE or amount[index] < 0.1 * box.area:
            continue
        small = max(box.width, box.height) <= ICON_SIDE
        found.append(Shape(ShapeKind.ICON if small else ShapeKind.PICTURE, box))
    return found


def paint(shape: tuple[int, ...], background: Colour, shapes: list[Shape]) -> NDArray[np.uint8]:
    """Draw the shapes flat, in order, as a check of what they explain."""
    canvas = np.empty(shape, np.uint8)
    canvas[:] = background
    for item in shapes:
        x0, y0, x1, y1 = (round(edge) for edge in item.box)
        width = round(item.border.width) if item.border else 0
        if item.border:
            canvas[y0:y1, x0:x1] = item.border.colour
        if isinstance(item.fill, Gradient):
            canvas[y0:y1, x0:x1] = item.fill.start
        elif item.fill is not None:
            canvas[y0 + width : y1 - width, x0 + width : x1 - width] = item.fill
    return canvas


def _clear(mask: NDArray[np.uint8], box: Box, pad: int) -> None:
    y0, x0 = max(int(box.y0) - pad, 0), max(int(box.x0) - pad, 0)
    mask[y0 : int(box.y1) + pad, x0 : int(box.x1) + pad] = 0


def _clear_edges(mask: NDArray[np.uint8], box: Box) -> None:
    """Antialiased edges and rounded corners of a box are no picture."""
    x0, y0, x1, y1 = (round(edge) for edge in box)
    for rows in (slice(max(y0 - 2, 0), y0 + 2), slice(max(y1 - 2, 0), y1 + 2)):
        mask[rows, max(x0 - 2, 0) : x1 + 2] = 0
    for columns in (slice(max(x0 - 2, 0), x0 + 2), slice(max(x1 - 2, 0), x1 + 2)):
        mask[max(y0 - 2, 0) : y1 + 2, columns] = 0
