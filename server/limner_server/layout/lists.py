"""Lists: texts behind bullets, and columns of short texts that read as a menu."""

from __future__ import annotations

from itertools import groupby, pairwise

from limner_server.layout.cuts import bounding
from limner_server.layout.element import Axis, Element, Paragraph, Role

_FEWEST_ITEMS = 3
_LONGEST_ITEM = 6  # words
# Browsers indent lists by so much; the markers hang in it.
_INDENT = 40


def find_lists(root: Element) -> None:
    """Put list items into lists."""
    for element in list(root.walk()):
        if element.axis is Axis.COLUMN and element.role is not Role.TABLE:
            element.children = _with_lists(element)


def _with_lists(parent: Element) -> list[Element]:
    children: list[Element] = []
    for kind, run in groupby(parent.children, key=_item_kind):
        items = list(run)
        if kind in ("disc", "decimal"):
            children.append(_bulleted(Role.UL if kind == "disc" else Role.OL, items, parent))
        elif kind and _is_menu(items):
            children.append(list_of_links(items, Axis.COLUMN))
        else:
            children.extend(items)
    return children


def _item_kind(element: Element) -> str:
    """What sort of item an element could be: by its bullet, or by its type for menus."""
    paragraph = element.paragraph
    if paragraph is None or element.shape is not None:
        return ""
    if bullet := paragraph.lines[0].bullet:
        return bullet
    if element.role not in (Role.A, Role.P) or not _is_short(paragraph):
        return ""
    font = paragraph.font
    return f"{font.size} {font.weight} {font.family} {paragraph.colour.hex}"


def _is_short(paragraph: Paragraph) -> bool:
    return len(paragraph.lines) == 1 and len(paragraph.text.split()) <= _LONGEST_ITEM


def _is_menu(items: list[Element]) -> bool:
    """Whether texts stand under one another at one left edge and at even distances."""
    if len(items) < _FEWEST_ITEMS:
        return False
    lefts = [item.box.x0 for item in items]
    pitches = [b.box.y0 - a.box.y0 for a, b in pairwise(items)]
    heights = [item.box.height for item in items]
    even = max(pitches) - min(pitches) <= 0.3 * min(pitches)
    return max(lefts) - min(lefts) <= 4 and even and max(pitches) <= 4 * max(heights)


def _bulleted(role: Role, items: list[Element], parent: Element) -> Element:
    box = bounding([item.box for item in items])
    box = box._replace(x0=max(box.x0 - _INDENT, parent.box.x0))
    return Element(role, box, Axis.COLUMN, [_item(item) for item in items])


def _item(text: Element) -> Element:
    """A list item: the text itself, or an item around what is a link as a whole."""
    if text.role is Role.A:
        return Element(Role.LI, text.box, Axis.COLUMN, [text])
    text.role = Role.LI
    return text


def list_of_links(items: list[Element], axis: Axis) -> Element:
    """Make links of some elements, of which there is at least one, and put them into a list.

    Args:
        items: changed in place.
        axis: along which they stand.
    """
    for item in items:
        item.role = Role.A
    entries = [Element(Role.LI, item.box, Axis.COLUMN, [item]) for item in items]
    return Element(Role.UL, bounding([item.box for item in items]), axis, entries)
