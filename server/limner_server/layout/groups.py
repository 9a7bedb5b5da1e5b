"""List groups: boxes that share their edges, one below the other, each with a line of text."""

from __future__ import annotations

from itertools import groupby, pairwise

from limner_server.layout.element import Axis, Element, Role
from limner_server.perception.scene import ShapeKind

_FEWEST = 3
_TOUCHING = 2.0
_SAME_EDGE = 2.0
# Height by font size: lower ones are lines, higher ones panels.
_HEIGHTS = (1.6, 4.5)
_MOST_INSET = 0.5  # of the height, beyond a font size: the text begins at the left


def find_groups(root: Element) -> None:
    """Make links of boxes that hang together.

    Alone, each would pass for a field with a value; but fields stand apart.

    Args:
        root: the body, before its controls are named.
    """
    for column in list(root.walk()):
        if column.axis is not Axis.COLUMN:
            continue
        for could_be, run in groupby(column.children, key=_could_be_item):
            if could_be:
                _link(list(run))


def _could_be_item(element: Element) -> bool:
    paragraph, shape = element.paragraph, element.shape
    if paragraph is None or shape is None or element.role is not Role.DIV:
        return False
    size, high = paragraph.font.size, element.box.height
    inset = paragraph.box.x0 - element.box.x0
    low, most = _HEIGHTS
    level = shape.kind is ShapeKind.BOX and len(paragraph.lines) == 1
    return level and low * size <= high <= most * size and inset <= size + _MOST_INSET * high


def _link(items: list[Element]) -> None:
    runs = [[items[0]]]
    for above, below in pairwise(items):
        if _hang_together(above, below):
            runs[-1].append(below)
        else:
            runs.append([below])
    for item in (item for run in runs if len(run) >= _FEWEST for item in run):
        item.role = Role.A


def _hang_together(above: Element, below: Element) -> bool:
    return abs(below.box.y0 - above.box.y1) <= _TOUCHING and below.box.shares_sides(
        above.box, _SAME_EDGE
    )
