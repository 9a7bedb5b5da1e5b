"""Pagination: the numbers of pages side by side, between the words that turn them."""

from __future__ import annotations

import re
from itertools import groupby, pairwise

from limner_server.layout.cuts import bounding
from limner_server.layout.element import Axis, Element, Role
from limner_server.layout.lists import list_of_links

_FEWEST = 3
_ARROW = 48  # at most, the side of a box with an arrow in it
_LARGEST_GAP = 3.0  # between two of them, in heights of the tallest

_PAGE = re.compile(r"^\d{1,4}$")
_ARROWS = r"[\u2039\u203a«»<>←→]*"
_TURN = re.compile(rf"^{_ARROWS}\s*(first|prev(ious)?|next|last)?\s*{_ARROWS}$", re.IGNORECASE)
_REST = re.compile(r"^(…|\.{2,3})$")

_WORDS = frozenset({Role.P, Role.A, Role.DIV, Role.BUTTON, Role.SPAN})


def find_pagination(root: Element) -> None:
    """Make navigation of the numbers that lead to other pages of the same list.

    Args:
        root: the body, its links named: numbers of which none looks like one are a calendar's
            days, or a scale.
    """
    for element in list(root.walk()):
        if element.axis is Axis.ROW and element.role is Role.DIV:
            _find_in(element)


def _find_in(row: Element) -> None:
    children: list[Element] = []
    for could_be, run in groupby(row.children, key=_could_be):
        items = list(run)
        if could_be and _are_pages(items):
            listed = list_of_links(items, Axis.ROW)
            children.append(Element(Role.NAV, listed.box, Axis.COLUMN, [listed]))
        else:
            children.extend(items)
    row.children = children
    if len(children) == 1 and children[0].role is Role.NAV and row.shape is None:
        row.role, row.axis, row.children = Role.NAV, Axis.COLUMN, children[0].children


def _could_be(element: Element) -> bool:
    if _is_arrow(element):
        return True
    text = _text(element)
    return any(pattern.match(text) for pattern in (_PAGE, _TURN, _REST)) if text else False


def _is_arrow(element: Element) -> bool:
    """Whether a small box holds nothing but an icon, as the ends of a pagination may."""
    small = element.shape is not None and max(element.box.width, element.box.height) <= _ARROW
    return small and [child.role for child in element.children] == [Role.ICON]


def _text(element: Element) -> str:
    if element.paragraph is None or element.role not in _WORDS:
        return ""
    return element.paragraph.text.strip()


def _are_pages(items: list[Element]) -> bool:
    """Whether numbers count on, close together, and one of them looks as if it led somewhere."""
    numbers = [int(text) for item in items if _PAGE.match(text := _text(item))]
    steps = [after - before for before, after in pairwise(numbers)]
    if len(items) < _FEWEST or not steps or min(steps) < 1 or 1 not in steps:
        return False
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(items)]
    tallest = bounding([item.box for item in items]).height
    if max(gaps) > _LARGEST_GAP * tallest:
        return False
    turns = any(_TURN.match(_text(item)) for item in items)
    return turns or any(item.role is Role.A or item.shape is not None for item in items)
