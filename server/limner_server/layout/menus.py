"""Menus: short words that look alike, side by side or one below the other, as tabs and sidebars.

One of them gives the others away: it is coloured or underlined as a link, or lies in a box of its
own, as the tab that is open does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby, pairwise

from limner_server.layout.element import Axis, Element, Paragraph, Role
from limner_server.layout.headings import HEADINGS
from limner_server.layout.lists import list_of_links

_FEWEST = 3
_FEWEST_IN_BOX = 2  # where the box holds nothing else
_LONGEST = 3  # words, of what stands in a row
_LONGEST_BELOW = 4  # words, of what stands in a column
# Of the page. Elsewhere, boxes under one another may be anything.
_WIDEST_SIDEBAR = 0.33
_UNEVEN = 0.15  # of the distance from one to the next
_SAME_EDGE = 4.0
_SAME_LEFT = 1.0  # of boxes, which are exact where the ink of texts is not
_SAME_HEIGHT = 2.0
# A heading's next line follows at once; what a menu offers stands further apart, in ems.
_LEAST_PITCH = 1.6

_WORDS = frozenset({Role.P, Role.A, Role.DIV, Role.BUTTON, Role.H4, Role.H5, Role.H6})
_CLOSED = frozenset({Role.NAV, Role.FORM, Role.TABLE, Role.UL, Role.OL})


def find_menus(root: Element) -> None:
    """Link what a menu offers, and put it into a list.

    Args:
        root: the body, its landmarks named: what is a link in a bar is known by then.
    """
    sidebar = root.box.x0 + _WIDEST_SIDEBAR * root.box.width
    for element, beside in _open_groups(root, []):
        if element.axis is Axis.ROW:
            if _are_joined(element.children):
                for item in element.children:
                    item.role = Role.A
            else:
                _list_runs(element, _kind, _is_row)
        elif element.axis is Axis.COLUMN:
            if _are_headless(element, beside):
                element.children = [list_of_links(element.children, Axis.COLUMN)]
            elif element.box.x1 <= sidebar:
                _list_runs(element, _boxed_kind, _is_stack)


def _open_groups(
    element: Element, beside: list[Element]
) -> Iterator[tuple[Element, list[Element]]]:
    """The elements that may hold a menu, and what stands beside each."""
    if element.role in _CLOSED:
        return
    yield element, beside
    for child in list(element.children):
        others = [other for other in element.children if other is not child]
        yield from _open_groups(child, others if element.axis is Axis.ROW else [])


def _list_runs(
    parent: Element, kind_of: Callable[[Element], str], is_menu: Callable[[list[Element]], bool]
) -> None:
    found: list[Element] = []
    for kind, run in groupby(parent.children, key=kind_of):
        items = list(run)
        if kind and len(items) >= _FEWEST and is_menu(items):
            found.append(list_of_links(items, parent.axis))
        else:
            found.extend(items)
    parent.children = found
    if len(found) == 1:
        parent.axis = Axis.COLUMN


def _kind(element: Element) -> str:
    """What the words of a menu share: their type. "" where it is no word at all."""
    paragraph = element.paragraph
    if paragraph is None or element.role not in _WORDS or not _is_offer(paragraph):
        return ""
    return f"{paragraph.font.size} {paragraph.font.family}"


def _boxed_kind(element: Element) -> str:
    """What the words of a menu share where each has a box of its own; else ""."""
    return _kind(element) if element.shape is not None else ""


def _is_offer(paragraph: Paragraph) -> bool:
    """Whether a text could be a menu's: not a figure, a date or the name of what follows."""
    text = paragraph.text
    short = len(text.split()) <= _LONGEST_BELOW
    return short and text[0].isalpha() and not any(c.isdigit() for c in text) and text[-1] != ":"


def _is_row(items: list[Element]) -> bool:
    boxes = [item.paragraph.box for item in items if item.paragraph is not None]
    words = [item.paragraph.text.split() for item in items if item.paragraph is not None]
    if max(len(each) for each in words) > _LONGEST or not _is_given_away(items):
        return False
    gaps = [after.x0 - before.x1 for before, after in pairwise(boxes)]
    pitches = [after.centre[0] - before.centre[0] for before, after in pairwise(boxes)]
    return _are_even(gaps) or _are_even(pitches)


def _is_given_away(items: list[Element]) -> bool:
    """Whether one word is a link, or lies in a box that the others have not.

    Several boxes are buttons, and a link beside them is not one of them.
    """
    boxed = sum(item.shape is not None for item in items)
    linked = any(item.role is Role.A and item.shape is None for item in items)
    return boxed == 1 or (linked and not boxed)


def _is_stack(items: list[Element]) -> bool:
    """Whether boxes of one height stand apart under one another, from one left edge.

    Buttons in a column do so too where they are all as wide, but around one middle if not.
    """
    if all(item.role is Role.BUTTON for item in items):
        return False
    boxes = [item.box for item in items]
    alike = _spread([box.height for box in boxes]) <= _SAME_HEIGHT
    flush = _spread([box.x0 for box in boxes]) <= _SAME_LEFT
    apart = all(below.y0 - above.y1 > _SAME_HEIGHT for above, below in pairwise(boxes))
    return (
        alike
        and flush
        and apart
        and _are_even([below.y0 - above.y0 for above, below in pairwise(boxes)])
    )


def _are_joined(items: list[Element]) -> bool:
    """Whether boxes touch side by side, each with a short text in its middle."""
    if len(items) < _FEWEST_IN_BOX or len({_kind(item) for item in items}) > 1:
        return False
    for item in items:
        if item.role is not Role.DIV or item.shape is None or item.paragraph is None:
            return False
        inside = item.paragraph.box
        off = abs((inside.x0 - item.box.x0) - (item.box.x1 - inside.x1))
        if not _kind(item) or off > 0.1 * item.box.width or len(item.paragraph.lines) > 1:
            return False
    boxes = [item.box for item in items]
    level = _spread([box.height for box in boxes]) <= _SAME_HEIGHT
    touching = all(abs(after.x0 - before.x1) <= _SAME_HEIGHT for before, after in pairwise(boxes))
    return level and touching


def _are_headless(parent: Element, beside: list[Element]) -> bool:
    """Whether headings fill a box and head nothing. The names of values beside them do."""
    items = parent.children
    few = _FEWEST_IN_BOX if parent.shape is not None else _FEWEST
    if (
        len(items) < few
        or items[0].role not in HEADINGS
        or len({_kind(item) for item in items}) > 1
    ):
        return False
    if any(item.shape is not None or not _kind(item) for item in items):
        return False
    if len({item.paragraph.font.weight for item in items if item.paragraph is not None}) > 1:
        return False
    if any(len(other.children) == len(items) for other in beside):
        return False
    flush = _spread([item.box.x0 for item in items]) <= _SAME_EDGE
    tops = [below.box.y0 - above.box.y0 for above, below in pairwise(items)]
    size = items[0].paragraph.font.size if items[0].paragraph is not None else 0
    return flush and min(tops) >= _LEAST_PITCH * size


def _are_even(distances: list[float]) -> bool:
    slack = max(_UNEVEN * max(distances), _SAME_HEIGHT)
    return min(distances) > 0 and _spread(distances) <= slack


def _spread(values: list[float]) -> float:
    return max(values) - min(values)
