"""Sidebars: narrow columns at the left of what they lead through, with little but links."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from limner_server.layout.element import Axis, Element, Role
from limner_server.layout.headings import HEADINGS
from limner_server.layout.lists import list_of_links
from limner_server.perception.scene import Colour

_WIDEST = 0.36  # of the row it stands in
_LESS_WIDE = 1.5  # times, than what it leads through
_LOWEST = 180
_FEWEST_LINKS = 3
_LEAST_LINKED = 0.6  # of its texts
_LONGEST = 4  # words
_MOST_FILLS = 2  # of its entries: the open one's, and the others'
_SAME_EDGE = 4.0

_ENTRIES = frozenset({Role.A, Role.P, Role.DIV})
_CLOSED = frozenset({Role.FOOTER, Role.NAV, Role.TABLE, Role.FORM, Role.UL, Role.OL})


def find_sidebars(root: Element) -> None:
    """Name the sidebars, and make one list of what each of their headings stands above.

    The item that is open looks unlike those above and below, which were lists of their own.

    Args:
        root: the body, its lists and landmarks named.
    """
    for row in _open_rows(root):
        column, *others = sorted(row.children, key=lambda child: child.box.x0)
        if not any(other.box.width >= _LESS_WIDE * column.box.width for other in others):
            continue
        if column.box.width <= _WIDEST * row.box.width and _is_sidebar(column):
            _list_items(column)
            _name(column, frames_page=row is root)


def _open_rows(element: Element) -> Iterator[Element]:
    if element.role in _CLOSED:
        return
    if element.axis is Axis.ROW and len(element.children) > 1:
        yield element
    for child in list(element.children):
        yield from _open_rows(child)


def _is_sidebar(column: Element) -> bool:
    """Whether a column holds little but short links, and no more than two sorts of boxes."""
    if column.role not in (Role.DIV, Role.ASIDE) or column.axis is not Axis.COLUMN:
        return False
    parts = [part for part in column.walk() if part.paragraph is not None]
    texts = [part for part in parts if part.role not in HEADINGS]
    # An item may be a link as a whole, around its text.
    whole = [link for link in column.walk() if link.role is Role.A]
    linked = {id(part) for link in whole for part in (link, *link.children)}
    links = [part for part in texts if id(part) in linked]
    if len(links) < _FEWEST_LINKS or column.box.height < _LOWEST:
        return False
    if any(len(part.paragraph.text.split()) > _LONGEST for part in parts if part.paragraph):
        return False
    faces = [part.shape.fill for part in links if part.shape is not None]
    fills = {face for face in faces if isinstance(face, Colour)}
    return len(links) >= _LEAST_LINKED * len(texts) and len(fills) <= _MOST_FILLS


def _name(column: Element, *, frames_page: bool) -> None:
    """Make navigation of what stands beside the whole page.

    Below a head it may as well lead through tags, or through the folders of a mailbox.
    """
    if column.role is Role.ASIDE:
        column.children = [Element(Role.NAV, column.box, Axis.COLUMN, column.children)]
    else:
        column.role = Role.NAV if frames_page else Role.ASIDE


def _list_items(column: Element) -> None:
    lefts = [
        part.paragraph.box.x0
        for part in column.walk()
        if part.role is Role.A and part.paragraph is not None
    ]
    found: list[Element] = []
    for is_entry, run in groupby(column.children, key=lambda child: _is_entry(child, lefts)):
        items = list(run)
        entries = [entry for item in items for entry in _entries(item)]
        boxed = all(entry.shape is not None for entry in entries)
        if is_entry and len(entries) >= _FEWEST_LINKS and not boxed:
            found.append(list_of_links(entries, Axis.COLUMN))
        else:
            found.extend(items)
    column.children = found


def _is_entry(child: Element, lefts: list[float]) -> bool:
    """Whether a child is a link, a list of them, or the item between them that is open."""
    if child.role in (Role.UL, Role.A):
        return True
    label = child.paragraph
    if label is None or child.role not in _ENTRIES:
        return False
    return any(abs(label.box.x0 - left) <= _SAME_EDGE for left in lefts)


def _entries(item: Element) -> list[Element]:
    if item.role is not Role.UL:
        return [item]
    return [entry.children[0] for entry in item.children if entry.children]
