"""Cards: of a product, a person, an article."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from limner_server.emit.node import Node
from limner_server.proposers.wording.compose.composer import Child, Composer, made, tag
from limner_server.proposers.wording.compose.examples import JOBS, PEOPLE, TITLES
from limner_server.proposers.wording.compose.pictures import icon
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part

# What a card shows that nobody described.
_DEFAULTS: Final[dict[str, tuple[str, ...]]] = {
    "card": ("title", "text", "button"),
    "product-card": ("image", "title", "price", "add-to-cart"),
    "profile-card": ("avatar", "name", "job", "follow"),
    "blog-card": ("image", "title", "text", "more"),
    "testimonial": ("rating", "quote", "avatar", "author", "job"),
    "feature": ("icon", "title", "text"),
    "ticket": ("title", "date-text", "location", "qr"),
    "article": ("title", "author", "date-text", "image", "text"),
    "post": ("avatar", "author", "timestamp", "text", "like", "reply"),
    "cta-section": ("title", "text", "button"),
    "popover": ("title", "text"),
    "recipe": ("image", "title", "text", "ordered-list"),
}


_PRODUCTS: Final = (
    "Canvas backpack",
    "Desk lamp",
    "Wool blanket",
    "Enamel mug",
    "Field notebook",
    "Oak stool",
)


_NAMED: Final = frozenset(
    {"name", "author", "job", "username", "date-text", "timestamp", "read-time"}
)


def card(c: Composer, part: Part) -> list[Child]:
    """Cards, side by side where there are several."""
    drawn: list[Child] = [_card(c, one) for one in c.instances(part)]
    if len(drawn) == 1:
        return drawn
    columns = part.columns or {2: 2, 4: 4}.get(len(drawn), 3)
    return [tag("div", f"grid-{min(columns, 6)}", *drawn)]


def _card(c: Composer, part: Part) -> Node:
    parts = [one for one in part.parts if one.name != part.name]
    if not parts or (
        part.label and not any(one.name == "title" for one in parts) and part.name == "card"
    ):
        heads = [made("title", part.label)] if part.label else []
        parts = heads + (
            parts or [made(name) for name in _DEFAULTS.get(part.name, _DEFAULTS["card"])]
        )
    if part.name == "feature":
        have = {one.name for one in parts}
        parts += [
            made(name) for name in ("title", "text") if name not in have and "text" not in have
        ]
    if part.name == "product-card":
        parts = [_named_product(c, one) for one in parts]
    pictures = [
        one for one in parts if one.name in ("image", "map", "video") and not one.is_several
    ]
    top = pictures[:1] if parts and parts[0] in pictures else []
    rest = [one for one in parts if one not in top]
    with c.showing(shows=True), c.below():
        body = _body(c, rest)
        if not top:
            return tag("article", "card", *body)
        return tag("article", "card-plain", *c.all(top), tag("div", "card-body", *body))


def _named_product(c: Composer, part: Part) -> Part:
    if part.name in ("name", "title") and not part.label:
        return replace(part, label=_PRODUCTS[c.index % len(_PRODUCTS)])
    return part


def _body(c: Composer, parts: list[Part]) -> list[Child]:
    """Parts one below the other; who it is about beside the picture, buttons in a row."""
    built: list[Child] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        run = index
        if part.name == "avatar" and not part.is_several:
            run = index + 1
            while run < len(parts) and parts[run].name in _NAMED:
                run += 1
            words = c.all(parts[index + 1 : run])
            inner = [tag("div", "stack-tight", *words)] if words else []
            built.append(tag("div", "row", *c.build(part), *inner))
        elif part.group is Group.ACTION:
            run = index
            while run < len(parts) and parts[run].group is Group.ACTION:
                run += 1
            built.append(tag("div", "row", *c.all(parts[index:run])))
        elif part.name in ("name", "title") and part.group is not Group.TEXT:
            built.append(c.heading(part.label or PEOPLE[c.index % len(PEOPLE)], "heading"))
            run = index + 1
        elif part.name == "title":
            built.append(c.heading(part.label or TITLES[c.index % len(TITLES)], "heading"))
            run = index + 1
        else:
            built += c.build(part)
            run = index + 1
        index = max(run, index + 1)
    return built


def profile_card(c: Composer, part: Part) -> list[Child]:
    """Somebody, with a picture."""
    return card(c, part)


def grid(c: Composer, part: Part) -> list[Child]:
    """Parts in columns."""
    inside: list[Child] = []
    for one in part.parts:
        spread = replace(one, columns=one.columns or part.columns)
        inside += c.build(spread)
    if not inside:
        inside = card(c, made("card", count=max(part.count, 3), columns=part.columns))
    if len(inside) == 1:
        return inside
    return [tag("div", f"grid-{min(max(part.columns or 3, 2), 6)}", *inside)]


def weather(c: Composer, part: Part) -> list[Child]:
    """What the sky does."""
    place = next(
        (one.label for one in part.parts if one.name in ("location", "city") and one.label), ""
    )
    rest = [
        one for one in part.parts if one.name not in ("location", "city", "icon", "number-text")
    ]
    inside: list[Child] = [
        c.heading(place or part.label or "Lisbon", "heading"),
        tag("div", "row", icon("sun", "icon-large"), tag("p", "number", "24 °C")),
        tag("p", "muted", "Sunny, with a light wind from the west"),
    ]
    with c.showing(shows=True):
        inside += c.all(rest)
    return [tag("article", "card", *inside)]


def player(c: Composer, part: Part) -> list[Child]:
    """Music, and what can be done with it."""
    parts = part.parts or [
        made(n) for n in ("image", "title", "author", "progress", "previous", "play", "next")
    ]
    with c.showing(shows=True), c.below():
        return [tag("article", "card", *_body(c, parts))]


def job_of(index: int) -> str:
    """What somebody does."""
    return JOBS[index % len(JOBS)]
