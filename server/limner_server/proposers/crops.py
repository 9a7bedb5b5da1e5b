"""Small pictures of single nodes: what a model sees of the page."""

from __future__ import annotations

import base64
import io

import numpy as np
import numpy.typing as npt
from PIL import Image

from limner_server.perception.scene import Box

Pixels = npt.NDArray[np.uint8]

SIDE = 64  # of a crop in pixels


def crop(pixels: Pixels, box: Box) -> Pixels:
    """The node at `box`, with a little of what is around it.

    A wide field is shown by its right end only: there stands the arrow of a select, the eye of a
    password, and the rest is text that was read already.

    Args:
        pixels: the whole picture, shape (height, width, 3), RGB.
        box: of the node, in pixels of the picture.

    Returns:
        An array of shape (SIDE, SIDE, 3), RGB.
    """
    if box.width > 3 * box.height:
        box = Box(box.x1 - box.height, box.y0, box.x1, box.y1)
    margin = max(3.0, 0.12 * max(box.width, box.height))
    height, width = pixels.shape[:2]
    left, top = max(int(box.x0 - margin), 0), max(int(box.y0 - margin), 0)
    right = max(min(int(box.x1 + margin), width), left + 1)
    bottom = max(min(int(box.y1 + margin), height), top + 1)
    window = pixels[top:bottom, left:right]
    if window.size == 0:
        return np.full((SIDE, SIDE, 3), 255, np.uint8)
    resized = Image.fromarray(window).resize((SIDE, SIDE), Image.Resampling.BILINEAR)
    return np.asarray(resized)


def data_uri(picture: Pixels) -> str:
    """`picture` as a PNG data URI."""
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, format="PNG")
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")
