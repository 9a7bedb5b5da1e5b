"""How far something has come, and that it is on its way."""

from __future__ import annotations

import re

from limner_server.proposers.wording.compose.composer import Child, Composer, tag
from limner_server.proposers.wording.part import Part


def progress(c: Composer, part: Part) -> list[Child]:
    """How far something has come."""
    found = re.search(r"\d+", part.text or part.label)
    share = found[0] if found else "60"
    told = part.find("text", "label", "caption")
    name = told.label if told is not None and told.label else part.label
    name = name if name and not name[0].isdigit() else "Progress"
    bar = tag("progress", "meter", f"{share}%", id=c.id(name), value=share, max="100")
    caption = tag("label", "label", name, for_=bar.attributes["id"])
    row = tag("div", "row-between", caption, tag("span", "muted small", f"{share}%"))
    return [tag("div", "field", row, bar)]


def spinner(c: Composer, part: Part) -> list[Child]:
    """Something is on its way."""
    del c
    said = part.label or "Loading…"
    return [tag("div", "row", tag("div", "spinner"), tag("span", "muted", said), role="status")]


def skeleton(c: Composer, part: Part) -> list[Child]:
    """Where something will be."""
    del part
    boxes = [tag("div", "skeleton skeleton-large"), tag("div", "skeleton"), tag("div", "skeleton")]
    del c
    return [tag("div", "card", *boxes, role="status", aria_label="Loading")]
