"""From boxes to flow: the flex, grid, gap, padding and margins that put children where they stand.

Nothing is placed by coordinates but layers. Columns and rows follow the cursor that a browser would
follow, so that rounding one distance never moves what comes after it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from limner_server.emit.node import Style
from limner_server.emit.units import sides
from limner_server.layout.element import Element
from limner_server.perception.scene import Box

SAME = 1.5
"""Two edges this near, in pixels, are the same edge."""

SAME_MIDDLE = 2.6
"""Two middles this near are the same: white space beside a text's outer letters is estimated."""

NOTICED = 0.4
"""What is less than this, in pixels, is not worth a declaration."""


@dataclass(slots=True)
class Flow:
    """How a container and its children are placed.

    Attributes:
        container: declarations of the container.
        items: declarations of each child, in order.
    """

    container: Style = field(default_factory=dict)
    items: list[Style] = field(default_factory=list)


def content_box(element: Element) -> Box:
    """The box inside an element's border."""
    box, shape = element.box, element.shape
    if shape is None or shape.border is None:
        return box
    width, where = shape.border.width, shape.border.sides
    return Box(
        box.x0 + width * ("l" in where),
        box.y0 + width * ("t" in where),
        box.x1 - width * ("r" in where),
        box.y1 - width * ("b" in where),
    )


def half_pixels(value: float) -> float:
    """Round to half pixels, the finest that the layout of pages goes."""
    return round(value * 2) / 2


def padding(frame: Box, inner: Box) -> Style:
    """The padding that leaves `inner` of `frame`, if it is any."""
    top, bottom = half_pixels(inner.y0 - frame.y0), half_pixels(frame.y1 - inner.y1)
    left, right = round(inner.x0 - frame.x0), round(frame.x1 - inner.x1)
    if max(top, right, bottom, left) <= NOTICED:
        return {}
    return {"padding": sides(max(top, 0), max(right, 0), max(bottom, 0), max(left, 0))}


def common_gap(gaps: list[float]) -> float:
    """The gap that most neighbours have, in whole pixels; 0 where there is none to share."""
    whole = [round(gap) for gap in gaps]
    if not whole or min(whole) <= 0:
        return 0.0
    favourite, count = Counter(whole).most_common(1)[0]
    near = sum(abs(gap - favourite) <= 1 for gap in whole)
    if count > 1 and 2 * near > len(whole):
        return float(favourite)
    return float(min(whole))
