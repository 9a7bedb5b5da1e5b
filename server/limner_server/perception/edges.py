"""What runs along the outside of a box: borders and shadows, read by walking outwards."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from limner_server.perception.colours import to_colour
from limner_server.perception.regions import Regions
from limner_server.perception.scene import Border, Box, Colour, Shadow

MAX_BORDER = 8
_REACH = 48
_SAMPLES = 15
_SIDES = "trbl"
_MAX_INSET = 4
# On one or two sides only a plain contrast makes a border.
_STRONG = 16

Profile = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Edge:
    """The border on one side.

    Attributes:
        inset: pixels between the plate and the border, as an inset shadow leaves them.
        width: of the border.
        colour: of the border.
        contrast: the least difference to what is on either side.
    """

    inset: int
    width: int
    colour: Colour
    contrast: float


def walk_out(pixels: NDArray[np.uint8], box: Box, side: str, reach: int) -> Profile:
    """The median colours at 0, 1, 2 ... pixels outside one side ("t", "r", "b" or "l").

    Returns:
        (n, 3), n at most `reach`, less where the picture ends.
    """
    height, width = pixels.shape[:2]
    x0, y0, x1, y1 = (round(edge) for edge in box)
    along = (x0, x1) if side in "tb" else (y0, y1)
    margin = 0.2 * (along[1] - along[0])
    places = np.linspace(along[0] + margin, along[1] - 1 - margin, _SAMPLES).astype(np.int64)
    if side == "t":
        lane = pixels[max(y0 - reach, 0) : y0][::-1][:, np.clip(places, 0, width - 1)]
    elif side == "b":
        lane = pixels[y1 : y1 + reach][:, np.clip(places, 0, width - 1)]
    elif side == "l":
        lane = pixels[np.clip(places, 0, height - 1), max(x0 - reach, 0) : x0][:, ::-1]
        lane = lane.swapaxes(0, 1)
    else:
        lane = pixels[np.clip(places, 0, height - 1), x1 : x1 + reach].swapaxes(0, 1)
    if not len(lane):
        return np.zeros((0, 3), np.float32)
    profile: NDArray[np.float64] = np.median(lane, axis=1)
    return profile.astype(np.float32)


def measure_border(
    pixels: NDArray[np.uint8], regions: Regions, box: Box, fill: Colour
) -> tuple[Border, Box] | None:
    """The border right outside a plate, and the box around both; or None.

    `Border.sides` names where the border is.
    """
    found: dict[str, _Edge] = {}
    for side in _SIDES:
        edge = _edge(walk_out(pixels, box, side, MAX_BORDER + 8), fill)
        if edge is not None and _is_strip(regions, box, side, edge.inset):
            found[side] = edge
    if not found:
        return None
    usual = max(found.values(), key=lambda edge: _support(edge, found))
    sides = "".join(side for side in _SIDES if side in found and _same(found[side], usual))
    if len(sides) < 3 and usual.contrast < _STRONG:
        return None
    outset = {
        side: found[side].inset + found[side].width if side in sides else 0 for side in _SIDES
    }
    if len(sides) == 3:
        # What stands beside the box covers the fourth side.
        sides = _SIDES
    grown = Box(
        box.x0 - outset["l"], box.y0 - outset["t"], box.x1 + outset["r"], box.y1 + outset["b"]
    )
    return Border(float(usual.width), usual.colour, sides), grown


def whole_disc(pixels: NDArray[np.uint8], box: Box) -> Box:
    """A disc with its antialiased rim, which is not of its colour.

    Where it touches its bounds, a disc's outermost pixels are all antialiased.
    """
    height, width = pixels.shape[:2]
    x = int(box.centre[0])
    lane = pixels[max(round(box.y0) - 4, 0) : max(round(box.y0), 1), x].astype(np.int16)
    if (
        len(lane) < 4
        or np.abs(lane[-1] - lane[0]).max() < 12
        or np.abs(lane[-2] - lane[0]).max() > 4
    ):
        return box
    return Box(
        max(box.x0 - 1, 0.0),
        max(box.y0 - 1, 0.0),
        min(box.x1 + 1, float(width)),
        min(box.y1 + 1, float(height)),
    )


def _support(edge: _Edge, found: dict[str, _Edge]) -> tuple[int, int]:
    return sum(_same(edge, other) for other in found.values()), -edge.width


def _same(one: _Edge, other: _Edge) -> bool:
    return abs(one.width - other.width) <= 1 and one.colour.distance(other.colour) <= 16


def _edge(profile: Profile, fill: Colour) -> _Edge | None:
    inside = np.array(fill, np.float32)
    inset = 0
    while inset < min(_MAX_INSET, len(profile)) and np.abs(profile[inset] - inside).max() < 8:
        inset += 1
    profile = profile[inset:]
    if len(profile) < 2:
        return None
    first = profile[0]
    unlike = np.flatnonzero(np.abs(profile - first).max(axis=1) > 6)
    width = int(unlike[0]) if len(unlike) else len(profile)
    if not 1 <= width <= MAX_BORDER or width >= len(profile):
        return None
    outside = profile[min(width + 1, len(profile) - 1)]
    contrast = float(min(np.abs(first - inside).max(), np.abs(first - outside).max()))
    if contrast < 4 or _between(first, inside, outside) or _fades(profile[width - 1 :]):
        return None
    return _Edge(inset, width, to_colour(first), contrast)


def _between(colour: Profile, one: Profile, other: Profile) -> bool:
    """Whether a colour is a mixture of two others, as an antialiased edge is."""
    span = other - one
    length = float(span @ span)
    if length < 48:
        return False
    share = float((colour - one) @ span) / length
    rest = np.abs(colour - one - share * span).max()
    return 0.04 < share < 0.96 and rest < 14


def _fades(profile: Profile) -> bool:
    """Whether the colours outside go on changing, as those of a shadow do."""
    light = profile[:8].mean(axis=1)
    steps = np.diff(light)
    small = np.abs(steps) < 14
    if len(steps) < 4 or not small.all():
        return False
    one_way = bool((steps >= 0).all() or (steps <= 0).all())
    return one_way and int(np.count_nonzero(steps)) >= 3


def _is_strip(regions: Regions, box: Box, side: str, inset: int) -> bool:
    """Whether what is right outside is thin; the gap between two boxes is part of the page."""
    height, width = regions.labels.shape
    x, y = (round(value) for value in box.centre)
    x = {"l": round(box.x0) - 1 - inset, "r": round(box.x1) + inset}.get(side, x)
    y = {"t": round(box.y0) - 1 - inset, "b": round(box.y1) + inset}.get(side, y)
    if not (0 <= x < width and 0 <= y < height):
        return False
    index = regions.labels[y, x]
    x0, y0, x1, y1 = (int(edge) for edge in regions.boxes[index])
    thin = min(x1 - x0, y1 - y0) <= MAX_BORDER
    return thin or bool(regions.area[index] < 0.4 * (x1 - x0) * (y1 - y0))


def measure_shadow(pixels: NDArray[np.uint8], box: Box) -> tuple[Shadow, float] | None:
    """The shadow around a box, and how far it reaches; or None.

    A CSS blur of B pixels is a Gaussian of sigma B/2, visible over B pixels on either side of
    the shadow's edge; the offset is half the difference of what is seen below and above.
    """
    fades = {side: _fade(walk_out(pixels, box, side, _REACH)) for side in _SIDES}
    above, right, below, left = (fades[side] for side in _SIDES)
    if below[0] < 3 or below[1] < 3 or max(left[0], right[0]) < 2:
        return None
    sideways = [reach for reach, rise, _ in (left, right) if rise >= 1]
    blur = max(float(np.mean(sideways)) if sideways else below[0] / 2, 1.0)
    dy = max((below[0] - above[0]) / 2, 0.0)
    covered = 0.5 * (1 + math.erf(dy / (blur / 2) / math.sqrt(2)))
    opacity = below[1] / max(below[2], 1.0) / max(covered, 0.1)
    reach = max(reach for reach, _, _ in fades.values())
    return Shadow(float(round(dy)), float(round(blur)), round(min(opacity, 0.9), 2)), float(reach)


def _fade(profile: Profile) -> tuple[int, float, float]:
    """How far, and by how much, a side gets lighter outwards; and the lightness at the end."""
    light = profile.mean(axis=1)
    # The pixel at the edge itself may be an antialiased mixture with the box.
    start, reach, flat = 1, 0, 0
    for index in range(start, len(light) - 1):
        step = light[index + 1] - light[index]
        if step < -0.4 or step > 14:
            break
        flat = flat + 1 if step < 0.2 else 0
        if flat > 5:
            break
        if step >= 0.2:
            reach = index + 1
    if not reach:
        return 0, 0.0, 255.0
    return reach, float(light[reach] - light[min(start, reach)]), float(light[reach])
