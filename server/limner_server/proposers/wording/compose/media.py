"""Pictures, stars, charts."""

from __future__ import annotations

import re

from limner_server.proposers.wording.compose.composer import Child, Composer, tag
from limner_server.proposers.wording.compose.examples import PEOPLE
from limner_server.proposers.wording.compose.pictures import has_icon, icon, star
from limner_server.proposers.wording.part import Part


def rating(c: Composer, part: Part) -> list[Child]:
    """Stars that show how something was rated."""
    del c
    found = re.search(r"\d", part.text or part.label)
    full = min(int(found[0]), 5) if found else 4
    stars = [star(full=index < full) for index in range(5)]
    return [tag("div", "stars", *stars, role="img", aria_label=f"Rated {full} out of 5 stars")]


def image(c: Composer, part: Part) -> list[Child]:
    """A picture."""
    look = "picture"
    if {"round", "rounded", "circular"} & part.traits:
        look += " picture-round"
    return [c.image("picture", part.label or "Hills below a pale sun", look)]


def map_picture(c: Composer, part: Part) -> list[Child]:
    """A map."""
    return [c.image("map", part.label or "Map with a pin at our address", "picture picture-round")]


def code_picture(c: Composer, part: Part) -> list[Child]:
    """A QR code."""
    del part
    return [c.image("qr", "QR code", "avatar-large")]


def video(c: Composer, part: Part) -> list[Child]:
    """A film that has not been started."""
    frame = c.image("picture", part.label or "First frame of the video", "picture picture-round")
    play = tag("button", "button", icon("play"), "Play video", type="button")
    return [tag("figure", "stack", frame, play)]


def avatar(c: Composer, part: Part) -> list[Child]:
    """Who somebody is, as a picture."""
    size = "avatar avatar-large" if {"large", "big"} & part.traits else "avatar"
    built: list[Child] = []
    for one in c.instances(part):
        who = one.label or PEOPLE[c.index % len(PEOPLE)]
        built.append(c.image("avatar", f"Portrait of {who}", size))
    return built


def logo(c: Composer, part: Part) -> list[Child]:
    """A mark and a name."""
    del c
    name = part.label or part.kind.label
    return [tag("a", "logo", icon("spark"), name, href="#", aria_label=f"{name} logo")]


def symbol(c: Composer, part: Part) -> list[Child]:
    """An icon."""
    del c
    name = next((word for word in part.label.lower().split() if has_icon(word)), "spark")
    drawn = icon(name)
    drawn.attributes.pop("aria-hidden")
    drawn.attributes |= {"role": "img", "aria-label": f"{part.label or 'Icon'}"}
    return [drawn]


def chart(c: Composer, part: Part) -> list[Child]:
    """Bars of a year's first half."""
    values = (62, 84, 48, 110, 96, 140)
    bars = [
        tag(
            "rect",
            "",
            x=str(20 + 60 * n),
            y=str(150 - value),
            width="36",
            height=str(value),
            rx="4",
        )
        for n, value in enumerate(values)
    ]
    name = part.label or "Chart"
    drawn = tag("svg", "", *bars, viewBox="0 0 380 160", role="img", fill="currentColor")
    drawn.attributes["aria-label"] = f"{name}: six months, rising from 62 to 140"
    caption = tag("figcaption", "muted small", name if name != "Chart" else "January to June")
    del c
    return [tag("figure", "stack", tag("div", "chart", drawn), caption)]
