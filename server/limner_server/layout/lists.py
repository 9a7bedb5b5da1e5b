"""Lists: texts behind bullets, and columns of links."""

from __future__ import annotations

from itertools import groupby

from limner_server.layout.cuts import bounding
from limner_server.layout.element import Axis, Element, Role

_FEWEST_LINKS = 3
# Browsers indent lists by so much; the markers hang in it.
_INDENT = 40


def find_lists(root: Element) -> None:
    """Put list items into lists."""
    for element in list(root.walk()):
        if element.axis is Axis.COLUMN and element.role not in (Role.UL, Role.OL):
            element.children = _with_lists(element)


def _with_lists(parent: Element) -> list[Element]:
    children: list[Element] = []
    for kind, run in groupby(parent.children, key=_item_kind):
        items = list(run)
        if kind in ("disc", "decimal"):
            children.append(_list(Role.UL if kind == "disc" else Role.OL, items))
        elif kind == "link" and len(items) >= _FEWEST_LINKS and _is_regular(items):
            menu = _list(Role.UL, items)
            if len(items) == len(parent.children) and parent.role is Role.DIV and not parent.shape:
                parent.role = Role.UL
                return menu.children
            children.append(menu)
        else:
            children.extend(items)
    return children


def _item_kind(element: Element) -> str:
    if element.paragraph is None or element.shape is not None:
        return ""
    if bullet := element.paragraph.lines[0].bullet:
        return bullet
    return "link" if element.role is Role.A else ""


def _is_regular(items: list[Element]) -> bool:
    """Whether links stand under one another at one left edge and at even distances."""
    lefts = [item.box.x0 for item in items]
    if max(lefts) - min(lefts) > 4:
        return False
    gaps = [b.box.y0 - a.box.y1 for a, b in zip(items, items[1:], strict=False)]
    return max(gaps) - min(gaps) <= 4


def _list(role: Role, items: list[Element]) -> Element:
    box = bounding([item.box for item in items])
    if items[0].paragraph is not None and items[0].paragraph.lines[0].bullet:
        box = box._replace(x0=max(box.x0 - _INDENT, 0))
    return Element(role, box, Axis.COLUMN, [_item(item) for item in items])


def _item(text: Element) -> Element:
    """A list item: the text itself, or an item around a link."""
    if text.role is Role.A:
        return Element(Role.LI, text.box, Axis.COLUMN, [text])
    text.role = Role.LI
    return text
