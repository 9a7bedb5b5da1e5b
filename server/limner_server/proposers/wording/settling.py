"""What was read is settled: parts that mean one thing become one, each in the place it belongs."""

from __future__ import annotations

from typing import Final

from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part
from limner_server.proposers.wording.phrase import kind
from limner_server.proposers.wording.placing import expects

# What a kind is called in a place where it can only mean another.
_MEANT: Final = {
    ("chat", "message"): "bubble",
    ("chat", "post"): "bubble",
    ("comments", "comment"): "bubble",
    ("pricing", "card"): "plan",
    ("pricing", "product-card"): "plan",
    ("pricing", "column"): "plan",
    ("pricing", "product"): "plan",
    ("kanban", "column"): "lane",
    ("gallery", "avatar"): "image",
    ("testimonials", "quote"): "testimonial",
    ("testimonials", "card"): "testimonial",
    ("testimonials", "bubble"): "testimonial",
    ("team", "card"): "profile-card",
    ("team", "user-list"): "profile-card",
    ("stats", "card"): "stat",
    ("stats", "number-text"): "number-text",
    ("feature-section", "features"): "feature",
    ("feature-section", "card"): "feature",
    ("accordion", "items"): "question",
    ("accordion", "sections"): "question",
    ("timeline", "steps"): "event",
    ("timeline", "items"): "event",
    ("stepper", "items"): "steps",
    ("calendar", "event"): "badge",
    ("pagination", "page"): "number-text",
    ("testimonial", "image"): "avatar",
    ("settings", "sections"): "tabs",
    ("todo", "list"): "items",
    ("landing", "features"): "feature",
    ("page", "features"): "feature",
}


def settle(root: Part) -> Part:  # noqa: C901, PLR0912 - one a kind
    """Settle a part and all in it; returns it."""
    for part in root.parts:
        settle(part)
    for part in root.parts:
        meant = _MEANT.get((root.name, part.name))
        if meant is not None:
            _rename(part, meant)
    merged: list[Part] = []
    for part in root.parts:
        same = part.kind is root.kind and not root.is_several and not part.label
        merged += part.parts if same else [part]
    root.parts = merged
    root.parts = [one for part in root.parts for one in _raised(part)]
    if root.name == "checkbox" and root.parts and root.label:
        root.kind = kind("checkboxes")
    if root.name in ("card", "section", "modal", "profile-card") and _sends(root):
        asks = [part for part in root.parts if part.group in (Group.FIELD, Group.CHOICE)]
        if asks and root.name != "modal":
            root.kind = kind("form")
    if root.name.endswith("form"):
        for part in root.of("rating"):
            part.kind, part.count = kind("rating-field"), 1
    if root.name == "calendar":
        marks = [part for part in root.parts if "today" in part.said.lower()]
        root.parts = [part for part in root.parts if part not in marks]
    if root.name == "file" and root.find("dropzone"):
        root.kind = kind("dropzone")
    if root.name == "dropzone":
        root.parts = [part for part in root.parts if part.name != "dropzone"]
    if root.name == "stats" and root.count > 1 and not root.find("stat"):
        root.parts = [part for part in root.parts if part.name != "stats"]
    return root


def lifted(root: Part) -> Part:
    """The whole, where a block was read into one that holds entries alone: both, side by side."""
    expected = expects(root)
    if expected is None or root.group is not Group.BLOCK or root.name in ("table", "comparison"):
        return root
    beside = [
        part for part in root.parts if part.group >= Group.BLOCK and part.kind is not expected
    ]
    beside = [part for part in beside if part.said and part.name not in _OWN]
    if not beside:
        return root
    root.parts = [part for part in root.parts if part not in beside]
    return Part(kind("section"), parts=[root, *beside])


_OWN: Final = frozenset({"card", "pagination", "toolbar", "group", "column", "lane", "list"})
# What a button that sends something off begins with.
_SENDING: Final = frozenset(
    {"submit", "send", "save", "subscribe", "post", "book", "reserve", "register", "join", "sign"}
)


def _sends(root: Part) -> bool:
    """Whether a part has a button by which something is sent off."""
    actions = [part for part in root.parts if part.group is Group.ACTION]
    words = [(part.label or part.kind.label).lower().split() for part in actions]
    return any(said and said[0] in _SENDING for said in words)


def _rename(part: Part, meant: str) -> None:
    before = part.kind
    part.kind = kind(meant)
    for inner in part.parts:
        if inner.kind is before:
            inner.kind = part.kind


def _raised(part: Part) -> list[Part]:
    """A part, and beside it what it cannot hold."""
    if part.name == "avatar" and part.parts:
        beside = [one for one in part.parts if one.kind is not part.kind]
        part.parts = [one for one in part.parts if one.kind is part.kind]
        return [part, *beside]
    if part.group in (Group.TEXT, Group.ACTION) and part.parts and not part.is_several:
        beside, part.parts = part.parts, []
        return [part, *beside]
    return [part]
