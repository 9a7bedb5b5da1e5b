"""What stands out from the flat colour around it: text of any colour becomes dark on light.

A page has text in many colours on many colours; a threshold on brightness loses white on blue.
Here each pixel is measured against the nearest large flat (or smoothly changing) region.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from limner_server.perception.gradients import MAX_STEEP, paint_gradient
from limner_server.perception.regions import Regions, connected_regions
from limner_server.perception.scene import Gradient, Shape

# A step between neighbours that a gradient makes, and the edge of a letter does not.
_GRADIENT_STEP = 2
# Regions of more pixels are ground whatever their form.
LARGE = 5_000
# Differences below this are compression noise and dithering.
NOISE = 6
# The width by the height of a hole that no single letter has.
_WIDE_HOLE = 1.3


@dataclass(frozen=True, slots=True, eq=False)
class Contrast:
    """How far each pixel is from its ground.

    Attributes:
        distance: `uint8` (height, width), the largest channel difference to the ground's colour.
        ground: `int32` (height, width), the number of the region that is each pixel's ground.
        colour: `uint8` (height, width, 3), the ground's colour there.
    """

    distance: NDArray[np.uint8]
    ground: NDArray[np.int32]
    colour: NDArray[np.uint8]


def smooth_regions(pixels: NDArray[np.uint8]) -> Regions:
    """The regions of one colour, or of one that changes smoothly."""
    return connected_regions(pixels, _GRADIENT_STEP, _GRADIENT_STEP)


def measure_contrast(pixels: NDArray[np.uint8], regions: Regions) -> Contrast:
    """Measure each pixel against the nearest pixel that belongs to a ground.

    Args:
        pixels: the picture.
        regions: its regions, by `smooth_regions`.
    """
    is_ground = _is_ground(regions)
    on_ground = is_ground[regions.labels]
    if not on_ground.any():
        return _contrast_to_mean(pixels)
    _, nearest = cv2.distanceTransformWithLabels(
        (~on_ground).astype(np.uint8), cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL
    )
    # `nearest` numbers the ground's pixels; look up where each number lies.
    position = np.zeros(int(nearest.max()) + 1, np.int64)
    ground_at = np.flatnonzero(on_ground)
    position[nearest.ravel()[ground_at]] = ground_at
    source = position[nearest]
    colour = pixels.reshape(-1, 3)[source]
    distance = cv2.absdiff(pixels, colour).max(axis=2)
    distance[(distance < NOISE) | _between_grounds(regions, on_ground)] = 0
    return Contrast(distance, regions.labels.ravel()[source], colour)


def on_gradients(contrast: Contrast, pixels: NDArray[np.uint8], gradients: list[Shape]) -> Contrast:
    """Measure anew inside small gradients, whose steps are too large to be taken for a ground."""
    distance, ground, colour = (
        contrast.distance.copy(),
        contrast.ground.copy(),
        contrast.colour.copy(),
    )
    number = int(ground.max(initial=0))
    for shape in gradients:
        if not isinstance(shape.fill, Gradient) or shape.box.height > MAX_STEEP:
            continue
        x0, y0, x1, y1 = (round(edge) for edge in shape.box)
        number += 1
        painted = paint_gradient(shape.fill, shape.box)
        apart = cv2.absdiff(pixels[y0:y1, x0:x1], painted).max(axis=2)
        apart[apart < 2 * NOISE] = 0
        # The outermost pixels are mixed with what is around, and framed by a border.
        apart[:2] = apart[-2:] = 0
        apart[:, :2] = apart[:, -2:] = 0
        distance[max(y0 - 3, 0) : y1 + 3, max(x0 - 3, 0) : x1 + 3] = 0
        distance[y0:y1, x0:x1] = apart
        ground[y0:y1, x0:x1] = number
        colour[y0:y1, x0:x1] = painted
    return Contrast(distance, ground, colour)


def _between_grounds(regions: Regions, on_ground: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Pixels with two grounds beside them: the frames and antialiased edges of plates."""
    window = np.ones((5, 5), np.uint8)
    numbers = (regions.labels + 1).astype(np.float32)
    highest = cv2.dilate(np.where(on_ground, numbers, np.float32(0)), window)
    lowest = cv2.erode(np.where(on_ground, numbers, np.float32(np.inf)), window)
    result: NDArray[np.bool_] = ~on_ground & (highest > lowest) & np.isfinite(lowest)
    return result


def _is_ground(regions: Regions) -> NDArray[np.bool_]:
    """Which regions text can stand on: large ones, and small plates that are no letters."""
    wide = regions.boxes[:, 2] - regions.boxes[:, 0]
    high = regions.boxes[:, 3] - regions.boxes[:, 1]
    share = regions.area / (wide * high)
    possible = (regions.area >= 150) & (np.minimum(wide, high) >= 12) & (share >= 0.4)
    result: NDArray[np.bool_] = (regions.area > LARGE) & (np.minimum(wide, high) >= 12)
    for index in np.flatnonzero(possible & ~result).tolist():
        result[index] = _is_plate(regions.mask(index))
    return result


def _is_plate(mask: NDArray[np.uint8]) -> bool:
    """Whether a small region is a badge or a button with text, rather than a large letter.

    Text leaves several holes side by side, or one much wider than high where its letters touch;
    no letter has that. A single sign on a plate leaves one hole, as the letters B, D and O do:
    those are not symmetric, or mostly hole.
    """
    contours, tree = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    filled = np.zeros_like(mask)
    outlines = [c for c, node in zip(contours, tree[0], strict=True) if node[3] < 0]
    cv2.drawContours(filled, outlines, -1, 1, thickness=cv2.FILLED)
    if filled.mean() < 0.7:
        return False
    holes = (filled == 1) & (mask == 0)
    across, down = holes.any(axis=0), holes.any(axis=1)
    groups = int(np.count_nonzero(np.diff(across.astype(np.int8)) == 1))
    if groups >= 2:
        return True
    symmetric = float((filled == filled[:, ::-1]).mean()) > 0.95
    if groups == 0 or not symmetric:
        return False
    wide_text = np.count_nonzero(across) > _WIDE_HOLE * np.count_nonzero(down)
    return bool(wide_text) or float(mask.sum()) >= 0.8 * float(filled.sum())


def _contrast_to_mean(pixels: NDArray[np.uint8]) -> Contrast:
    """Where nothing is flat (noise, a tiny picture) there is one ground, the mean colour."""
    mean = np.rint(pixels.reshape(-1, 3).mean(axis=0)).astype(np.uint8)
    colour = np.broadcast_to(mean, pixels.shape).copy()
    distance = cv2.absdiff(pixels, colour).max(axis=2)
    return Contrast(distance, np.zeros(distance.shape, np.int32), colour)
