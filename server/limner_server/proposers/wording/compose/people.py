"""People in a row, and what they wrote."""

from __future__ import annotations

from dataclasses import replace

from limner_server.proposers.wording.compose.composer import Child, Composer, labels_of, tag
from limner_server.proposers.wording.compose.examples import PEOPLE, SENTENCES
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part


def people(c: Composer, part: Part) -> list[Child]:
    """Pictures of people in a row, or with their names."""
    count = part.count if part.count > 1 else 5
    labels = labels_of(part) if part.name == "avatar-list" else []
    count = max(count if part.count > 1 else 0, len(labels)) or (
        5 if part.name == "avatar-list" else 4
    )
    items: list[Child] = []
    named = part.name != "avatar-list" or any(one.name == "name" for one in part.parts)
    template = [
        one
        for one in part.parts
        if one.name not in ("avatar", "name") and one.group is not Group.WORDS
    ]
    for index in range(count):
        who = PEOPLE[index % len(PEOPLE)]
        if index < len(labels) and not any(one.name == "name" for one in part.parts):
            who = labels[index]
        c.index = index
        picture = c.image("avatar", f"Portrait of {who}", "avatar")
        with c.showing(shows=True):
            words = (
                [tag("div", "grow stack-tight", tag("p", "strong", who), *c.all(template))]
                if named
                else []
            )
        items.append(tag("li", "entry" if named else "", picture, *words))
    c.index = 0
    look = "card" if named else "row"
    return [tag("ul", look, *items, aria_label=part.label or "People")]


def comments(c: Composer, part: Part) -> list[Child]:
    """What people wrote, and a field to write more."""
    texts = next(
        (one for one in part.parts if one.name in ("bubble", "items", "post", "testimonial")), None
    )
    count = (texts.count if texts and texts.count > 1 else part.count if part.count > 1 else 0) or 3
    template = [
        one
        for one in (texts.parts if texts else part.parts)
        if one.group is Group.ACTION or one.name == "rating"
    ]
    items: list[Child] = []
    for index in range(count):
        who = PEOPLE[index % len(PEOPLE)]
        c.index = index
        words: list[Child] = [
            tag(
                "p",
                "row",
                tag("strong", "", who),
                tag("time", "muted small", f"{index + 1} days ago"),
            ),
            tag("p", "", SENTENCES[index % len(SENTENCES)]),
            *c.all(template),
        ]
        picture = c.image("avatar", f"Portrait of {who}", "avatar avatar-small")
        items.append(tag("li", "entry", picture, tag("div", "grow stack-tight", *words)))
    c.index = 0
    forms = [
        one
        for one in part.parts
        if one.group is Group.FIELD or one.name in ("form", "feedback-form")
    ]
    asks = c.all([replace(one, said=one.said + " field") for one in forms])
    presses = [one for one in part.parts if one.group is Group.ACTION and one not in template]
    heading = c.heading(part.label or part.kind.label)
    return [tag("section", "card", heading, tag("ul", "", *items), *asks, *c.all(presses))]
