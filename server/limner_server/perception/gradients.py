"""Fills that change their colour smoothly."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from limner_server.perception.colours import to_colour
from limner_server.perception.regions import Regions
from limner_server.perception.scene import Box, Gradient

MIN_AREA = 400
# A steep gradient is one of a button, which is no higher than this.
MAX_STEEP = 80
# The least change of colour over the fill, and the largest departure from a linear one.
_MIN_CHANGE = 8.0
_MAX_RESIDUAL = 9.0
_MAX_SAMPLES = 4_000


def measure_gradient(
    pixels: NDArray[np.uint8], regions: Regions, index: int, box: Box
) -> Gradient | None:
    """The linear gradient that a smoothly changing region shows, or None where it is flat.

    Each channel is fitted by a plane over x and y; the planes' common slope gives the angle, and
    their values where the CSS gradient line of that angle starts and ends are the two colours.
    """
    x0, y0, x1, y1 = (int(edge) for edge in regions.boxes[index])
    inside = np.flatnonzero(regions.labels[y0:y1, x0:x1] == index)
    inside = inside[:: max(len(inside) // _MAX_SAMPLES, 1)]
    rows, columns = np.divmod(inside, x1 - x0)
    places = np.stack([np.ones(len(inside)), columns + x0, rows + y0], axis=1)
    colours = pixels[rows + y0, columns + x0].astype(np.float64)
    planes, *_ = np.linalg.lstsq(places, colours, rcond=None)
    slope = planes[1:]
    change = np.abs(slope[0]) * box.width + np.abs(slope[1]) * box.height
    if change.max() < _MIN_CHANGE:
        return None
    residual = np.abs(places @ planes - colours).mean()
    if residual > _MAX_RESIDUAL:
        return None
    angle = _angle(slope)
    start, end = _ends(planes, angle, box)
    return Gradient(to_colour(start), to_colour(end), angle)


def _angle(slope: NDArray[np.float64]) -> int:
    """The CSS angle, 1 to 180, from the slope along x and y of the channel that changes most.

    The other half circle holds the same gradients with their ends exchanged.
    """
    x, y = slope[:, np.abs(slope).sum(axis=0).argmax()]
    degrees = math.degrees(math.atan2(x, -y)) % 180
    for straight in range(0, 181, 45):
        if abs(degrees - straight) <= 6:
            return straight or 180
    return round(degrees)


def _ends(
    planes: NDArray[np.float64], angle: int, box: Box
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    half = (abs(box.width * sine) + abs(box.height * cosine)) / 2
    x, y = box.centre
    ends = []
    for sign in (-1, 1):
        place = np.array([1, x + sign * half * sine, y - sign * half * cosine])
        ends.append(np.clip(place @ planes, 0, 255))
    return ends[0], ends[1]


def paint_gradient(gradient: Gradient, box: Box) -> NDArray[np.uint8]:
    """The gradient over the pixels of `box`, as CSS draws it."""
    sine = math.sin(math.radians(gradient.angle))
    cosine = math.cos(math.radians(gradient.angle))
    wide, high = max(round(box.width), 1), max(round(box.height), 1)
    length = abs(wide * sine) + abs(high * cosine)
    x = np.arange(wide) + 0.5 - wide / 2
    y = np.arange(high) + 0.5 - high / 2
    share = np.clip((x[None] * sine - y[:, None] * cosine) / length + 0.5, 0, 1)[..., None]
    start, end = np.array(gradient.start), np.array(gradient.end)
    colours: NDArray[np.float64] = start + share * (end - start)
    return np.rint(colours).astype(np.uint8)
