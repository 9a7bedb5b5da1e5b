"""Children in columns of equal width."""

from __future__ import annotations

from limner_server.emit.flow import SAME, Flow, content_box, padding
from limner_server.emit.units import whole_px
from limner_server.layout.cuts import bounding
from limner_server.layout.element import Element


def lay_out_grid(element: Element) -> Flow:
    """Place an element's children, its cells, row by row."""
    frame, cells = content_box(element), element.children
    first = [cell for cell in cells if abs(cell.box.y0 - cells[0].box.y0) <= SAME]
    below = cells[len(first) :]
    column_gap = first[1].box.x0 - first[0].box.x1
    row_gap = below[0].box.y0 - max(cell.box.y1 for cell in first) if below else column_gap
    gap = whole_px(column_gap)
    if round(row_gap) != round(column_gap):
        gap = f"{whole_px(row_gap)} {whole_px(column_gap)}"
    flow = Flow(
        {"display": "grid", "grid-template-columns": f"repeat({len(first)}, 1fr)", "gap": gap}
    )
    bottoms = {round(cell.box.y1) for cell in first}
    if len(bottoms) > 1:
        flow.container["align-items"] = "flex-start"
    flow.container.update(padding(frame, bounding([cell.box for cell in cells])))
    flow.items = [{} for _ in cells]
    return flow
