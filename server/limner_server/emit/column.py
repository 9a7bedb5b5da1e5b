"""Children one below the other."""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import median

from limner_server.emit.flow import (
    NOTICED,
    SAME,
    SAME_MIDDLE,
    Flow,
    common_gap,
    content_box,
    half_pixels,
    padding,
)
from limner_server.emit.node import Style
from limner_server.emit.row import pushes_apart
from limner_server.emit.units import px, whole_px
from limner_server.layout.element import Axis, Element, Paragraph, Role
from limner_server.layout.wrapping import measure
from limner_server.perception.scene import Box

# Where a child starts this far inside, it is centred on purpose and not by chance.
_INSET = 8
# A margin that moves a child by less would be lost in rounding.
_DRIFT = 0.75


def lay_out_column(element: Element) -> Flow:
    """Place an element's children from top to bottom."""
    frame, children = content_box(element), element.children
    centred = _is_centred(children, frame)
    inner = _inner_box(children, frame, centred=centred)
    if element.role is Role.BODY:
        # It is as high as the picture, however little stands on it.
        inner = inner._replace(y1=max(inner.y1, frame.y1 - max(inner.y0 - frame.y0, 0)))
    flow = Flow()
    gap = 0.0
    if len(children) > 1:
        gap = common_gap([below.box.y0 - above.box.y1 for above, below in pairwise(children)])
        flow.container = {"display": "flex", "flex-direction": "column"}
        if gap:
            flow.container["gap"] = px(gap)
    flow.container.update(padding(frame, inner))
    cursor = frame.y0 + max(half_pixels(inner.y0 - frame.y0), 0)
    ends = sum(inner.x1 - child.box.x1 <= SAME for child in children)
    for child in children:
        style = _across(child, inner, centred=centred, flush=ends > 1)
        drift = half_pixels(child.box.y0 - cursor)
        if abs(drift) > _DRIFT:
            style["margin-top"] = px(drift)
            cursor += drift
        cursor += child.box.height + gap
        flow.items.append(style)
    overhang = children[-1].box.y1 - frame.y1
    if overhang > NOTICED and element.role is not Role.BODY:
        flow.items[-1]["margin-bottom"] = px(-overhang)
    _align_together(flow)
    return flow


def _inner_box(children: list[Element], frame: Box, *, centred: bool) -> Box:
    """The frame without its padding: as far as the children reach, alike on both sides."""
    top = max(children[0].box.y0, frame.y0)
    bottom = min(children[-1].box.y1, frame.y1)
    if centred:
        return Box(frame.x0, top, frame.x1, bottom)
    left = max(round(_shared_left(children)) - frame.x0, 0)
    right = frame.x1 - max(child.box.x1 for child in children)
    right = left if right >= left else max(round(right), 0)
    return Box(frame.x0 + left, top, frame.x1 - right, bottom)


def _shared_left(children: list[Element]) -> float:
    """The left edge that the leftmost children share, measurements evened out."""
    least = min(child.box.x0 for child in children)
    return median(child.box.x0 for child in children if child.box.x0 - least <= SAME)


def _is_centred(children: list[Element], frame: Box) -> bool:
    """Whether the children stand around the frame's middle rather than along its left edge."""
    insets = [child.box.x0 - frame.x0 for child in children]
    middles = [abs(child.box.centre[0] - frame.centre[0]) <= SAME_MIDDLE for child in children]
    if len(children) == 1:
        return middles[0] and insets[0] > _INSET
    uneven = max(insets) - min(insets) > _INSET / 2
    return all(middles) and uneven and max(insets) > _INSET


def _across(child: Element, inner: Box, *, centred: bool, flush: bool) -> Style:
    """Place a child from left to right.

    Args:
        child: of the column.
        inner: the column without its padding.
        centred: whether the column's children stand around its middle.
        flush: whether several children end at the column's right edge, so that it is one.
    """
    start, end = child.box.x0 - inner.x0, inner.x1 - child.box.x1
    middle = abs(start - end) <= 2 * SAME_MIDDLE
    if child.paragraph is not None and child.shape is None:
        paragraph = child.paragraph
        together = middle and (centred or paragraph.align == "center")
        right = flush and abs(end) <= SAME and start > 4 * SAME
        return _text_across(paragraph, inner, start=start, middle=together, right=right)
    if abs(start) <= SAME and abs(end) <= SAME:
        # Pictures do not stretch by themselves.
        return {"width": "100%"} if child.role is Role.IMG else {}
    style = {"width": whole_px(child.box.width)}
    if middle and (centred or start > _INSET):
        if child.children and child.shape is None:
            style = {"width": "100%", "max-width": style["width"]}
        style["margin-inline"] = "auto"
    elif abs(end) <= SAME:
        style["margin-left"] = "auto"
    else:
        if end > 0 and _looks_the_same_wider(child):
            style = {}
        if abs(start) > SAME:
            style["margin-left"] = whole_px(start)
    return style


def _looks_the_same_wider(element: Element) -> bool:
    """Whether nothing shows how wide an element is: bare lines and rows from its left edge on."""
    children, paragraph = element.children, element.paragraph
    if element.shape is not None:
        return False
    if paragraph is not None:
        return len(paragraph.lines) == 1 and paragraph.align == "left"
    if element.axis is Axis.ROW and len(children) > 1:
        return not pushes_apart(children)
    return (
        bool(children)
        and (element.axis is Axis.COLUMN or len(children) == 1)
        and all(abs(child.box.x0 - element.box.x0) <= SAME for child in children)
        and all(map(_looks_the_same_wider, children))
    )


def _text_across(
    paragraph: Paragraph, inner: Box, *, start: float, middle: bool, right: bool
) -> Style:
    """Place a text, which fills the width that there is and aligns itself in it."""
    style: Style = {}
    if middle:
        style["text-align"] = "center"
    elif right and (len(paragraph.lines) == 1 or paragraph.align == "right"):
        return {"text-align": "right"}
    else:
        if abs(start) > SAME:
            style["margin-left"] = whole_px(start)
        if paragraph.align in ("center", "right"):
            style["text-align"] = paragraph.align
    room = inner.width if middle else inner.width - max(start, 0)
    widths = measure(paragraph)
    if len(paragraph.lines) == 1:
        if room < widths.least * 1.02 + 1:
            style["white-space"] = "nowrap"
        return style
    if math.isinf(widths.most) and room < widths.least + 1:
        style["white-space"] = "nowrap"
        return style
    aligned_apart = "text-align" in style and not middle
    if aligned_apart or not widths.holds(room):
        style["max-width"] = px(widths.choice)
        if middle:
            style.update({"width": "100%", "margin-inline": "auto"})
    return style


def _align_together(flow: Flow) -> None:
    """Say once, on the container, what is said of each of its texts."""
    alignments = [style.get("text-align") for style in flow.items]
    if len(alignments) > 1 and set(alignments) == {"center"}:
        flow.container["text-align"] = "center"
        for style in flow.items:
            del style["text-align"]
