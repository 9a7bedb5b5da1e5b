"""Lists: of texts, of entries with parts, of what is to be done."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from limner_server.emit.node import Node
from limner_server.proposers.wording.compose.composer import Child, Composer, labels_of, made, tag
from limner_server.proposers.wording.compose.examples import PEOPLE
from limner_server.proposers.wording.compose.pictures import icon
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part

_TASKS: Final = (
    "Write the report",
    "Call the plumber",
    "Book the tickets",
    "Water the plants",
    "Buy bread",
)


_ENTRIES: Final = (
    "First entry",
    "Second entry",
    "Third entry",
    "Fourth entry",
    "Fifth entry",
    "Sixth entry",
)


def bullets(c: Composer, part: Part) -> list[Child]:
    """A list of texts, or of what holds more."""
    labels = [one.label or one.text for one in part.parts if one.group in (Group.WORDS, Group.TEXT)]
    inner = [one for one in part.parts if one.group not in (Group.WORDS, Group.TEXT)]
    rich = [one for one in inner if one.parts and one.group is Group.ITEMS]
    if rich or (inner and not labels and inner[0].group is not Group.ITEMS):
        return entries(c, part)
    for one in inner:
        labels += labels_of(one) or list(_ENTRIES[: one.count if one.count > 1 else 3])
    if not labels:
        labels = list(_ENTRIES[: part.count if part.count > 1 else 3])
    if part.name == "checklist":
        items: list[Child] = [
            tag("li", "feature", icon("check", "tick"), tag("span", "", one)) for one in labels
        ]
        return [tag("ul", "list", *items)]
    look, name = ("list-decimal", "ol") if part.name == "ordered-list" else ("list-disc", "ul")
    listed = tag(name, look, *[tag("li", "", one) for one in labels])
    if part.label:
        return [tag("section", "stack", c.heading(part.label, "heading"), listed)]
    return [listed]


def entries(c: Composer, part: Part) -> list[Child]:
    """Entries with parts of their own, a line each."""
    template: list[Part] = []
    count = part.count if part.count > 1 else 3
    labels: list[str] = []
    for one in part.parts:
        if one.group is Group.ITEMS:
            template += [each for each in one.parts if each.group is not Group.WORDS]
            labels += [each.label for each in one.parts if each.group is Group.WORDS]
            count = one.count if one.count > 1 else count
        elif one.group is Group.WORDS:
            labels.append(one.label)
        else:
            template.append(one)
    count = max(count, len(labels)) if labels else count
    items: list[Child] = []
    for index in range(count):
        c.index = index
        name = labels[index] if index < len(labels) else ""
        with c.showing(shows=True):
            items.append(tag("li", "entry", *_entry(c, template, name)))
    c.index = 0
    built: list[Child] = [c.heading(part.label, "heading")] if part.label else []
    return [tag("section", "card", *built, tag("ul", "", *items))]


def _entry(c: Composer, template: list[Part], name: str) -> list[Child]:
    """Pictures and boxes first, texts in the middle, buttons at the end."""
    first = [one for one in template if one.group in (Group.MEDIA, Group.CHOICE)]
    last = [
        one
        for one in template
        if one.group is Group.ACTION or one.name in ("badge", "price", "timestamp", "quantity")
    ]
    middle = [one for one in template if one not in first and one not in last]
    words = c.all(middle)
    if name:
        words.insert(0, tag("p", "strong", name))
    if not words and not any(one.name == "checkbox" for one in first):
        words = [tag("p", "", _ENTRIES[c.index % len(_ENTRIES)])]
    lead: list[Child] = []
    for one in first:
        lead += c.build(
            replace(one, label=one.label or name or _TASKS[c.index % 5])
            if one.name == "checkbox"
            else one
        )
    return [*lead, tag("div", "grow stack-tight", *words), *c.all(last)]


def todo(c: Composer, part: Part) -> list[Child]:
    """What is to be done, to be ticked off."""
    labels = [one.label for one in part.parts if one.group is Group.WORDS and one.label]
    items = next((one for one in part.parts if one.group is Group.ITEMS), None)
    labels += (
        labels_of(items) if items and not any(one.group > Group.TEXT for one in items.parts) else []
    )
    count = (
        (items.count if items and items.count > 1 else part.count if part.count > 1 else 0)
        or len(labels)
        or 3
    )
    shared = [one for one in (items.parts if items else []) if one.group is Group.ACTION]
    adding = [
        one for one in part.parts if one.group is Group.FIELD or one.name in {"button", "submit"}
    ]
    removes = [one for one in part.parts if one.name in ("delete", "edit")] + shared
    rest = [
        one
        for one in part.parts
        if one not in adding
        and one not in removes
        and one is not items
        and one.group is not Group.WORDS
        and one.name not in ("checkbox", "title")
    ]
    title = next((one.label for one in part.parts if one.name == "title" and one.label), "")
    inside: list[Child] = [c.heading(title or part.label or "To do")]
    inside.append(_adder(c, adding))
    rows: list[Child] = []
    for index in range(count):
        name = labels[index] if index < len(labels) else _TASKS[index % len(_TASKS)]
        box = tag("input", "check-box", id=c.id(f"task {index + 1}"), type="checkbox")
        text = tag("label", "grow", name, for_=box.attributes["id"])
        rows.append(tag("li", "entry", box, text, *c.all(removes)))
    return [tag("section", "card raised", *inside, tag("ul", "", *rows), *c.all(rest))]


def _adder(c: Composer, parts: list[Part]) -> Node:
    """The field and the button by which an entry is added."""
    asked = next((one for one in parts if one.group is Group.FIELD), made("field", "New task"))
    pressed = next((one for one in parts if one.group is Group.ACTION), made("button", "Add"))
    label = asked.label if asked.label and asked.label != "Text" else "New task"
    entry = tag("input", "input", id=c.id(label), type="text", aria_label=label)
    entry.attributes["placeholder"] = asked.placeholder or label
    return tag(
        "form",
        "group-control",
        entry,
        tag("button", "button", pressed.label or "Add", type="submit"),
    )


def terms(c: Composer, part: Part) -> list[Child]:
    """What something is, line by line."""
    labels = labels_of(part) or ["Weight", "Size", "Material", "Made in"]
    values = ("1.2 kg", "30 by 20 by 12 cm", "Cotton", "Portugal", "Grey")
    rows: list[Child] = [
        tag(
            "div",
            "term",
            tag("dt", "muted", label),
            tag("dd", "strong", values[index % len(values)]),
        )
        for index, label in enumerate(labels)
    ]
    heading: list[Child] = [c.heading(part.label, "heading")] if part.label else []
    return [tag("section", "card", *heading, tag("dl", "list", *rows))]


def leaderboard(c: Composer, part: Part) -> list[Child]:
    """Who is first."""
    names = labels_of(part)
    count = part.count if part.count > 1 else 5
    rows: list[Child] = [
        tag(
            "li",
            "entry",
            tag("span", "strong", f"{index + 1}."),
            tag("span", "grow", PEOPLE[index % 6]),
            tag("span", "strong", f"{980 - 75 * index} points"),
        )
        for index in range(max(count, 3))
    ]
    del names
    return [tag("section", "card", c.heading(part.label or "Leaderboard"), tag("ol", "", *rows))]
