"""Lists: texts behind bullets, and columns of short texts that read as a menu."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise

from limner_server.layout.cuts import bounding
from limner_server.layout.element import Axis, Element, Paragraph, Role

_FEWEST_ITEMS = 3
_LONGEST_ITEM = 14  # words
_MOST_LINES = 2
_LONGEST_OFFER = 6  # words, of what a menu offers without looking like a link
_SAME_EDGE = 4.0
_LARGEST_ICON = 32
_UNEVEN = 0.3  # of the least distance
# Of menus: addresses and prices are figures for the most part.
_MOST_FIGURES = 0.5
# The open item of a menu may look like a button or, with room beside its text, like a field.
_TEXTS = frozenset({Role.P, Role.A, Role.DIV, Role.BUTTON, Role.INPUT})
# Browsers indent lists by so much; the markers hang in it.
_INDENT = 40


def find_lists(root: Element) -> None:
    """Put list items into lists."""
    for element in list(root.walk()):
        if element.axis is Axis.COLUMN and element.role is not Role.TABLE:
            element.children = _with_lists(element)


def _with_lists(parent: Element) -> list[Element]:
    children: list[Element] = []
    for kind, run in groupby(parent.children, key=_kind):
        items = list(run)
        if kind in ("disc", "decimal"):
            children.append(_bulleted(Role.UL if kind == "disc" else Role.OL, items, parent))
        elif kind and _is_menu(items):
            children.append(list_of_links(items, Axis.COLUMN))
        else:
            for look, alike in groupby(items, key=_look):
                texts = list(alike)
                menu = bool(look) and _is_menu(texts)
                children.extend([list_of_links(texts, Axis.COLUMN)] if menu else texts)
    return children


def _kind(element: Element) -> str:
    """What sort of item an element could be: by its bullet, or by the type of its label."""
    if element.paragraph is not None and element.shape is None:
        bullet = element.paragraph.lines[0].bullet
        if bullet:
            return bullet
    label = _label(element)
    if label is None:
        return ""
    return f"{label.font.size} {label.font.family}"


def _look(element: Element) -> str:
    """What items have in common but for the one that is open."""
    label = _label(element)
    if label is None or element.shape is not None:
        return ""
    return f"{bool(element.children)} {label.font.weight} {label.colour.hex}"


def _label(element: Element) -> Paragraph | None:
    """The text of what could be an item, alone, in a box of its own or beside an icon."""
    label = None
    if element.paragraph is not None:
        label = element.paragraph if element.role in _TEXTS else None
    elif element.axis is Axis.ROW and len(element.children) == 2:
        texts = [child for child in element.children if not _is_icon(child)]
        if len(texts) == 1 and texts[0].role is Role.P and texts[0].shape is None:
            label = texts[0].paragraph
    return label if label is not None and _could_be_item(label) else None


def _is_icon(element: Element) -> bool:
    small = max(element.box.width, element.box.height) <= _LARGEST_ICON
    return element.role in (Role.IMG, Role.ICON) and small


def _is_menu(items: list[Element]) -> bool:
    """Whether texts stand under one another at one left edge and at even distances.

    One of them may look different: it is the one that is open.
    """
    labels = [label for item in items if (label := _label(item)) is not None]
    if len(items) < _FEWEST_ITEMS or not _look_alike(items):
        return False
    if all(item.role is not Role.A for item in items) and not _could_be_offers(labels):
        return False
    pitches = [below.box.y0 - above.box.y0 for above, below in pairwise(labels)]
    heights = [label.box.height for label in labels]
    even = max(pitches) - min(pitches) <= _UNEVEN * min(pitches)
    return _are_flush(labels) and even and max(pitches) <= 4 * max(heights)


def _look_alike(items: list[Element]) -> bool:
    """Whether all look the same but for one, which may be the one that is open.

    A plain text above links is no link that is open, but what they are called.
    """
    usual, times = Counter(_look(item) for item in items).most_common(1)[0]
    if not usual or times < max(len(items) - 1, 2):
        return False
    plain = items[0].role is Role.P
    return not (plain and _look(items[0]) != usual and any(e.role is Role.A for e in items))


def _could_be_item(label: Paragraph) -> bool:
    words = len(label.text.split())
    return len(label.lines) <= _MOST_LINES and words <= _LONGEST_ITEM


def _could_be_offers(labels: list[Paragraph]) -> bool:
    """Whether texts that do not look like links are short, and no figures or names of fields."""
    if any(len(label.text.split()) > _LONGEST_OFFER or len(label.lines) > 1 for label in labels):
        return False
    texts = [label.text for label in labels]
    figures = sum(any(character.isdigit() for character in text) for text in texts)
    if figures > _MOST_FIGURES * len(texts) or 2 * len(set(texts)) < len(texts):
        return False
    return not any(text.endswith(":") for text in texts)


def _are_flush(labels: list[Paragraph]) -> bool:
    lefts = [label.box.x0 for label in labels]
    return max(lefts) - min(lefts) <= _SAME_EDGE


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
        for part in item.children:
            part.role = Role.SPAN if part.role is Role.P else part.role
    entries = [Element(Role.LI, item.box, Axis.COLUMN, [item]) for item in items]
    return Element(Role.UL, bounding([item.box for item in items]), axis, entries)
