"""Rows of icons: small marks of one size, evenly apart, which lead to other places."""

from __future__ import annotations

from itertools import groupby, pairwise

from limner_server.layout.cuts import bounding
from limner_server.layout.element import Axis, Element, Role
from limner_server.perception.scene import ShapeKind

_FEWEST = 3
_SIZES = (14, 64)  # least height and largest side; smaller ones are dots that count pages
_UNLIKE = 0.3  # of the highest
_UNEVEN = 3.0  # from one middle to the next
# The letters of a logo and the stars of a rating stand closer, by the width of the widest.
_LEAST_GAP = 0.5
_LEAST_GAP_OF_BOXES = 8.0


def link_icons(root: Element) -> None:
    """Make a link of each icon of a row.

    Args:
        root: the body, its drawings and controls named.
    """
    for row in list(root.walk()):
        if row.axis is not Axis.ROW or row.role in (Role.TR, Role.TABLE, Role.A, Role.BUTTON):
            continue
        children: list[Element] = []
        for is_mark, run in groupby(row.children, key=_is_mark):
            marks = list(run)
            children.extend(_linked(marks) if is_mark and is_icon_row(marks) else marks)
        row.children = children


def is_icon_row(marks: list[Element]) -> bool:
    """Whether marks side by side are icons, each by itself."""
    if len(marks) < _FEWEST or not all(_is_mark(mark) for mark in marks):
        return False
    boxes = [mark.box for mark in marks]
    heights = [box.height for box in boxes]
    middles = [after.centre[0] - before.centre[0] for before, after in pairwise(boxes)]
    gaps = [after.x0 - before.x1 for before, after in pairwise(boxes)]
    alike = max(heights) - min(heights) <= _UNLIKE * max(heights)
    level = max(box.centre[1] for box in boxes) - min(box.centre[1] for box in boxes) <= _UNEVEN
    even = max(middles) - min(middles) <= _UNEVEN
    return alike and level and even and min(gaps) >= _least_gap(marks)


def _least_gap(marks: list[Element]) -> float:
    widths = [mark.box.width for mark in marks]
    boxes = all(mark.shape is not None and mark.shape.kind is ShapeKind.BOX for mark in marks)
    if boxes and max(widths) - min(widths) <= 1:
        return _LEAST_GAP_OF_BOXES
    return _LEAST_GAP * max(widths)


def _is_mark(element: Element) -> bool:
    if element.role not in (Role.IMG, Role.ICON, Role.DIV):
        return False
    if any(part.paragraph is not None for part in element.walk()):
        return False
    low, large = _SIZES
    return low <= element.box.height and max(element.box.width, element.box.height) <= large


def _linked(marks: list[Element]) -> list[Element]:
    """Links of one size around marks: icons of a set are drawn on squares of one size."""
    whole = bounding([mark.box for mark in marks])
    half = max(mark.box.width for mark in marks) / 2
    links = []
    for mark in marks:
        middle = mark.box.centre[0]
        box = whole._replace(x0=middle - half, x1=middle + half)
        links.append(Element(Role.A, box, Axis.COLUMN, [mark]))
    return links
