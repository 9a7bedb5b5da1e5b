"""Figures side by side."""

from __future__ import annotations

from typing import Final

from limner_server.emit.node import Node
from limner_server.proposers.wording.compose.composer import Child, Composer, labels_of, made, tag
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part

_STATS: Final = (
    ("Visitors", "12,480", "+8%"),
    ("Orders", "1,284", "+12%"),
    ("Revenue", "$48,200", "+5%"),
    ("Returns", "32", "-3%"),
    ("Rating", "4.8", "+0.2"),
    ("Tickets", "17", "-9%"),
)


def stats(c: Composer, part: Part) -> list[Child]:
    """Figures side by side."""
    own = [one for one in part.parts if one.name == "stat"]
    shared = [one for one in part.parts if one.name != "stat" and one.group is not Group.ITEMS]
    labels = [one.label for one in own if one.label] or [
        label for one in part.parts if one.group is Group.ITEMS for label in labels_of(one)
    ]
    count = max(part.count if part.count > 1 else 0, len(labels)) or 4
    drawn: list[Child] = []
    for index in range(count):
        name, value, growth = _STATS[index % len(_STATS)]
        if index < len(labels):
            name = labels[index]
        drawn.append(_stat(c, index, (name, value, growth), shared))
    c.index = 0
    return [tag("dl", f"grid-{part.columns}" if 2 <= part.columns <= 6 else "grid-auto", *drawn)]


def _stat(c: Composer, index: int, shown: tuple[str, str, str], parts: list[Part]) -> Node:
    name, value, growth = shown
    c.index = index
    extra: list[Child] = []
    changes = [one for one in parts if one.name == "change"]
    if changes or not parts:
        extra.append(tag("dd", "rise small" if growth[0] == "+" else "muted small", growth))
    others = [
        one
        for one in parts
        if one.name not in ("change", "number-text", "label", "text", "title", "count")
    ]
    extra.extend(tag("dd", "", node) for node in c.all(others))
    return tag("div", "card", tag("dt", "muted", name), tag("dd", "number", value), *extra)


def stat(c: Composer, part: Part) -> list[Child]:
    """Figures, each of which is named."""
    each = list(c.instances(part))
    names = [one.label for one in each]
    parts = [made("stat", name) for name in names if name]
    shared = [one for one in part.parts if one.name != "stat"]
    return stats(c, Part(part.kind, count=len(each), parts=[*parts, *shared], columns=part.columns))
