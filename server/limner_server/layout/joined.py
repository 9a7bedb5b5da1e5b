"""Fields and buttons that share an edge, as a search box and the button that sends it."""

from __future__ import annotations

from itertools import pairwise

from limner_server.layout.controls import field_role, is_faint
from limner_server.layout.element import Axis, Element, Role

_FIELDS = frozenset({Role.INPUT, Role.SEARCH, Role.SELECT})
_PICTURES = frozenset({Role.IMG, Role.ICON})
# Fields and buttons that share an edge are as far apart, and as unlike in height, at most.
_APART = 2
_UNLIKE = 4
_LEAST_FIELD = 2.0  # width by height
_WIDEST_BUTTON = 2.0  # width by height, of a button with a picture alone


def find_joined(root: Element) -> None:
    """Name the fields and the buttons that stand edge to edge with a control.

    A field that is joined to a button has no border on that side, and what is joined to a field
    and shows a picture alone is the button that sends it.

    Args:
        root: the body, its single controls named.
    """
    for row in root.walk():
        if row.axis is not Axis.ROW:
            continue
        for left, right in pairwise(row.children):
            if not _share_edge(left, right):
                continue
            if right.role is Role.BUTTON and _has_hint(left) and left.paragraph is not None:
                left.role, left.placeholder = field_role(left.paragraph), True
            elif left.role in _FIELDS and _is_pictured(right):
                right.role = Role.BUTTON


def _share_edge(left: Element, right: Element) -> bool:
    if left.shape is None or right.shape is None:
        return False
    apart = abs(right.box.x0 - left.box.x1)
    return apart <= _APART and abs(right.box.height - left.box.height) <= _UNLIKE


def _has_hint(element: Element) -> bool:
    """Whether a wide box holds one faint line, nearer to its left end than to its right."""
    paragraph = element.paragraph
    if element.role is not Role.DIV or paragraph is None or len(paragraph.lines) > 1:
        return False
    before, after = paragraph.box.x0 - element.box.x0, element.box.x1 - paragraph.box.x1
    wide = element.box.width >= _LEAST_FIELD * element.box.height
    return wide and before < after and is_faint(element)


def _is_pictured(element: Element) -> bool:
    """Whether a box is a button's and holds a picture alone."""
    narrow = element.box.width <= _WIDEST_BUTTON * element.box.height
    alone = len(element.children) == 1 and element.children[0].role in _PICTURES
    return element.role is Role.DIV and narrow and alone
