"""Components of texts and tools: articles, lists, tables, side menus, tabs, listings, charts."""

from __future__ import annotations

import html
from collections.abc import Callable

from limner_adapters.data import pictures
from limner_adapters.data.kit import Kit
from limner_adapters.data.words import NAVIGATION


def prose(kit: Kit) -> str:
    """Headings, paragraphs, lists, a quote, program text: what an article is made of."""
    level = kit.rng.choice(["h2", "h2", "h3"])
    parts: list[Callable[[Kit], str]] = [
        _paragraph,
        _paragraph,
        _paragraph,
        bullets,
        _quote,
        _source,
    ]
    weights = [5, 4, 3, 2, 0.7, 0.7]
    inner = ""
    for _ in range(kit.rng.randint(1, 3)):
        inner += kit.text(level, kit.words.title(1, 6))
        for part in kit.rng.choices(parts, weights, k=kit.rng.randint(1, 3)):
            inner += part(kit)
    return inner


def _paragraph(kit: Kit) -> str:
    text = html.escape(kit.words.paragraph(1, 4))
    if kit.chance(0.35):
        words = text.split(" ")
        at = kit.rng.randrange(len(words))
        mark = kit.rng.choice(['a href="#"', 'a href="#"', "strong", "em", "code"])
        words[at] = f"<{mark}>{words[at]}</{mark.split()[0]}>"
        text = " ".join(words)
    return kit.element("p", text)


def bullets(kit: Kit) -> str:
    """A list with discs or numbers."""
    tag = "ul" if kit.chance(0.7) else "ol"
    linked = kit.chance(0.2)
    items = "".join(
        kit.element(
            "li",
            kit.link(kit.words.title(1, 5)) if linked else kit.words.title(2, 9),
        )
        for _ in range(kit.rng.randint(2, 6))
    )
    return kit.element(tag, items)


def _quote(kit: Kit) -> str:
    return kit.element("blockquote", kit.text("p", kit.words.sentence(8, 20)), "quote")


def _source(kit: Kit) -> str:
    lines = "\n".join(kit.words.code() for _ in range(kit.rng.randint(2, 6)))
    return kit.element("pre", kit.text("code", lines), "source")


def article(kit: Kit) -> str:
    """A whole article with its header."""
    head = kit.text("h1", kit.words.title(2, 7))
    byline = kit.words.date() if kit.chance(0.5) else f"By {kit.words.person()}"
    if kit.chance(0.4):
        by = kit.text("span", kit.words.person()) + kit.text(
            "span", kit.words.date(), "muted small"
        )
        head += kit.element("div", kit.avatar(40) + by, "row tight")
    elif kit.chance(0.7):
        head += kit.text("p", byline, "muted small")
    if kit.chance(0.3):
        head = kit.element("header", head)
    picture = kit.photo(760, 300) if kit.chance(0.4) else ""
    return kit.element(kit.block("article"), head + picture + prose(kit), "section")


def posts(kit: Kit) -> str:
    """Teasers of articles below each other."""

    def post() -> str:
        inner = kit.element("h2" if kit.chance(0.6) else "h3", kit.link(kit.words.title(2, 7)))
        inner += kit.text("p", kit.words.date(), "muted small") if kit.chance(0.6) else ""
        inner += kit.text("p", kit.words.paragraph(1, 2))
        inner += kit.link("Read more →") if kit.chance(0.5) else ""
        return kit.element(kit.block("article"), inner)

    rule = "<hr>" if kit.chance(0.4) else ""
    return kit.element("div", rule.join(post() for _ in range(kit.rng.randint(2, 4))), "section")


def table(kit: Kit) -> str:
    """A table of data."""
    columns, rows = kit.rng.randint(3, 6), kit.rng.randint(3, 9)
    makers: list[Callable[[], str]] = [
        kit.words.person,
        kit.words.date,
        lambda: kit.words.title(1, 3),
        kit.words.email,
    ]
    figures: list[Callable[[], str]] = [kit.words.price, kit.words.number]
    special: list[Callable[[], str]] = [
        kit.badge,
        lambda: kit.button(kit.rng.choice(["Edit", "View", "Delete"]), "tiny"),
        lambda: kit.link("Details"),
        lambda: '<input type="checkbox">',
    ]
    chosen = [kit.rng.choice(makers)] + [
        kit.rng.choices(
            [kit.rng.choice(makers), kit.rng.choice(figures), kit.rng.choice(special)], [4, 3, 1]
        )[0]
        for _ in range(columns - 1)
    ]
    names = kit.words.some(
        (
            "Name",
            "Date",
            "Status",
            "Amount",
            "Owner",
            "Type",
            "Email",
            "Total",
            "Due",
            "Plan",
            "City",
            "Score",
        ),
        columns,
    )
    head = kit.element("tr", "".join(kit.text("th", name) for name in names))
    body = "".join(
        kit.element(
            "tr",
            "".join(
                kit.element("td", maker(), "figure" if maker in figures else "") for maker in chosen
            ),
        )
        for _ in range(rows)
    )
    if kit.chance(0.85):
        head, body = kit.element("thead", head), kit.element("tbody", body)
    written = kit.element("table", head + body, "data")
    title = kit.text(kit.rng.choice(["h2", "h3", "h4"]), kit.words.title(1, 4))
    if kit.chance(0.5):
        return kit.element("div", (title if kit.chance(0.6) else "") + written, "card body")
    return kit.element(kit.block("section"), title + written, "section")


def listing(kit: Kit) -> str:
    """Rows of the same parts: picture, two lines, something at the end."""
    tag, row = kit.rng.choice([("ul", "li"), ("ul", "li"), ("div", "div")])
    starts: list[Callable[[], str]] = [lambda: "", kit.avatar, kit.icon, kit.avatar]
    ends: list[Callable[[], str]] = [
        lambda: "",
        kit.badge,
        lambda: kit.button(classes="tiny"),
        lambda: kit.text("span", kit.words.date(), "muted small"),
        lambda: '<input type="checkbox" class="switch" data-role="switch">',
    ]
    start, end = kit.rng.choice(starts), kit.rng.choice(ends)

    def line() -> str:
        name = kit.text(kit.rng.choice(["strong", "div", "h4"]), kit.words.title(1, 4))
        below = kit.text("div", kit.words.sentence(3, 8), "muted small")
        inner = start() + kit.element("div", name + below, "grow") + end()
        return kit.element(row, inner, "row")

    rows = "".join(line() for _ in range(kit.rng.randint(3, 6)))
    return kit.element(tag, rows, "card listing plain", style="margin:0 0 16px")


def side(kit: Kit, width: int) -> str:
    """A menu at the side."""
    labels = kit.words.some(NAVIGATION, kit.rng.randint(4, 9))
    icons = kit.chance(0.35)
    active = kit.rng.randrange(len(labels))
    links = "".join(
        kit.element(
            "li" if kit.listed else "div",
            kit.element(
                "a",
                f"{kit.icon(18)}<span>{label}</span>" if icons else label,
                ("row tight " if icons else "") + ("active" if index == active else ""),
                href="#",
            ),
        )
        for index, label in enumerate(labels)
    )
    menu = kit.element("ul" if kit.listed else "div", links, "plain")
    head = kit.text(kit.rng.choice(["h4", "h5", "strong", "p"]), kit.words.title(1, 2))
    inner = (head if kit.chance(0.6) else "") + kit.element(
        kit.rng.choice(["nav", "nav", "div"]), menu
    )
    return kit.element(
        "aside" if kit.chance(0.8) else "div", inner, "side", style=f"width:{width}px;flex:none"
    )


def crumbs(kit: Kit) -> str:
    """Where the page is: links with marks between them."""
    names = kit.words.some(NAVIGATION, kit.rng.randint(2, 4))
    mark = kit.rng.choice([" / ", " \u203a ", " > ", " » "])
    if kit.listed:
        items = f"<li>{html.escape(mark)}</li>".join(f"<li>{kit.link(name)}</li>" for name in names)
        return kit.element("nav", kit.element("ol", items, "links"), "body small")
    inner = html.escape(mark).join([*map(kit.link, names[:-1]), f"<span>{names[-1]}</span>"])
    return kit.element("nav", inner, "body small")


def tabs(kit: Kit) -> str:
    """A row of tabs."""
    return kit.menu(kit.words.some(NAVIGATION, kit.rng.randint(3, 5)), "tabs")


def pages(kit: Kit) -> str:
    """Page numbers."""
    labels = ["«", "1", "2", "3", "»"] if kit.chance(0.5) else ["Previous", "1", "2", "Next"]
    links = "".join(f"<li>{kit.link(label, 'btn second tiny')}</li>" for label in labels)
    return kit.element("nav", kit.element("ul", links, "links"), "body")


def note(kit: Kit) -> str:
    """A notice."""
    icon = kit.icon(20) if kit.chance(0.5) else ""
    inner = icon + kit.text("span", kit.words.sentence(5, 14), "grow")
    if kit.chance(0.25):
        inner += kit.button(classes="tiny")
    return kit.element("div", inner, "note row", style="margin:0 0 16px")


def chart(kit: Kit) -> str:
    """A titled chart in a card."""
    theme = kit.theme
    drawing = pictures.chart(
        kit.rng,
        kit.rng.randint(260, 520),
        kit.rng.randint(140, 260),
        [theme.primary, theme.secondary, theme.success],
    )
    inner = kit.text(kit.rng.choice(["h3", "h4", "h5"]), kit.words.title(1, 4)) + drawing
    return kit.element("div", inner, "card body")


def progress(kit: Kit) -> str:
    """Tasks with how far they are."""

    def task() -> str:
        done = kit.rng.randint(5, 95)
        head = kit.text("span", kit.words.title(1, 3)) + kit.text("span", f"{done}%", "muted small")
        meter = f'<div class="meter"><i style="width:{done}%"></i></div>'
        return kit.element("div", kit.element("div", head, "row spread") + meter)

    inner = "".join(task() for _ in range(kit.rng.randint(2, 5)))
    return kit.element(
        "div",
        kit.text("h4", kit.words.title(1, 3)) + kit.element("div", inner, "column"),
        "card body",
    )
