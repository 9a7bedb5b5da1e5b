"""The first thing to be seen of a page."""

from __future__ import annotations

from limner_server.proposers.wording.compose.composer import Child, Composer, made, tag
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part


def hero(c: Composer, part: Part) -> list[Child]:
    """The first thing to be seen: what it is, and what to do now."""
    parts = part.parts or [
        made("title"),
        made("subtitle"),
        made("button", "Get started"),
        made("link", "Learn more"),
    ]
    images = [
        one
        for one in parts
        if one.group is Group.MEDIA and one.name not in ("rating", "logo", "icon")
    ]
    actions = [one for one in parts if one.group is Group.ACTION]
    titles = [one for one in parts if one.name == "title"]
    rest = [one for one in parts if one not in images and one not in actions and one not in titles]
    text = titles[0].label if titles and titles[0].label else part.label or part.kind.label
    inside: list[Child] = [c.heading(text, "title-large")]
    inside += c.all(rest)
    buttons = [
        node
        for one in actions
        for node in (
            [tag("a", "button button-quiet", one.label or "Learn more", href="#")]
            if one.name in ("link", "more")
            else c.build(one)
        )
    ]
    middle = not images and "left" not in part.traits
    if buttons:
        inside.append(tag("div", "row-center" if middle else "row", *buttons))
    if middle:
        words = tag("div", "container-medium stack centered", *inside)
        return [tag("section", "padded", words)]
    pictures = c.all(images)
    left = any("left" in one.traits for one in images)
    columns = [tag("div", "stack", *inside), tag("div", "stack", *pictures)]
    return [
        tag(
            "section",
            "padded",
            tag("div", "container grid-2", *(columns[::-1] if left else columns)),
        )
    ]
