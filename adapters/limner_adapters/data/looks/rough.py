"""Makes a picture's straight lines shake, as a hand does: every pixel moves a little."""

from __future__ import annotations

import random

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]

_CELL = 24  # pixels from one turn of the line to the next


def roughen(pixels: Pixels, wobble: float, rng: random.Random) -> Pixels:
    """Displace the pixels by smooth noise, of at most about `wobble` pixels.

    Args:
        pixels: shape (height, width, 3).
        wobble: in pixels.
        rng: decides the noise.
    """
    height, width = pixels.shape[:2]
    noise = np.random.default_rng(rng.getrandbits(64))
    cells = (height // _CELL + 3, width // _CELL + 3)
    across, down = (
        cv2.resize(
            noise.uniform(-wobble, wobble, cells).astype(np.float32),
            (width, height),
            interpolation=cv2.INTER_CUBIC,
        )
        for _ in range(2)
    )
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    moved = cv2.remap(
        pixels, columns + across, rows + down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(moved, np.uint8)
