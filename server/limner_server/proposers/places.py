"""Which places of a page look better after a round of corrections, and which worse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from limner_server.layout.element import Element
from limner_server.perception.image import Picture
from limner_server.perception.scene import Box
from limner_server.proof.likeness import likeness_map
from limner_server.proof.rendering import Rendering

# Pixels around a text, and on either side of a shape's edge, in which a change shows.
REACH: Final = 6.0
# A likeness that falls by less is the noise of the neighbours.
NOISE: Final = 0.01


@dataclass(frozen=True, slots=True)
class Places:
    """Means of a map over boxes, in constant time each: a summed-area table (Crow 1984).

    Attributes:
        sums: shape (rows + 1, columns + 1).
        scale: columns of the map for each pixel of the picture.
    """

    sums: npt.NDArray[np.float64]
    scale: float

    def total(self, box: Box) -> tuple[float, float]:
        """Sum over a box of the picture, and the area that was summed over."""
        rows, columns = self.sums.shape[0] - 1, self.sums.shape[1] - 1
        left = min(max(int(box.x0 * self.scale), 0), columns - 1)
        top = min(max(int(box.y0 * self.scale), 0), rows - 1)
        right = min(max(int(box.x1 * self.scale) + 1, left + 1), columns)
        bottom = min(max(int(box.y1 * self.scale) + 1, top + 1), rows)
        table = self.sums
        total = table[bottom, right] - table[top, right] - table[bottom, left] + table[top, left]
        return float(total), float((right - left) * (bottom - top))

    def text(self, box: Box) -> float:
        """The mean around a text."""
        total, area = self.total(_grown(box, REACH))
        return total / area

    def frame(self, box: Box) -> float:
        """The mean along the edges of a shape, whatever stands inside."""
        total, area = self.total(_grown(box, REACH))
        inner = _grown(box, -REACH)
        if inner.width > 2 * REACH and inner.height > 2 * REACH:
            inside, inside_area = self.total(inner)
            total, area = total - inside, area - inside_area
        return total / max(area, 1.0)


def worsened(tree: Element, picture: Picture, before: Rendering, after: Rendering) -> set[int]:
    """The ids of the elements whose place looks worse in one rendering than in one before."""
    old, new = _places(picture, before), _places(picture, after)
    worse: set[int] = set()
    for element in tree.walk():
        if element.paragraph is not None:
            box = reduce(Box.union, (line.box for line in element.paragraph.lines))
            loss = old.text(box) - new.text(box)
        elif element.shape is not None:
            box = element.shape.box
            loss = old.frame(box) - new.frame(box)
        else:
            continue
        if loss > NOISE:
            worse.add(element.id)
    return worse


def _places(picture: Picture, drawn: Rendering) -> Places:
    plot = likeness_map(picture.pixels, drawn.image)
    return Places(cv2.integral(plot.astype(np.float64)), plot.shape[1] / picture.width)


def _grown(box: Box, by: float) -> Box:
    return Box(box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by)
