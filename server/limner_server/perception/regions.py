"""Connected regions of one colour, all colours in a single pass."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Regions:
    """A partition of a picture into 4-connected regions.

    Attributes:
        labels: `int32` (height, width), the number of each pixel's region, from 0.
        area: (count,) pixels.
        boxes: (count, 4) half-open bounds `x0, y0, x1, y1`.
        colours: (count, 3) the colour of one pixel of each region.
    """

    labels: NDArray[np.int32]
    area: NDArray[np.int64]
    boxes: NDArray[np.int32]
    colours: NDArray[np.uint8]

    def mask(self, index: int) -> NDArray[np.uint8]:
        """The region inside its own bounds, 1 where it is."""
        x0, y0, x1, y1 = self.boxes[index].tolist()
        inside: NDArray[np.bool_] = self.labels[y0:y1, x0:x1] == index
        return inside.astype(np.uint8)


def connected_regions(pixels: NDArray[np.uint8], across: int = 0, down: int = 0) -> Regions:
    """Label the regions whose neighbouring pixels are alike.

    Args:
        pixels: `uint8` of shape (height, width, 3).
        across: by how much neighbours in a row may differ in any channel.
        down: the same for neighbours in a column.

    OpenCV labels binary masks only. A grid of twice the size, in which the cell between two pixels
    is set where the two belong together, makes one binary pass label every colour at once.
    """
    height, width = pixels.shape[:2]
    grid = np.zeros((2 * height - 1, 2 * width - 1), np.uint8)
    grid[::2, ::2] = 1
    grid[::2, 1::2] = _alike(pixels[:, 1:], pixels[:, :-1], across)
    grid[1::2, ::2] = _alike(pixels[1:], pixels[:-1], down)
    count, doubled, stats, _ = cv2.connectedComponentsWithStats(
        grid, connectivity=4, ltype=cv2.CV_32S
    )
    # Label 0 is the background of cells between pixels: no pixel carries it.
    labels = np.ascontiguousarray(doubled[::2, ::2]) - 1
    left, top = stats[1:, cv2.CC_STAT_LEFT] // 2, stats[1:, cv2.CC_STAT_TOP] // 2
    wide = (stats[1:, cv2.CC_STAT_WIDTH] + 1) // 2
    high = (stats[1:, cv2.CC_STAT_HEIGHT] + 1) // 2
    colours = np.zeros((count - 1, 3), np.uint8)
    colours[labels.ravel()] = pixels.reshape(-1, 3)
    return Regions(
        labels=labels,
        area=np.bincount(labels.ravel(), minlength=count - 1),
        boxes=np.stack([left, top, left + wide, top + high], axis=1),
        colours=colours,
    )


def _alike(one: NDArray[np.uint8], other: NDArray[np.uint8], tolerance: int) -> NDArray[np.bool_]:
    alike: NDArray[np.bool_] = _difference(one, other) <= tolerance
    return alike


def _difference(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The largest difference of any channel; OpenCV's own refuses empty pictures."""
    apart: NDArray[np.uint8] = np.maximum(one, other) - np.minimum(one, other)
    largest: NDArray[np.uint8] = np.maximum(np.maximum(apart[..., 0], apart[..., 1]), apart[..., 2])
    return largest
