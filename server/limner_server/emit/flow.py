"""From boxes to flow: the flex, grid, gap, padding and margins that put children where they stand.

Nothing is placed by coordinates but layers. Each function follows the cursor that a browser would
follow, so that rounding one distance never moves what comes after it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import median

from limner_server.emit.node import Style
from limner_server.emit.units import px, sides, whole_px
from limner_server.layout.element import Axis, Element, Role
from limner_server.layout.wrapping import measure
from limner_server.perception.scene import Box

# Two edges this near are the same edge.
_SAME = 1.5
# Texts are centred to the pixel, but the white space beside their outer letters is an estimate.
_SAME_MIDDLE = 2.6


@dataclass(slots=True)
class Flow:
    """How a container and its children are placed.

    Attributes:
        container: declarations of the container.
        items: declarations of each child, in order.
    """

    container: Style = field(default_factory=dict)
    items: list[Style] = field(default_factory=list)


def content_box(element: Element) -> Box:
    """The box inside an element's border."""
    box, shape = element.box, element.shape
    if shape is None or shape.border is None:
        return box
    width, where = shape.border.width, shape.border.sides
    return Box(
        box.x0 + width * ("l" in where),
        box.y0 + width * ("t" in where),
        box.x1 - width * ("r" in where),
        box.y1 - width * ("b" in where),
    )


def lay_out(element: Element) -> Flow:
    """Place an element's children by flow, as its axis says."""
    if element.axis is Axis.OVERLAY:
        return _overlay(element)
    if element.axis is Axis.GRID:
        return _grid(element)
    if element.axis is Axis.ROW and len(element.children) > 1:
        return _row(element)
    return _column(element)


def pad_text(element: Element) -> Style:
    """Place the lone text of an element by padding."""
    paragraph = element.paragraph
    if paragraph is None:
        return {}
    frame, text = content_box(element), paragraph.box
    top, bottom = text.y0 - frame.y0, frame.y1 - text.y1
    left, right = text.x0 - frame.x0, frame.x1 - text.x1
    several = len(paragraph.lines) > 1
    centred = paragraph.align == "center" if several else left > 2
    if abs(left - right) <= 2 * _SAME_MIDDLE and centred:
        room = max(min(left, right) * 0.5, 0) if several else 0
        style = {"padding": sides(max(top, 0), room, max(bottom, 0), room)}
        style["text-align"] = "center"
    else:
        end = min(max(left, 0), max(right, 0))
        if not measure(paragraph).holds(frame.width - max(left, 0) - end):
            end = max(frame.width - max(left, 0) - measure(paragraph).choice, 0)
        style = {"padding": sides(max(top, 0), end, max(bottom, 0), max(left, 0))}
    return style


def _column(element: Element) -> Flow:
    frame, children = content_box(element), element.children
    flow = Flow()
    centred = _is_centred(children, frame)
    left = 0.0 if centred else round(shared_left(children)) - frame.x0
    right = frame.x1 - max(child.box.x1 for child in children)
    left = max(left, 0.0)
    right = 0.0 if centred else (left if right >= left else max(right, 0.0))
    gap = _common_gap([b.box.y0 - a.box.y1 for a, b in zip(children, children[1:], strict=False)])
    padding_top = max(children[0].box.y0 - frame.y0, 0.0)
    padding_bottom = max(frame.y1 - children[-1].box.y1, 0.0)
    if len(children) > 1:
        flow.container = {"display": "flex", "flex-direction": "column"}
        if gap:
            flow.container["gap"] = px(gap)
    if max(padding_top, padding_bottom, left, right) > 0.4:
        flow.container["padding"] = sides(
            round(padding_top * 2) / 2, round(right), round(padding_bottom * 2) / 2, round(left)
        )
    inner = Box(frame.x0 + round(left), frame.y0, frame.x1 - round(right), frame.y1)
    cursor = frame.y0 + round(padding_top * 2) / 2
    for child in children:
        style = _across(child, inner, centred=centred)
        drift = child.box.y0 - cursor
        if abs(drift) > 0.75:
            style["margin-top"] = px(round(drift * 2) / 2)
            cursor += round(drift * 2) / 2
        cursor += child.box.height + gap
        flow.items.append(style)
    overhang = children[-1].box.y1 - frame.y1
    if overhang > 0.4 and element.role is not Role.BODY:
        flow.items[-1]["margin-bottom"] = px(-overhang)
    return flow


def shared_left(children: list[Element]) -> float:
    """The left edge that the leftmost children share, outliers of a pixel or two evened out."""
    least = min(child.box.x0 for child in children)
    return median(child.box.x0 for child in children if child.box.x0 - least <= _SAME)


def _is_centred(children: list[Element], frame: Box) -> bool:
    """Whether the children stand around the frame's middle rather than along its left edge."""
    insets = [child.box.x0 - frame.x0 for child in children]
    middles = [abs(child.box.centre[0] - frame.centre[0]) <= _SAME_MIDDLE for child in children]
    if len(children) == 1:
        return middles[0] and insets[0] > 8
    loose = [middle for middle, inset in zip(middles, insets, strict=True) if inset > 8]
    return bool(loose) and all(middles) and max(insets) - min(insets) > 4


def _common_gap(gaps: list[float]) -> float:
    """The gap that most neighbours have, in whole pixels; 0 where there is none to share."""
    usable = [round(gap) for gap in gaps if gap >= 0.5]
    if not usable or len(usable) < len(gaps):
        return 0.0
    tally = Counter(usable)
    smallest = min(usable)
    favourite, count = tally.most_common(1)[0]
    near = sum(abs(gap - favourite) <= 1 for gap in usable)
    if count > 1 and 2 * near > len(usable):
        return float(favourite)
    return float(smallest)


def _across(child: Element, inner: Box, *, centred: bool) -> Style:
    """Place a child of a column from left to right."""
    start, end = child.box.x0 - inner.x0, inner.x1 - child.box.x1
    middle = abs(start - end) <= 2 * _SAME_MIDDLE
    if child.paragraph is not None and child.shape is None:
        return _text_across(child, inner, start=start, end=end, middle=middle and centred)
    if abs(start) <= _SAME and abs(end) <= _SAME:
        return {}
    style: Style = {"width": whole_px(child.box.width)}
    if middle and (centred or start > 8):
        style["margin-inline"] = "auto"
        if child.children and child.shape is None:
            style = {"width": "100%", "max-width": style["width"], "margin-inline": "auto"}
    elif abs(end) <= _SAME:
        style["margin-left"] = "auto"
    elif abs(start) > _SAME:
        style["margin-left"] = whole_px(start)
    return style


def _text_across(child: Element, inner: Box, *, start: float, end: float, middle: bool) -> Style:
    paragraph = child.paragraph
    if paragraph is None:
        return {}
    style: Style = {}
    widths = measure(paragraph)
    room = inner.width - max(start, 0)
    middle = middle or (paragraph.align == "center" and abs(start - end) <= 2 * _SAME_MIDDLE)
    if middle:
        style["text-align"] = "center"
        room = inner.width
    elif abs(end) <= _SAME and start > 4 * _SAME:
        style["text-align"] = "right"
        return style
    elif abs(start) > _SAME:
        style["margin-left"] = whole_px(start)
    if paragraph.align in ("center", "right"):
        style["text-align"] = paragraph.align
    several = len(paragraph.lines) > 1
    loose = paragraph.align == "center" and not middle
    if several and (loose or not widths.holds(room)):
        style["max-width"] = px(widths.choice)
        if middle:
            style["margin-inline"] = "auto"
            style["width"] = "100%"
    elif not several and room < widths.least * 1.02 + 1:
        style["white-space"] = "nowrap"
    return style


def _row(element: Element) -> Flow:
    frame, children = content_box(element), element.children
    flow = Flow({"display": "flex"})
    padding_left = round(max(children[0].box.x0 - frame.x0, 0.0))
    padding_right = round(max(frame.x1 - children[-1].box.x1, 0.0))
    top = min(max(child.box.y0 - frame.y0, 0.0) for child in children)
    bottom = max(frame.y1 - max(child.box.y1 for child in children), 0.0)
    inner = Box(
        frame.x0 + padding_left, frame.y0 + top, frame.x1 - padding_right, frame.y1 - bottom
    )
    aligned = all(abs(child.box.centre[1] - inner.centre[1]) <= 0.8 for child in children)
    flow.container["align-items"] = "center" if aligned else "flex-start"
    if max(child.box.y1 for child in children) > frame.y1 + 0.4:
        flow.container["height"] = whole_px(element.box.height)
    gaps = [b.box.x0 - a.box.x1 for a, b in zip(children, children[1:], strict=False)]
    apart = len(children) == 2 and gaps[0] > 0.25 * inner.width and gaps[0] > 40
    gap = 0.0 if apart else _common_gap(gaps)
    if apart:
        flow.container["justify-content"] = "space-between"
    elif gap:
        flow.container["gap"] = px(gap)
    if max(top, padding_right, bottom, padding_left) > 0.4:
        flow.container["padding"] = sides(
            round(top * 2) / 2, padding_right, round(bottom * 2) / 2, padding_left
        )
    cursor = inner.x0
    for index, child in enumerate(children):
        style = _row_size(child)
        drift = child.box.x0 - cursor
        if abs(drift) > 1 and not (apart and index):
            style["margin-left"] = whole_px(drift)
            cursor += round(drift)
        cursor += child.box.width + gap
        sink = child.box.y0 - inner.y0
        if not aligned and abs(sink) > 0.5:
            style["margin-top"] = px(round(sink * 2) / 2)
        flow.items.append(style)
    return flow


def _row_size(child: Element) -> Style:
    """The size of a row's child, which never shrinks: the picture shows how wide it is."""
    if child.paragraph is not None and child.shape is None:
        if len(child.paragraph.lines) == 1:
            return {"white-space": "nowrap"}
        style = {"flex": "none", "width": px(measure(child.paragraph).choice)}
        if child.paragraph.align != "left":
            style["text-align"] = child.paragraph.align
        return style
    if child.role is Role.LI and len(child.children) == 1:
        return {"flex": "none"}
    return {"flex": "none", "width": whole_px(child.box.width)}


def _overlay(element: Element) -> Flow:
    frame = content_box(element)
    flow = Flow({"position": "relative", "height": whole_px(element.box.height)})
    for child in element.children:
        style = {
            "position": "absolute",
            "left": whole_px(child.box.x0 - frame.x0),
            "top": px(round((child.box.y0 - frame.y0) * 2) / 2),
        }
        if child.shape is not None or child.children:
            style["width"] = whole_px(child.box.width)
        elif child.paragraph is not None and len(child.paragraph.lines) == 1:
            style["white-space"] = "nowrap"
        else:
            style["width"] = whole_px(child.box.width + 2)
        flow.items.append(style)
    return flow


def _grid(element: Element) -> Flow:
    """Place cells of equal width, row by row; the children are the cells."""
    frame, children = content_box(element), element.children
    lefts = sorted({round(child.box.x0) for child in children})
    count = sum(1 for child in children if abs(child.box.y0 - children[0].box.y0) <= _SAME)
    column_gap = max(children[1].box.x0 - children[0].box.x1, 0.0) if count > 1 else 0.0
    flow = Flow({"display": "grid", "grid-template-columns": f"repeat({count}, 1fr)"})
    later = [child for child in children if child.box.y0 > children[0].box.y0 + _SAME]
    bottom = max(child.box.y1 for child in children[:count])
    row_gap = max(later[0].box.y0 - bottom, 0.0) if later else column_gap
    if round(row_gap) == round(column_gap):
        flow.container["gap"] = whole_px(column_gap)
    else:
        flow.container["gap"] = f"{whole_px(row_gap)} {whole_px(column_gap)}"
    padding = (
        children[0].box.y0 - frame.y0,
        frame.x1 - max(child.box.x1 for child in children),
        frame.y1 - max(child.box.y1 for child in children),
        lefts[0] - frame.x0,
    )
    if max(padding) > 0.4:
        flow.container["padding"] = sides(*(max(round(side), 0) for side in padding))
    flow.items = [{} for _ in children]
    return flow
