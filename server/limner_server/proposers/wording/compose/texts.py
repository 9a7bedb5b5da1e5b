"""Texts, from headings to badges."""

from __future__ import annotations

import re
from typing import Final

from limner_server.proposers.wording.compose.composer import Child, Composer, tag
from limner_server.proposers.wording.compose.examples import _VALUES, value_of
from limner_server.proposers.wording.part import Part

_STATES: Final = {
    "success": "success",
    "green": "success",
    "positive": "success",
    "warning": "warning",
    "yellow": "warning",
    "orange": "warning",
    "amber": "warning",
    "danger": "danger",
    "error": "danger",
    "red": "danger",
}


def state_of(part: Part) -> str:
    """What a part says of how things are: "success", "warning", "danger" or ""."""
    return next((_STATES[trait] for trait in sorted(part.traits) if trait in _STATES), "")


def shown(c: Composer, part: Part) -> list[Child]:
    """What would be asked for in a form, as a text."""
    if part.name in ("name", "username", "author", "first-name"):
        return [tag("p", "strong", value_of(c, part))]
    text = value_of(c, part) or f"{part.kind.label}"
    if part.name == "email":
        return [tag("p", "", tag("a", "link", text, href=f"mailto:{text}"))]
    if part.label and part.label.lower() not in text.lower():
        text = f"{part.label}: {text}"
    return [tag("p", "muted", text)]


def title(c: Composer, part: Part) -> list[Child]:
    """A heading."""
    return [c.heading(value_of(c, part), "title-large" if "big" in part.traits else "title")]


def text(c: Composer, part: Part) -> list[Child]:
    """A paragraph."""
    said = value_of(c, part)
    if part.label and part.name == "text" and len(part.label.split()) < 3 and part.text == "":
        return [tag("p", "strong", said)]
    return [tag("p", "muted", said)]


def lead(c: Composer, part: Part) -> list[Child]:
    """A line below a heading."""
    return [tag("p", "lead", value_of(c, part))]


def small(c: Composer, part: Part) -> list[Child]:
    """A text of little weight."""
    return [tag("p", "muted small", value_of(c, part))]


def date_text(c: Composer, part: Part) -> list[Child]:
    """A day that something is of."""
    return [tag("time", "muted small", value_of(c, part))]


def price(c: Composer, part: Part) -> list[Child]:
    """What something costs."""
    look = {"price": "price", "old-price": "struck", "total": "strong"}.get(part.name, "muted")
    said = value_of(c, part)
    if not any(mark.isdigit() for mark in said):
        said = f"{said} {_VALUES['price'][c.index % 3]}"
    if part.name == "old-price":
        return [tag("p", look, tag("s", "", said))]
    return [tag("p", look, said)]


def number(c: Composer, part: Part) -> list[Child]:
    """A figure."""
    return [tag("p", "number", value_of(c, part))]


def change(c: Composer, part: Part) -> list[Child]:
    """By how much a figure grew."""
    return [tag("p", "rise small", value_of(c, part))]


def quote(c: Composer, part: Part) -> list[Child]:
    """What somebody said."""
    return [tag("blockquote", "lead", tag("p", "", f"“{value_of(c, part)}”"))]


def copyright_line(c: Composer, part: Part) -> list[Child]:
    """Whose it is."""
    said = re.sub(r"^copyright\b[\s:©]*", "", value_of(c, part), flags=re.IGNORECASE)
    return [tag("p", "muted small", said if "©" in said else f"© {said}")]


def code(c: Composer, part: Part) -> list[Child]:
    """Code to look at."""
    return [tag("code", "code", value_of(c, part))]


def divider(c: Composer, part: Part) -> list[Child]:
    """A line between."""
    del c
    if part.name == "or-divider":
        return [
            tag(
                "div",
                "row",
                tag("hr", "rule grow"),
                tag("span", "muted", "or"),
                tag("hr", "rule grow"),
            )
        ]
    return [tag("hr", "rule")]


def badge(c: Composer, part: Part) -> list[Child]:
    """A small label."""
    state = state_of(part)
    look = f"badge badge-{state}" if state else "badge"
    return [tag("span", look, value_of(c, part))]
