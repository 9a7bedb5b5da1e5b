"""What was read is settled: parts that mean one thing become one, each in the place it belongs."""

from __future__ import annotations

from typing import Final

from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part
from limner_server.proposers.wording.phrase import kind

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


def settle(root: Part) -> Part:
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
