"""Drawings: marks that make one picture together, and flat boxes that stand for a picture."""

from __future__ import annotations

from itertools import pairwise

from limner_server.layout.controls import is_sunk_fill
from limner_server.layout.element import Axis, Element, Role
from limner_server.layout.icons import is_icon_row
from limner_server.perception.scene import ShapeKind

# A drawing is made of at least this many marks, and none of its parts is a word.
_FEWEST_MARKS = 3
_LARGEST_ICON = 48
# Marks farther apart than this, in pixels, are pictures each by itself.
_FARTHEST_APART = 16
_COVERED = 0.8
_DRAWN = frozenset({ShapeKind.ICON, ShapeKind.CIRCLE, ShapeKind.PICTURE})
_SMALLEST_PICTURE = 24


def find_illustrations(root: Element) -> None:
    """Make one picture of every group of marks that carries no text."""
    for element in list(root.walk()):
        if element is root:
            continue
        if _is_drawing(element):
            element.role = _picture_role(element)
            element.children = []
            element.axis = Axis.COLUMN
        elif _stands_for_picture(element):
            element.role = Role.IMG


def _is_drawing(element: Element) -> bool:
    if not element.children or element.box.height < 8 or is_icon_row(element.children):
        return False
    if element.axis is Axis.OVERLAY and _covers(element.children[0], element):
        return not any(part.paragraph is not None for part in element.walk())
    if element.shape is None and max(_gaps(element), default=0) > _FARTHEST_APART:
        return False
    parts = [part for part in element.walk() if not part.children]
    if len(parts) < _FEWEST_MARKS or any(part.paragraph is not None for part in element.walk()):
        return False
    marks = [part for part in parts if part.shape is not None]
    drawn = [part for part in marks if _is_mark(part)]
    fields = [part for part in marks if _could_be_field(part)]
    pictures = [part for part in marks if part.shape and part.shape.kind is ShapeKind.PICTURE]
    large = [part for part in pictures if part.box.area > 0.6 * element.box.area]
    return len(drawn) >= _FEWEST_MARKS - 1 and not fields and (len(pictures) < 2 or bool(large))


def _covers(mark: Element, group: Element) -> bool:
    """Whether a mark is as large as the group whose other marks lie on it."""
    drawn = mark.shape is not None and mark.shape.kind in _DRAWN
    return drawn and mark.box.area >= _COVERED * group.box.area


def _gaps(group: Element) -> list[float]:
    """The distances between a group's children, along its axis."""
    boxes = [child.box for child in group.children]
    if group.axis is Axis.ROW:
        return [after.x0 - before.x1 for before, after in pairwise(boxes)]
    return [below.y0 - above.y1 for above, below in pairwise(boxes)]


def _is_mark(part: Element) -> bool:
    """Whether an element is a stroke of a drawing rather than a piece of a page."""
    if part.shape is None:
        return False
    if part.shape.kind in _DRAWN:
        return True
    return max(part.box.width, part.box.height) <= _LARGEST_ICON


def _could_be_field(part: Element) -> bool:
    shape = part.shape
    if shape is None or shape.kind is not ShapeKind.BOX:
        return False
    return shape.border is not None and part.box.width >= 80 and part.box.height >= 20


def _picture_role(element: Element) -> Role:
    size = max(element.box.width, element.box.height)
    return Role.ICON if size <= _LARGEST_ICON else Role.IMG


def _stands_for_picture(element: Element) -> bool:
    """Whether an empty flat box is where a picture goes: large, filled, without a frame."""
    shape = element.shape
    if shape is None or element.children or element.paragraph is not None:
        return False
    if shape.kind not in (ShapeKind.BOX, ShapeKind.CIRCLE) or shape.fill is None:
        return False
    if shape.border is not None and is_sunk_fill(shape.fill):
        return False
    if min(element.box.width, element.box.height) < _SMALLEST_PICTURE:
        return False
    return element.box.width < 12 * element.box.height
