"""How alike two pictures look: SSIM, over all and over where anything is drawn.

Wang, Bovik, Sheikh, Simoncelli: Image Quality Assessment: From Error Visibility to Structural
Similarity, IEEE Transactions on Image Processing 13 (2004).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
Plane = npt.NDArray[np.float32]

# Pictures are compared at this width: what differs by less than a reader sees is smoothed away.
COLUMNS = 512
WINDOW = 7
# Grey levels; a window that spans no more is flat.
FLAT = 6
C1 = (0.01 * 255) ** 2
C2 = (0.03 * 255) ** 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """SSIM of two pictures.

    Attributes:
        whole: mean over the picture; high on any mostly empty page.
        ink: mean over where either picture is not flat; 1 where both are flat throughout.
    """

    whole: float
    ink: float


def compare_pictures(picture: Pixels, drawn: Pixels) -> Likeness:
    """Hold what was drawn against the picture, on the picture's canvas.

    Args:
        picture: shape (height, width, 3), uint8.
        drawn: shape (any height, any width, 3); cut, or padded in the colour of its last row.
    """
    left, right = _reduced(picture), _reduced(on_canvas(drawn, *picture.shape[:2]))
    plot = ssim_map(left, right)
    drawn_on = _busy(left) | _busy(right)
    whole = float(plot.mean())
    return Likeness(whole, float(plot[drawn_on].mean()) if drawn_on.any() else 1.0)


def likeness_map(picture: Pixels, drawn: Pixels) -> Plane:
    """SSIM at every point of the reduced picture, -1 to 1; arguments as of `compare_pictures`."""
    return ssim_map(_reduced(picture), _reduced(on_canvas(drawn, *picture.shape[:2])))


def on_canvas(drawn: Pixels, height: int, width: int) -> Pixels:
    """`drawn` cut to the canvas or padded below and right, never stretched."""
    if drawn.shape[:2] == (height, width):
        return drawn
    last = drawn[-1].astype(np.int32)
    values, counts = np.unique(last, axis=0, return_counts=True)
    canvas = np.empty((height, width, 3), np.uint8)
    canvas[:] = values[counts.argmax()]
    part = drawn[:height, :width]
    canvas[: part.shape[0], : part.shape[1]] = part
    return canvas


def ssim_map(left: Plane, right: Plane) -> Plane:
    """SSIM at every pixel of two grey planes of 0 to 255, same shape, -1 to 1."""

    def mean(plane: Plane) -> Plane:
        blurred = cv2.blur(plane, (WINDOW, WINDOW), borderType=cv2.BORDER_REFLECT)
        return np.asarray(blurred, dtype=np.float32)

    # The sample covariance, as the authors' code has it.
    unbiased = WINDOW**2 / (WINDOW**2 - 1)
    mean_left, mean_right = mean(left), mean(right)
    var_left = unbiased * (mean(left * left) - mean_left**2)
    var_right = unbiased * (mean(right * right) - mean_right**2)
    covariance = unbiased * (mean(left * right) - mean_left * mean_right)
    likeness = (2 * mean_left * mean_right + C1) * (2 * covariance + C2)
    scale = (mean_left**2 + mean_right**2 + C1) * (var_left + var_right + C2)
    return np.asarray(likeness / scale, dtype=np.float32)


def _reduced(pixels: Pixels) -> Plane:
    """Grey, at most `COLUMNS` wide."""
    grey = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2GRAY)
    height, width = grey.shape
    scale = min(1.0, COLUMNS / width)
    size = (max(WINDOW + 1, round(width * scale)), max(WINDOW + 1, round(height * scale)))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.float32)


def _busy(plane: Plane) -> npt.NDArray[np.bool_]:
    window = np.ones((WINDOW, WINDOW), np.uint8)
    span = cv2.dilate(plane, window) - cv2.erode(plane, window)
    return np.asarray(span > FLAT, dtype=np.bool_)
