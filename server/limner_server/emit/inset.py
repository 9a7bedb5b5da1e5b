"""A lone text inside a shape, placed by padding: buttons, badges, cells, bands."""

from __future__ import annotations

from limner_server.emit.flow import SAME_MIDDLE, content_box
from limner_server.emit.node import Style
from limner_server.emit.units import sides
from limner_server.layout.element import Element, Paragraph, Role
from limner_server.layout.wrapping import measure

CELLS = frozenset({Role.TD, Role.TH})
# A padding below this, in pixels, is the measurement's, not the author's.
_HAIR = 1.0


def pad_text(element: Element, paragraph: Paragraph) -> Style:
    """Place an element's own text in its box."""
    frame, text = content_box(element), paragraph.box
    top, bottom = max(text.y0 - frame.y0, 0), max(frame.y1 - text.y1, 0)
    left, right = text.x0 - frame.x0, frame.x1 - text.x1
    several = len(paragraph.lines) > 1
    centred = paragraph.align == "center" if several else left > 2
    if centred and abs(left - right) <= 2 * SAME_MIDDLE:
        room = max(min(left, right) / 2, 0) if several else 0
        return {"padding": sides(top, room, bottom, room), "text-align": "center"}
    start = left if left >= _HAIR else 0
    if element.role in CELLS:
        # The texts of a column begin alike, whatever their first letters.
        start = round(start)
    end = min(start, max(right, 0))
    widths = measure(paragraph)
    if not several or not widths.holds(frame.width - start - end):
        # A single line may have more room than it needs, but never a hair less.
        room = max(frame.width - start - widths.choice, 0)
        end = room if several else min(end, room)
    return {"padding": sides(top, end, bottom, start)}
