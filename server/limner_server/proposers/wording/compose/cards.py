"""Cards: of a product, a person, a price, a figure."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from limner_server.emit.node import Node
from limner_server.proposers.wording.compose.composer import Child, Composer, labels_of, made, tag
from limner_server.proposers.wording.compose.pictures import icon
from limner_server.proposers.wording.compose.texts import JOBS, PEOPLE, TITLES
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
_FEATURES: Final = (
    ("5 projects", "1 GB of storage", "Help by e-mail"),
    ("50 projects", "20 GB of storage", "Help within a day"),
    ("Unlimited projects", "1 TB of storage", "Help around the clock"),
)
_PLANS: Final = ("Basic", "Pro", "Enterprise", "Custom")
_STATS: Final = (
    ("Visitors", "12,480", "+8%"),
    ("Orders", "1,284", "+12%"),
    ("Revenue", "$48,200", "+5%"),
    ("Returns", "32", "-3%"),
    ("Rating", "4.8", "+0.2"),
    ("Tickets", "17", "-9%"),
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


def pricing(c: Composer, part: Part) -> list[Child]:
    """Plans side by side, the middle one recommended."""
    heads = [one for one in part.parts if one.name in ("title", "subtitle", "switch", "text")]
    own = [one for one in part.parts if one.name == "plan"]
    shared = [one for one in part.parts if one not in heads and one not in own]
    named = [one for one in own if one.label]
    plan = own[0] if own and not named else made("plan")
    count = (
        max(len(named), plan.count if plan.count != 1 else 0, part.count if part.count > 1 else 0)
        or 3
    )
    inner = named or [replace(one, label=one.label) for one in plan.parts if one.name == "plan"]
    whole = replace(
        plan,
        count=count,
        parts=[
            *shared,
            *(inner or []),
            *(plan.parts if not inner else [one for one in plan.parts if one.name != "plan"]),
        ],
        traits=part.traits | plan.traits,
    )
    built: list[Child] = []
    title = next((one for one in heads if one.name == "title"), None)
    if title or part.label:
        built.append(c.heading((title.label if title else "") or part.label or "Pricing"))
    built += c.all([one for one in heads if one.name != "title"])
    with c.below():
        built += c.build(whole)
    return [tag("section", "stack-loose", *built)]


def plan(c: Composer, part: Part) -> list[Child]:
    """Plans: a name, a price, what is in it, a button."""
    each = list(c.instances(part))
    drawn: list[Child] = []
    for index, one in enumerate(each):
        c.index = index
        drawn.append(_plan(c, one, len(each)))
    c.index = 0
    if len(drawn) == 1:
        return drawn
    return [tag("div", f"grid-{min(len(drawn), 4)}", *drawn)]


def _plan(c: Composer, part: Part, count: int) -> Node:
    parts = part.parts or [made("price"), made("features"), made("button", "Choose plan")]
    name = part.label or next(
        (one.label for one in parts if one.name in ("title", "name") and one.label), ""
    )
    name = name or _PLANS[c.index % len(_PLANS)]
    first = count == 3 and c.index == 1
    built: list[Child] = [c.heading(name, "heading")]
    for one in parts:
        if one.name in ("title", "name"):
            continue
        if one.name == "price":
            cost = one.label or ("$19", "$49", "$99", "$199")[c.index % 4]
            month = tag("span", "muted small", " a month")
            built.append(tag("p", "price", cost, *([] if one.label else [month])))
        elif one.name in ("list", "features", "items", "checklist"):
            labels = labels_of(one)
            if not one.parts or labels in ([], ["Features"]):
                labels = list(_FEATURES[c.index % 3])
            built.append(_ticks(labels))
        elif one.group is Group.ACTION:
            drawn = c.build(one)
            for node in drawn:
                if isinstance(node, Node) and "button" in node.classes:
                    node.classes.append("button-wide")
            built += drawn
        elif one.name == "badge":
            if count == 1 or c.index == 1:
                built.insert(0, tag("span", "badge", one.label or "Most popular"))
        else:
            built += c.build(one)
    return tag("article", "card card-accent" if first else "card", *built)


def _ticks(labels: list[str]) -> Node:
    items: list[Child] = [
        tag("li", "feature", icon("check", "tick"), tag("span", "", label)) for label in labels
    ]
    return tag("ul", "list", *items)


def features(c: Composer, part: Part) -> list[Child]:
    """What speaks for something, ticked."""
    del c
    labels = labels_of(part)
    count = part.count if part.count > 1 else 3
    default = [*_FEATURES[0], *_FEATURES[1]][:count]
    return [_ticks(labels or default)]


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
    for node in c.all(others):
        extra.append(tag("dd", "", node))
    return tag("div", "card", tag("dt", "muted", name), tag("dd", "number", value), *extra)


def stat(c: Composer, part: Part) -> list[Child]:
    """Figures, each of which is named."""
    each = list(c.instances(part))
    names = [one.label for one in each]
    parts = [made("stat", name) for name in names if name]
    shared = [one for one in part.parts if one.name != "stat"]
    return stats(c, Part(part.kind, count=len(each), parts=[*parts, *shared], columns=part.columns))


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


def team(c: Composer, part: Part) -> list[Child]:
    """People, each with a picture, a name and what they do."""
    count = part.count if part.count > 1 else 3
    inner = next((one for one in part.parts if one.name == "profile-card"), None)
    whole = inner or made(
        "profile-card", count=count, parts=[made("avatar"), made("name"), made("job")]
    )
    heading = c.heading(part.label or part.kind.label or "Our team")
    with c.below():
        return [tag("section", "stack-loose", heading, *c.build(whole))]


def testimonials(c: Composer, part: Part) -> list[Child]:
    """What customers say."""
    inner = next((one for one in part.parts if one.name == "testimonial"), None)
    own = [one for one in part.parts if one.name != "testimonial"]
    whole = inner or made("testimonial", count=part.count if part.count > 1 else 3, parts=own)
    heading = c.heading(part.label or "What our customers say")
    with c.below():
        return [tag("section", "stack-loose", heading, *c.build(whole))]


def feature_section(c: Composer, part: Part) -> list[Child]:
    """What speaks for a product."""
    named = [one for one in part.parts if one.name == "feature"]
    heads = [one for one in part.parts if one.name in ("title", "subtitle")]
    own = [one for one in part.parts if one not in named and one not in heads]
    count = part.count if part.count > 1 else 3
    whole = named[0] if named else made("feature", count=count, parts=own)
    built = c.all(heads) or [c.heading(part.label or "What you get")]
    with c.below():
        return [tag("section", "stack-loose", *built, *c.build(whole))]


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
