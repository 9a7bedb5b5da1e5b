"""What the measuring script found in a page, read into types."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from limner_server.perception.scene import Box, Colour
from limner_server.proof.rendering import RenderedElement, RenderedLine

Pixels = npt.NDArray[np.uint8]
NUMBER: Final = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")
# A text that differs less than this from all around it cannot be seen.
FLAT: Final = 10


def read_lines(found: Iterable[Mapping[str, Any]], image: Pixels) -> list[RenderedLine]:
    """The lines that can be seen in `image`; one in its background's colour is left out."""
    lines = (_read_line(entry, image) for entry in found)
    return [line for line in lines if line is not None]


def read_elements(found: Iterable[Mapping[str, Any]]) -> list[RenderedElement]:
    """The elements, in document order."""
    return [
        RenderedElement(
            tag=entry["tag"],
            kind=entry["kind"],
            box=Box(*entry["box"]),
            element=entry["owner"] if entry["own"] else -1,
            depth=entry["depth"],
            absolute=entry["absolute"],
            parent=entry["parent"],
            pictured=entry["pictured"],
            text=entry["text"],
        )
        for entry in found
    ]


def _read_line(entry: Mapping[str, Any], image: Pixels) -> RenderedLine | None:
    box = Box(*entry["box"])
    crop = _crop(image, box)
    if crop.size == 0:
        return None
    behind = _prevailing(crop)
    if int(np.abs(crop.astype(np.int16) - np.array(behind)).max()) < FLAT:
        return None
    ink, alpha = parse_colour(entry["colour"])
    alpha *= entry["opacity"]
    if alpha < 0.05:
        return None
    return RenderedLine(
        text=entry["text"],
        box=box,
        baseline=entry["baseline"],
        colour=_blend(ink, behind, alpha),
        size=entry["size"],
        weight=entry["weight"],
        element=entry["owner"],
        tag=entry["tag"],
        node=entry["node"],
    )


def parse_colour(css: str) -> tuple[Colour, float]:
    """A computed colour as `rgb(...)`, `rgba(...)` or `color(srgb ...)`, and its alpha 0 to 1.

    Any other notation counts as black: browsers compute to these three for what is in sRGB.
    """
    numbers = [float(number) for number in NUMBER.findall(css)]
    if len(numbers) < 3:
        return Colour(0, 0, 0), 1.0
    scale = 255.0 if css.startswith("color(srgb") else 1.0
    channels = (round(min(max(value * scale, 0.0), 255.0)) for value in numbers[:3])
    return Colour(*channels), numbers[3] if len(numbers) > 3 else 1.0


def _crop(image: Pixels, box: Box) -> Pixels:
    top, bottom = max(math.floor(box.y0) - 1, 0), math.ceil(box.y1) + 1
    left, right = max(math.floor(box.x0) - 2, 0), math.ceil(box.x1) + 2
    return image[top:bottom, left:right].reshape(-1, 3)


def _prevailing(pixels: Pixels) -> Colour:
    """The most frequent colour of pixels of shape (n, 3)."""
    wide = pixels.astype(np.int32)
    values, counts = np.unique(wide[:, 0] << 16 | wide[:, 1] << 8 | wide[:, 2], return_counts=True)
    top = int(values[counts.argmax()])
    return Colour(top >> 16, top >> 8 & 255, top & 255)


def _blend(ink: Colour, behind: Colour, alpha: float) -> Colour:
    mixed = (round(a * alpha + b * (1 - alpha)) for a, b in zip(ink, behind, strict=True))
    return Colour(*mixed)
