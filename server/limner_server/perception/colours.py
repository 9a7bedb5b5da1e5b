"""Colours from pixels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from limner_server.perception.scene import Colour


def to_colour(values: NDArray[np.generic]) -> Colour:
    """Three channel values, rounded."""
    red, green, blue = (round(float(value)) for value in values)
    return Colour(red, green, blue)


def prevailing_colour(pixels: NDArray[np.uint8]) -> Colour:
    """The most frequent colour of at least one pixel, in any shape that ends in channels."""
    packed = pixels.reshape(-1, 3).astype(np.int32) @ np.array([65536, 256, 1], np.int32)
    values, counts = np.unique(packed, return_counts=True)
    top = int(values[counts.argmax()])
    return Colour(top >> 16, top >> 8 & 255, top & 255)
