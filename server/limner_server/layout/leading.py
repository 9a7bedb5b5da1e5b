"""Line heights of single lines: a lone line shows none, so it takes the page's where it fits."""

from __future__ import annotations

from limner_server.layout.element import Axis, Element
from limner_server.layout.metrics import line_boxes
from limner_server.layout.typography import Typography, prevailing_type


def share_leading(root: Element) -> None:
    """Give lone lines the page's line height, as far as the space around them allows."""
    typography = prevailing_type(root)
    for parent in root.walk():
        if parent.axis is Axis.COLUMN:
            for index in range(len(parent.children)):
                _relax(parent, index, typography)


def _relax(parent: Element, index: int, typography: Typography) -> None:
    child = parent.children[index]
    paragraph = child.paragraph
    if paragraph is None or child.shape is not None or len(paragraph.lines) > 1:
        return
    if paragraph.font.size != typography.size:
        return
    line_height = round(typography.leading * paragraph.font.size, 2)
    box = line_boxes(paragraph.lines, paragraph.font, line_height)
    above = parent.children[index - 1].box.y1 if index else _inner_top(parent, child)
    below = (
        parent.children[index + 1].box.y0
        if index + 1 < len(parent.children)
        else _inner_bottom(parent, child)
    )
    if box.y0 >= above and box.y1 <= below:
        paragraph.line_height, paragraph.box, child.box = line_height, box, box


def _inner_top(parent: Element, child: Element) -> float:
    return parent.box.y0 if parent.shape is not None else child.box.y0


def _inner_bottom(parent: Element, child: Element) -> float:
    return parent.box.y1 if parent.shape is not None else child.box.y1
