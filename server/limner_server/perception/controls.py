"""Radio buttons, ticked boxes and the carets of selects: marks that a reader takes for letters.

They are found by their form before anything is read. Chromium draws them alike on every machine;
what style sheets draw in their place has the same form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from limner_server.perception.colours import to_colour
from limner_server.perception.contrast import Contrast
from limner_server.perception.scene import Border, Box, Shape, ShapeKind

_RADIO_SIDES = (11, 44)
_TICKED_SIDES = (12, 24)
_CARET_WIDTHS = (6, 22)
_CARET_HEIGHTS = (3, 13)
# A caret's width by its height; a letter v is about as wide as high.
_CARET_PROPORTIONS = (1.25, 2.7)
# Letters of a word stand nearer to each other than a control to anything.
_CLEARANCE = 3
# A radio's line by its diameter; the dot by its diameter.
_THICKEST_RING = 0.25
_DOT_SIDES = (0.2, 0.8)
# By how much of its diagonal a ring's outline may be no circle.
_ROUNDNESS = 0.92


@dataclass(frozen=True, slots=True)
class Controls:
    """Marks that are controls or parts of them.

    Attributes:
        radios: rings as shapes; a ring that is on is followed by its dot.
        others: where ticked boxes and carets stand; they are drawn as any box or icon.
    """

    radios: list[Shape]
    others: list[Box]

    @property
    def boxes(self) -> list[Box]:
        """Where no text is."""
        return [radio.box for radio in self.radios] + self.others


def find_controls(pixels: NDArray[np.uint8], contrast: Contrast) -> Controls:
    """Find the marks of a control's form that stand clear of all others.

    Args:
        pixels: the picture.
        contrast: by `measure_contrast`; only its ground's colour is used.
    """
    apart = cv2.absdiff(pixels, contrast.colour).max(axis=2)
    strongest = cv2.dilate(apart, np.ones((9, 9), np.uint8))
    # Only half-covered pixels lie between the ring and the dot of Chromium's radio buttons.
    inked: NDArray[np.bool_] = apart > np.maximum(0.5 * strongest, 10)
    ink = inked.astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    radios: list[Shape] = []
    others: list[Box] = []
    for index in _candidates(stats):
        x, y, wide, high = stats[index, :4].tolist()
        mark = (labels[y : y + high, x : x + wide] == index).astype(np.uint8)
        box = Box(float(x), float(y), float(x + wide), float(y + high))
        if not _stands_clear(ink, x, y, wide, high):
            continue
        if _is_caret(mark) or _is_ticked(mark):
            others.append(box)
        elif _is_ring(mark):
            inside = np.s_[y : y + high, x : x + wide]
            radios += _radio(pixels[inside], apart[inside], ink[inside], box)
    return Controls(radios, others)


def without(contrast: Contrast, boxes: Iterable[Box]) -> Contrast:
    """The contrast with nothing in the boxes and one pixel around them."""
    distance = contrast.distance.copy()
    for box in boxes:
        x0, y0, x1, y1 = (round(edge) for edge in box)
        distance[max(y0 - 1, 0) : y1 + 1, max(x0 - 1, 0) : x1 + 1] = 0
    return replace(contrast, distance=distance)


def _candidates(stats: NDArray[np.int32]) -> Iterator[int]:
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    square = (np.abs(wide - high) <= 1) & (high >= _RADIO_SIDES[0]) & (high <= _RADIO_SIDES[1])
    caret = (wide >= _CARET_WIDTHS[0]) & (wide <= _CARET_WIDTHS[1])
    caret &= (high >= _CARET_HEIGHTS[0]) & (high <= _CARET_HEIGHTS[1])
    caret &= (wide >= _CARET_PROPORTIONS[0] * high) & (wide <= _CARET_PROPORTIONS[1] * high)
    fitting = square | caret
    fitting[0] = False
    yield from np.flatnonzero(fitting).tolist()


def _stands_clear(ink: NDArray[np.uint8], x: int, y: int, wide: int, high: int) -> bool:
    """Whether nothing else is inked right beside a mark."""
    top, left = max(y - 1, 0), max(x - _CLEARANCE, 0)
    around = ink[top : y + high + 1, left : x + wide + _CLEARANCE].copy()
    around[y - top : y - top + high, x - left : x - left + wide] = 0
    return not around.any()


def _is_caret(mark: NDArray[np.uint8]) -> bool:
    """Whether a mark narrows evenly to a tip at the bottom: a chevron or a triangle."""
    high, wide = mark.shape
    if not _CARET_PROPORTIONS[0] * high <= wide <= _CARET_PROPORTIONS[1] * high:
        return False
    if float((mark != mark[:, ::-1]).mean()) > 0.12:
        return False
    left = mark.argmax(axis=1)
    spans = wide - left - mark[:, ::-1].argmax(axis=1)
    narrows = bool((np.diff(spans) <= 0).all()) and int(spans[-1]) <= max(0.4 * wide, 3)
    even = abs(float(spans[high // 2]) - (spans[0] + spans[-1]) / 2) <= 0.2 * wide
    return narrows and even and int(spans[0]) >= 0.8 * wide


def _is_ticked(mark: NDArray[np.uint8]) -> bool:
    """Whether a mark is a solid square with a smaller mark cut out of its middle."""
    high, wide = mark.shape
    if not _TICKED_SIDES[0] <= min(high, wide) or max(high, wide) > _TICKED_SIDES[1]:
        return False
    band = np.ones_like(mark)
    band[2:-2, 2:-2] = 0
    solid = float(mark[band == 1].mean()) >= 0.9
    return solid and 0.55 <= float(mark.mean()) <= 0.95


def _is_ring(mark: NDArray[np.uint8]) -> bool:
    """Whether a mark is a thin circle, with or without a dot that touches it nowhere."""
    side = max(mark.shape)
    contours, _ = cv2.findContours(mark, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = cv2.drawContours(np.zeros_like(mark), contours, -1, 1, thickness=cv2.FILLED)
    rows, columns = np.ogrid[: mark.shape[0], : mark.shape[1]]
    y, x = (mark.shape[0] - 1) / 2, (mark.shape[1] - 1) / 2
    disc = (rows - y) ** 2 + (columns - x) ** 2 <= (side / 2) ** 2
    alike = float((filled == disc).mean())
    middle = mark[mark.shape[0] // 2]
    line = int(np.argmin(middle))
    return alike >= _ROUNDNESS and 0 < line <= max(_THICKEST_RING * side, 2)


def _radio(
    colours: NDArray[np.uint8], apart: NDArray[np.uint8], ink: NDArray[np.uint8], box: Box
) -> list[Shape]:
    """The ring and its dot; nothing where anything but a dot is inside.

    Args:
        colours: of the pixels in the box.
        apart: how far each is from the ground.
        ink: 1 where that is far.
        box: of the ring.
    """
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    row, column = ink.shape[0] // 2, ink.shape[1] // 2
    line = int(labels[row, int(ink[row].argmax())])
    dots = [index for index in range(1, len(stats)) if index != line]
    if not _is_even(ink) or len(dots) > 1 or labels[row, column] == line:
        return []
    outline = np.where(labels == line, apart, np.uint8(0))
    peak = np.unravel_index(int(outline.argmax()), outline.shape)
    width = max(round(float(outline[row, :column].sum()) / float(outline.max())), 1)
    border = Border(width, to_colour(colours[peak]))
    # Between ring and dot the ground shows, in one pixel at least.
    gap = int(np.where(labels[row, :column] == line, 255, apart[row, :column])[width:].argmin())
    fill = to_colour(colours[row, column if not dots else width + gap])
    ring = Shape(ShapeKind.CIRCLE, box, fill, border, box.width / 2)
    if not dots:
        return [ring]
    x, y, wide, high, area = stats[dots[0]].tolist()
    round_enough = abs(wide - high) <= 1 and area >= 0.65 * wide * high
    if not round_enough or not _DOT_SIDES[0] <= wide / ink.shape[1] <= _DOT_SIDES[1]:
        return []
    dot = Box(box.x0 + x, box.y0 + y, box.x0 + x + wide, box.y0 + y + high)
    colour = to_colour(colours[row, column])
    return [ring, Shape(ShapeKind.CIRCLE, dot, colour, None, wide / 2)]


def _is_even(mark: NDArray[np.uint8]) -> bool:
    """Whether a mark looks the same turned by a quarter and mirrored."""
    side = min(mark.shape)
    square = mark[:side, :side]
    turned = float((square != np.rot90(square)).mean())
    mirrored = float((mark != mark[:, ::-1]).mean())
    return turned <= 0.1 and mirrored <= 0.08
