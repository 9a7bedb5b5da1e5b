"""The boxes, rules and discs of a page, each measured once and each for a reason."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from limner_server.perception.boxes import (
    find_frames,
    find_plates,
    is_part_of_gradient,
)
from limner_server.perception.edges import measure_border, measure_shadow, whole_disc
from limner_server.perception.regions import Regions
from limner_server.perception.rules import find_rules, split_frames
from limner_server.perception.scene import (
    Border,
    Box,
    Colour,
    Shape,
    ShapeKind,
    TextLine,
)

_FAINT = 60


def find_shapes(
    pixels: NDArray[np.uint8],
    flat: Regions,
    gradients: list[Shape],
    lines: list[TextLine],
    *,
    background: Colour,
    check: Callable[[], None],
) -> list[Shape]:
    """Find all shapes but pictures and icons.

    Args:
        pixels: the picture.
        flat: its regions of exactly one colour.
        gradients: its boxes of smoothly changing colour.
        lines: its texts; what lies inside one is a part of a letter.
        background: the page's colour.
        check: called between the steps; may raise to cancel.

    Returns:
        Parents before children, not nested yet.
    """
    plates = [
        plate
        for plate in find_plates(flat)
        if not is_part_of_gradient(plate, gradients) and not _in_text(plate.box, lines)
    ]
    check()
    zones: list[tuple[Box, Box]] = []
    boxes = [_dress(plate, pixels, flat, zones) for plate in gradients + plates]
    check()
    frames = [frame for frame in find_frames(pixels, flat) if not _in_text(frame.box, lines)]
    boxes = _join(boxes, frames)
    boxes = [box for box in boxes if not _is_shade(box, zones, background)]
    boxes = _visible(boxes, background, pixels.shape[1], pixels.shape[0])
    check()
    rules, corners = split_frames(find_rules(pixels, flat))
    boxes = _join(boxes, corners)
    rules = [
        rule
        for rule in rules
        if not _belongs_to_text(rule.box, lines)
        and not is_part_of_gradient(rule, gradients)
        and not _is_shade(rule, zones, background)
        and not any(_on_edge(rule.box, box.box, box.border) for box in boxes)
    ]
    return boxes + rules


def _dress(
    plate: Shape, pixels: NDArray[np.uint8], flat: Regions, zones: list[tuple[Box, Box]]
) -> Shape:
    """Give a plate its border and shadow; a shadow's zone goes to `zones`."""
    fill = plate.fill
    if plate.kind is ShapeKind.CIRCLE:
        plate.box = whole_disc(pixels, plate.box)
    elif isinstance(fill, Colour):
        bordered = measure_border(pixels, flat, plate.box, fill)
        if bordered is not None:
            plate.border, plate.box = bordered
            plate.radius += plate.border.width if plate.radius >= 1 else 0.0
    if min(plate.box.width, plate.box.height) >= 16:
        found = measure_shadow(pixels, plate.box)
        if found is not None:
            plate.shadow, reach = found
            box = plate.box
            zone = Box(box.x0 - reach, box.y0 - reach, box.x1 + reach, box.y1 + reach)
            zones.append((zone, box))
    return plate


def _join(boxes: list[Shape], frames: list[Shape]) -> list[Shape]:
    """Boxes and frames, those at one place only once, largest first."""
    joined: list[Shape] = []
    # A box with a fill says more than a frame: it comes first.
    for shape in [*boxes, *frames]:
        if not any(_coincide(shape.box, other.box) for other in joined):
            joined.append(shape)
    return sorted(joined, key=lambda shape: -shape.box.area)


def _coincide(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= 2 for a, b in zip(one, other, strict=True))


def _visible(boxes: list[Shape], background: Colour, width: int, height: int) -> list[Shape]:
    """Leave out what nobody can see: plates without border or shadow on their own colour."""
    page = Shape(ShapeKind.BOX, Box(0, 0, width, height), background)
    seen = [page]
    for shape in boxes:
        if _is_page(shape, page):
            continue
        behind = next(
            (
                other
                for other in reversed(seen)
                if other.fill is not None and other.box.contains(shape.box, 1)
            ),
            page,
        )
        plain = shape.border is None and shape.shadow is None
        if plain and _alike(shape.fill, behind.fill):
            continue
        seen.append(shape)
    return seen[1:]


def _is_page(shape: Shape, page: Shape) -> bool:
    large = shape.box.width > 0.98 * page.box.width and shape.box.height > 0.98 * page.box.height
    return large and shape.border is None


def _alike(one: object, other: object) -> bool:
    if one is None:
        return True
    return isinstance(one, Colour) and isinstance(other, Colour) and one.distance(other) <= 1


def _is_shade(shape: Shape, zones: list[tuple[Box, Box]], background: Colour) -> bool:
    """Whether a shape is a step of a shadow."""
    slim = shape.fill is None or min(shape.box.width, shape.box.height) <= 12
    colour = shape.border.colour if shape.border and shape.fill is None else shape.fill
    if not slim or not isinstance(colour, Colour) or colour.distance(background) > _FAINT:
        return False
    return any(
        zone.contains(shape.box, 1) and not box.contains(shape.box, 1) for zone, box in zones
    )


def _in_text(box: Box, lines: list[TextLine]) -> bool:
    return any(line.box.contains(box, 2) for line in lines)


def _belongs_to_text(rule: Box, lines: list[TextLine]) -> bool:
    return any(line.box.contains(rule, 2) or underlines(rule, line) for line in lines)


def underlines(rule: Box, line: TextLine) -> bool:
    """Whether a thin horizontal line underlines a text."""
    if rule.height > 4:
        return False
    shared = min(rule.x1, line.box.x1) - max(rule.x0, line.box.x0)
    below = rule.y0 - line.baseline
    fits = shared > 0.8 * rule.width and shared > 0.5 * line.box.width
    return fits and 0 <= below <= 0.35 * line.font.size


def _on_edge(rule: Box, box: Box, border: Border | None) -> bool:
    """Whether a rule is a part of a box's border, or of its antialiased edge."""
    width = border.width if border else 0.0
    if not box.contains(rule, 2):
        return False
    inner = Box(box.x0 + width, box.y0 + width, box.x1 - width, box.y1 - width)
    return rule.overlap(inner) <= 0.2 * rule.area or _hugs(rule, box, width)


def _hugs(rule: Box, box: Box, width: float) -> bool:
    near = width + 2
    if rule.width >= rule.height:
        return rule.y1 <= box.y0 + near or rule.y0 >= box.y1 - near
    return rule.x1 <= box.x0 + near or rule.x0 >= box.x1 - near
