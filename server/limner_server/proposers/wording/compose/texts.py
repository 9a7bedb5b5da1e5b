"""Texts, badges, ratings, pictures, progress."""

from __future__ import annotations

import re
from typing import Final

from limner_server.proposers.wording.compose.composer import Child, Composer, tag
from limner_server.proposers.wording.compose.pictures import has_icon, icon, star
from limner_server.proposers.wording.part import Part

TITLES: Final = (
    "A weekend by the lake",
    "Small steps, every day",
    "The quiet kitchen",
    "Notes from the road",
    "Learning to see",
    "Light and shade",
)
SENTENCES: Final = (
    "A short text that says what this is about, in a sentence or two.",
    "What to know before you start, and what you can leave for later.",
    "Simple ideas that save time, tried out and written down.",
)
PEOPLE: Final = (
    "Ada Lovelace",
    "Grace Hopper",
    "Alan Turing",
    "Mary Jackson",
    "Edsger Dijkstra",
    "Barbara Liskov",
)
JOBS: Final = ("Product designer", "Engineer", "Researcher", "Editor", "Project lead", "Analyst")
PRICES: Final = ("$19", "$49", "$99", "$29", "$59", "$79")
_VALUES: Final[dict[str, tuple[str, ...]]] = {
    "title": TITLES,
    "name": PEOPLE,
    "author": PEOPLE,
    "first-name": tuple(name.split()[0] for name in PEOPLE),
    "last-name": tuple(name.split()[1] for name in PEOPLE),
    "username": ("@ada", "@grace", "@alan", "@mary", "@edsger", "@barbara"),
    "job": JOBS,
    "text": SENTENCES,
    "bio": ("Designs calm software, bakes bread, and walks wherever there is a path.",),
    "price": PRICES,
    "email": tuple(f"{name.split()[0].lower()}@example.com" for name in PEOPLE),
    "phone": ("+1 555 010 0199", "+1 555 010 0142", "+1 555 010 0117"),
    "address": ("12 Harbour Street, Lisbon",),
    "street": ("12 Harbour Street",),
    "city": ("Lisbon", "Vienna", "Oslo"),
    "country": ("Portugal", "Austria", "Norway"),
    "state": ("Oregon", "Maine", "Ohio"),
    "postcode": ("1100-148", "1010", "0150"),
    "company": ("Acme Inc.", "Harbour Ltd.", "Northwind"),
    "website": ("example.com",),
    "message": SENTENCES,
    "comment": SENTENCES,
    "notes": SENTENCES,
    "subject": ("Your order has been shipped", "Notes of our meeting", "An invitation"),
    "date": ("12 May 2025", "3 June 2025", "21 July 2025"),
    "birthday": ("10 December 1985",),
    "date-text": ("12 May 2025", "3 June 2025", "21 July 2025"),
    "time": ("09:30", "11:00", "14:15"),
    "age": ("34", "28", "41"),
    "quote": (
        "It saves us hours every week, and our customers notice.",
        "The first tool that the whole team likes to use.",
        "We set it up in a morning and never looked back.",
    ),
    "quantity": ("1", "2", "3"),
    "badge": ("New", "Popular", "Sale"),
    "tag": ("Design", "Code", "Travel"),
    "location": ("Lisbon, Portugal", "Vienna, Austria", "Oslo, Norway"),
    "number-text": ("1,284", "312", "96"),
    "gender": ("Female",),
    "language": ("English",),
    "currency": ("EUR",),
    "category-field": ("Books", "Clothing", "Home"),
    "guests": ("2",),
    "start-date": ("12 May 2025",),
    "end-date": ("30 May 2025",),
}
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


def value_of(c: Composer, part: Part) -> str:
    """What a text says: its own words, else an example."""
    if part.text or part.label:
        return part.text or part.label
    values = _VALUES.get(part.name, ())
    return values[c.index % len(values)] if values else part.kind.label


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
