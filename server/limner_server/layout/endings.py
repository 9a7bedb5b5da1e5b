"""Endings: the last things of a page, put together where they could be its footer."""

from __future__ import annotations

from limner_server.layout.cuts import bounding
from limner_server.layout.element import Axis, Element, Role

# What carries no words and is no higher is a rule or a shadow.
_THIN = 24
_FEWEST_LINKS = 2
# White space above links that belong to nothing before them, in pixels.
_LEAST_GAP = 48
_WORDLESS = frozenset({Role.IMG, Role.ICON, Role.HR})


def gather_ending(column: Element) -> None:
    """Make one element of what ends a page: its last words and the marks around, or its links.

    Args:
        column: the page or its container; changed in place.
    """
    children = column.children
    start = len(children) - 1
    while start > 0 and _is_mark(children[start]):
        start -= 1
    if start < len(children) - 1:
        # A band of its own has an end already.
        if children[start].shape is None:
            _join(column, start)
        return
    while start > 0 and all(_has_links_alone(child) for child in children[start - 1 : start + 1]):
        start -= 1
    if start < len(children) - 1:
        _join(column, start)


def _is_mark(element: Element) -> bool:
    wordless = not any(part.paragraph is not None for part in element.walk())
    return wordless and element.box.height <= _THIN


def ends_in_links(column: Element) -> bool:
    """Whether the last of a column is several links, some way below all else."""
    if len(column.children) < 2:
        return False
    before, last = column.children[-2:]
    links = sum(part.role is Role.A for part in last.walk())
    apart = last.box.y0 - before.box.y1 >= _LEAST_GAP
    return apart and links >= _FEWEST_LINKS and _has_links_alone(last)


def _has_links_alone(element: Element) -> bool:
    return all(
        leaf.role in _WORDLESS or (leaf.role is Role.A and leaf.shape is None)
        for leaf in element.walk()
        if not leaf.children
    )


def _join(column: Element, start: int) -> None:
    last = column.children[start:]
    box = bounding([child.box for child in last])
    column.children[start:] = [Element(Role.DIV, box, Axis.COLUMN, last)]
