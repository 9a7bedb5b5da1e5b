"""Sections: what stands under one heading belongs together."""

from __future__ import annotations

from limner_server.layout.cuts import bounding
from limner_server.layout.element import Axis, Element, Role
from limner_server.layout.headings import HEADINGS

# White space above a heading that separates it from what stands before, in pixels.
_LEAST_GAP = 32
_FEWEST = 2


def find_sections(root: Element) -> None:
    """Put each heading of the main part and what follows it into a section."""
    for element in list(root.walk()):
        if element.role in (Role.MAIN, Role.DIV) and element.axis is Axis.COLUMN:
            _divide(element)


def _divide(parent: Element) -> None:
    starts = _starts(parent.children)
    if not starts:
        return
    ends = [*starts[1:], len(parent.children)]
    children = parent.children[: starts[0]]
    for start, end in zip(starts, ends, strict=True):
        inside = parent.children[start:end]
        children.append(inside[0] if len(inside) == 1 else _section(inside, parent))
    parent.children = children


def _starts(children: list[Element]) -> list[int]:
    """The indices of the headings that begin a section: the highest level that has several."""
    for level in sorted({child.role for child in children if child.role in HEADINGS}):
        starts = [
            index
            for index, child in enumerate(children)
            if child.role is level
            and (index == 0 or child.box.y0 - children[index - 1].box.y1 >= _LEAST_GAP)
        ]
        if len(starts) >= _FEWEST:
            return starts
    return []


def _section(inside: list[Element], parent: Element) -> Element:
    """A section across its parent, so that what is centred stays so."""
    box = bounding([child.box for child in inside])
    if parent.shape is None:
        box = box._replace(x0=parent.box.x0, x1=parent.box.x1)
    return Element(Role.SECTION, box, Axis.COLUMN, inside)
