"""Children side by side."""

from __future__ import annotations

from itertools import pairwise

from limner_server.emit.flow import NOTICED, Flow, common_gap, content_box, half_pixels, padding
from limner_server.emit.node import Style
from limner_server.emit.units import px, whole_px
from limner_server.layout.element import Element, Role
from limner_server.layout.wrapping import measure
from limner_server.perception.scene import Box

# White space this wide, and this much wider than any other, pushes what follows to the right.
_PUSHED = 48
_STANDS_OUT = 2.0
_DRIFT = 1.0


def lay_out_row(element: Element) -> Flow:
    """Place an element's children from left to right."""
    frame, children = content_box(element), element.children
    gaps = _gaps(children)
    pushed = _pushed_child(gaps)
    inner = _inner_box(children, frame)
    level = all(abs(child.box.centre[1] - inner.centre[1]) <= 0.8 for child in children)
    flow = Flow({"display": "flex", "align-items": "center" if level else "flex-start"})
    if max(child.box.y1 for child in children) > frame.y1 + NOTICED:
        flow.container["height"] = whole_px(element.box.height)
    gap = common_gap([gap for index, gap in enumerate(gaps) if index + 1 != pushed])
    if pushed == 1 and len(children) == 2:
        flow.container["justify-content"] = "space-between"
    elif gap:
        flow.container["gap"] = px(gap)
    if pushed is None:
        # What is left to the right of the children is no padding that anybody set.
        inner = inner._replace(x1=max(inner.x1, frame.x1 - (inner.x0 - frame.x0)))
    flow.container.update(padding(frame, inner))
    cursor = inner.x0
    for index, child in enumerate(children):
        style = _size(child)
        drift = child.box.x0 - cursor
        if index == pushed:
            cursor = child.box.x0
            if len(children) > 2:
                style["margin-left"] = "auto"
        elif abs(drift) > _DRIFT:
            style["margin-left"] = whole_px(drift)
            cursor += round(drift)
        cursor += child.box.width + gap
        sink = half_pixels(child.box.y0 - inner.y0)
        if not level and abs(sink) > NOTICED:
            style["margin-top"] = px(sink)
        flow.items.append(style)
    return flow


def pushes_apart(children: list[Element]) -> bool:
    """Whether a row of these reaches to its right end, with white space between."""
    return _pushed_child(_gaps(children)) is not None


def _gaps(children: list[Element]) -> list[float]:
    return [after.box.x0 - before.box.x1 for before, after in pairwise(children)]


def _inner_box(children: list[Element], frame: Box) -> Box:
    return Box(
        max(round(children[0].box.x0), frame.x0),
        max(min(child.box.y0 for child in children), frame.y0),
        min(max(child.box.x1 for child in children), frame.x1),
        min(max(child.box.y1 for child in children), frame.y1),
    )


def _pushed_child(gaps: list[float]) -> int | None:
    """The index of the child that stands, with all after it, at the right end of the row."""
    widest = max(gaps)
    others = [gap for gap in gaps if gap != widest]
    if widest < _PUSHED or any(widest < _STANDS_OUT * gap for gap in others):
        return None
    return gaps.index(widest) + 1 if gaps.count(widest) == 1 else None


def _size(child: Element) -> Style:
    """The size of a row's child, which never shrinks: the picture shows how wide it is."""
    paragraph = child.paragraph
    if paragraph is not None and child.shape is None:
        if len(paragraph.lines) == 1:
            return {"white-space": "nowrap"}
        style = {"flex": "none", "width": px(measure(paragraph).choice)}
        if paragraph.align != "left":
            style["text-align"] = paragraph.align
        return style
    if child.role is Role.LI and len(child.children) == 1 and child.children[0].shape is None:
        return {"flex": "none"}
    return {"flex": "none", "width": whole_px(child.box.width)}
