"""The page of a person."""

from __future__ import annotations

from limner_server.proposers.wording.compose.composer import Child, Composer, made, tag
from limner_server.proposers.wording.compose.pages import _DEFAULTS
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part


def profile(c: Composer, part: Part) -> list[Child]:
    """Somebody: the picture, who it is, what there is to know and to do."""
    parts = part.parts or [made(name) for name in _DEFAULTS["profile"]]
    tops = [one for one in parts if one.group is Group.REGION and one.name != "header"]
    covers = [one for one in parts if one.name == "image"]
    heads = [
        one
        for one in parts
        if one.name in ("avatar", "name", "username", "title", "job", "location", "badge")
    ]
    header = next((one for one in parts if one.name == "header"), None)
    if header is not None:
        heads += [one for one in header.parts if one.name != "image"]
        covers += [one for one in header.parts if one.name == "image"]
    actions = [one for one in parts if one.group is Group.ACTION]
    rest = [
        one
        for one in parts
        if one not in tops
        and one not in covers
        and one not in heads
        and one not in actions
        and one is not header
    ]
    for one in heads:
        if one.name == "avatar":
            one.traits.add("large")
    pictures = [one for one in heads if one.name == "avatar"]
    named = [one for one in heads if one not in pictures]
    words: list[Child] = []
    with c.showing(shows=True):
        for one in named:
            words += (
                [c.heading(one.label or "Ada Lovelace")]
                if one.name in ("name", "title")
                else c.build(one)
            )
        if not any(one.name in ("name", "title") for one in named):
            words.insert(0, c.heading("Ada Lovelace"))
        who = tag(
            "div",
            "row",
            *c.all(pictures),
            tag("div", "grow-wide stack-tight", *words),
            *c.all(actions),
        )
        with c.below():
            body = tag("div", "card", *c.all(covers), who, *controls_shown(c, rest))
    bars = [one for one in tops if one.name != "footer"]
    feet = [one for one in tops if one.name == "footer"]
    return [*c.all(bars), tag("main", "container-medium padded", body), *c.all(feet)]


def controls_shown(c: Composer, parts: list[Part]) -> list[Child]:
    """Parts one below the other, as they are shown."""
    return c.all(parts)
