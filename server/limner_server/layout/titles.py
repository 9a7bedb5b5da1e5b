"""Lists of titles: articles, questions or files under a heading, each a line or two."""

from __future__ import annotations

from itertools import groupby, pairwise

from limner_server.layout.cuts import bounding
from limner_server.layout.element import Axis, Element, Role
from limner_server.layout.headings import HEADINGS
from limner_server.layout.lists import list_of_links

_FEWEST = 3
_LONGEST = 14  # words
_MOST_LINES = 2
# In units of the font size: how far titles stand apart, and how nearly at one edge.
_LEAST_GAP, _SAME_EDGE = 0.6, 0.6
_UNEVEN = 0.3  # of the least gap


def find_titles(root: Element) -> None:
    """Put the titles below a heading or a rule into a list; those of a footer are links.

    Args:
        root: the body, its headings named: they are no titles of other pages.
    """
    _visit(root, linked=False)


def _visit(element: Element, *, linked: bool) -> None:
    linked = linked or element.role is Role.FOOTER
    if element.axis is Axis.COLUMN and element.role is not Role.TABLE:
        element.children = _with_lists(element.children, linked=linked)
    for child in element.children:
        _visit(child, linked=linked)


def _with_lists(children: list[Element], *, linked: bool) -> list[Element]:
    found: list[Element] = []
    for kind, run in groupby(children, key=_kind):
        items = list(run)
        if kind and found and _opens(found[-1]) and _are_apart(items):
            found.append(list_of_links(items, Axis.COLUMN) if linked else _listed(items))
        else:
            found.extend(items)
    return found


def _listed(items: list[Element]) -> Element:
    for item in items:
        item.role = Role.LI
    return Element(Role.UL, bounding([item.box for item in items]), Axis.COLUMN, items)


def _kind(element: Element) -> str:
    """The type of what could be a title: no sentence, and nothing that introduces another."""
    paragraph = element.paragraph
    if paragraph is None or element.role is not Role.P or element.shape is not None:
        return ""
    text, font = paragraph.text, paragraph.font
    if len(paragraph.lines) > _MOST_LINES or len(text.split()) > _LONGEST:
        return ""
    if not text[0].isalnum() or text[-1] in ".:;,":
        return ""
    return f"{font.size} {font.weight} {font.family} {paragraph.colour.hex}"


def _opens(element: Element) -> bool:
    """Whether an element is a rule or a heading, or has one."""
    return any(part.role is Role.HR or part.role in HEADINGS for part in element.walk())


def _are_apart(items: list[Element]) -> bool:
    """Whether texts stand under one another at one left edge, with even gaps."""
    paragraphs = [item.paragraph for item in items if item.paragraph is not None]
    if len(paragraphs) < _FEWEST:
        return False
    size = paragraphs[0].font.size
    lefts = [paragraph.box.x0 for paragraph in paragraphs]
    gaps = [below.box.y0 - above.box.y1 for above, below in pairwise(paragraphs)]
    flush = max(lefts) - min(lefts) <= _SAME_EDGE * size
    even = max(gaps) - min(gaps) <= _UNEVEN * min(gaps)
    return flush and even and min(gaps) >= _LEAST_GAP * size
