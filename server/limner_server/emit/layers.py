"""Children that overlap: the only use of absolute positions."""

from __future__ import annotations

from limner_server.emit.flow import Flow, content_box, half_pixels
from limner_server.emit.node import Style
from limner_server.emit.units import px, whole_px
from limner_server.layout.element import Element


def lay_out_layers(element: Element) -> Flow:
    """Place an element's children over one another; the first lies at the bottom."""
    frame = content_box(element)
    flow = Flow({"position": "relative", "height": whole_px(element.box.height)})
    for child in element.children:
        style = {
            "position": "absolute",
            "left": whole_px(child.box.x0 - frame.x0),
            "top": px(half_pixels(child.box.y0 - frame.y0)),
        }
        style.update(_size(child))
        flow.items.append(style)
    return flow


def _size(child: Element) -> Style:
    if child.shape is not None or child.children:
        return {"width": whole_px(child.box.width)}
    if child.paragraph is not None and len(child.paragraph.lines) == 1:
        return {"white-space": "nowrap"}
    style = {"width": whole_px(child.box.width + 2)}
    if child.paragraph is not None and child.paragraph.align != "left":
        style["text-align"] = child.paragraph.align
    return style
