"""Containers: the centred column of a band, which its content shares the edges of."""

from __future__ import annotations

from itertools import groupby
from statistics import median

from limner_server.layout.cuts import bounding
from limner_server.layout.element import Axis, Element, Role
from limner_server.perception.scene import Box

# What spans this share of a band is a band itself.
_BAND = 0.97
_LEAST_MARGIN = 24
# Text ends raggedly: a container is believed when its content fills this share of it.
_FILLED = 0.6


def contain(band: Element, frame: Box) -> None:
    """Put the content of a full-width column into centred containers.

    Args:
        band: the page, or a shape across it; a column. Its children are regrouped in place.
        frame: its inner box.
    """
    if band.axis is not Axis.COLUMN or len(band.children) < 2:
        return
    children: list[Element] = []
    for spans, run in groupby(band.children, key=lambda child: _spans(child, frame)):
        items = list(run)
        container = None if spans else _container(items, frame)
        if container is None:
            children.extend(items)
        else:
            children.append(container)
    band.children = children


def _spans(child: Element, frame: Box) -> bool:
    return child.box.width >= _BAND * frame.width


def _container(items: list[Element], frame: Box) -> Element | None:
    """A column around neighbours, as wide to the right of the middle as to the left of it."""
    if len(items) < 2:
        return None
    content = bounding([item.box for item in items])
    left = median(item.box.x0 for item in items if item.box.x0 - content.x0 <= 3)
    content = content._replace(x0=round(left))
    margin = content.x0 - frame.x0
    right = frame.x1 - margin
    if margin < _LEAST_MARGIN or content.x1 > right + 4:
        return None
    if content.width < _FILLED * (right - content.x0):
        return None
    box = content._replace(x1=right)
    return Element(Role.DIV, box, Axis.COLUMN, items)
