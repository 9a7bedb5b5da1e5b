"""Components of texts and tools: articles, lists, tables, menus, listings, notices, charts."""

from __future__ import annotations

import html
from collections.abc import Callable

from limner_adapters.data.kit import Kit
from limner_adapters.data.parts import Button, Choice, Menu, Row, Table

_COLUMNS = (
    *("Name", "Date", "Status", "Amount", "Owner", "Type"),
    *("Email", "Total", "Due", "Plan", "City", "Score"),
)


def prose(kit: Kit) -> str:
    """Headings, paragraphs, lists, a quote, program text: what an article is made of."""
    level = kit.rng.choice([2, 2, 3])
    parts: list[Callable[[Kit], str]] = [paragraph, bullets, _quote, _source, _figure]
    inner = ""
    for _ in range(kit.rng.randint(1, 3)):
        inner += kit.ui.heading(level, kit.words.title(1, 6))
        for part in kit.rng.choices(parts, [12, 3, 0.8, 0.8, 0.7], k=kit.rng.randint(1, 4)):
            inner += part(kit)
    return inner


def paragraph(kit: Kit) -> str:
    """Some sentences, perhaps with a link or a strong word in them."""
    text = html.escape(kit.words.paragraph(1, 4))
    if kit.chance(0.35):
        words = text.split(" ")
        at = kit.rng.randrange(len(words))
        mark = kit.rng.choice(['a href="#"', 'a href="#"', "strong", "em", "code"])
        words[at] = f"<{mark}>{words[at]}</{mark.split()[0]}>"
        text = " ".join(words)
    return f"<p>{text}</p>"


def bullets(kit: Kit) -> str:
    """A list with discs or numbers."""
    tag, linked = ("ul" if kit.chance(0.7) else "ol"), kit.chance(0.25)
    titles = [kit.words.title(2, 9) for _ in range(kit.rng.randint(2, 6))]
    items = "".join(f"<li>{kit.link(title) if linked else title}</li>" for title in titles)
    return kit.ui.prose(f"<{tag}>{items}</{tag}>")


def _quote(kit: Kit) -> str:
    return kit.ui.quote(kit.words.sentence(8, 20), kit.words.person() if kit.chance(0.4) else "")


def _source(kit: Kit) -> str:
    return kit.ui.code("\n".join(kit.words.code() for _ in range(kit.rng.randint(2, 6))))


def _figure(kit: Kit) -> str:
    picture = kit.ui.picture(kit.rng.randint(240, 640), kit.rng.randint(140, 320))
    return f"<figure>{picture}<figcaption>{kit.words.title(2, 6)}</figcaption></figure>"


def article(kit: Kit) -> str:
    """A whole article with its header."""
    head = kit.ui.heading(1, kit.words.title(2, 7))
    if kit.chance(0.4):
        by = f"<strong>{kit.words.person()}</strong>{kit.ui.muted(kit.words.date())}"
        head += kit.ui.media(kit.avatar(40), by)
    elif kit.chance(0.6):
        head += kit.ui.muted(f"By {kit.words.person()}, {kit.words.date()}")
    head = f"<header>{head}</header>" if kit.chance(0.3) else head
    picture = kit.ui.picture(760, 300) if kit.chance(0.35) else ""
    return f"<article>{head}{picture}{kit.ui.prose(prose(kit))}</article>"


def posts(kit: Kit) -> str:
    """Teasers of articles below each other."""
    level, dated, more = kit.rng.choice([2, 3]), kit.chance(0.6), kit.chance(0.5)
    pictured, ruled = kit.chance(0.3), kit.chance(0.4)

    def post() -> str:
        inner = f"<h{level}>{kit.link(kit.words.title(2, 7))}</h{level}>"
        inner += kit.ui.muted(kit.words.date()) if dated else ""
        text = f"<p>{kit.words.paragraph(1, 2)}</p>"
        inner += kit.ui.prose(text + (f"<p>{kit.link('Read more →')}</p>" if more else ""))
        if pictured:
            return kit.ui.media(kit.ui.picture(180, 130), inner)
        return f"<article>{inner}</article>"

    return ("<hr>" if ruled else "").join(post() for _ in range(kit.rng.randint(2, 4)))


def table(kit: Kit) -> str:
    """A table of data, perhaps with its title."""
    words, count = kit.words, kit.rng.randint(3, 6)
    makers: list[Callable[[], str]] = [
        words.person,
        words.date,
        lambda: words.title(1, 3),
        words.email,
    ]
    figures: list[Callable[[], str]] = [words.price, words.number]
    special: list[Callable[[], str]] = [
        kit.badge,
        lambda: kit.ui.button(
            Button(kit.rng.choice(["Edit", "View"]), "outline", "small", works=True)
        ),
        lambda: kit.link("Details"),
        lambda: kit.ui.bare_choice(Choice("", on=kit.chance(0.3))),
    ]
    chosen = [kit.rng.choice(makers)]
    for _ in range(count - 1):
        pool = kit.rng.choices([makers, figures, special], [4, 3, 1])[0]
        chosen.append(kit.rng.choice(pool))
    right = kit.chance(0.6)
    written = kit.ui.table(
        Table(
            kit.words.some(_COLUMNS, count),
            [[maker() for maker in chosen] for _ in range(kit.rng.randint(3, 9))],
            frozenset(i for i, maker in enumerate(chosen) if right and maker in figures),
        )
    )
    title = kit.ui.heading(kit.rng.choice([2, 3, 4]), words.title(1, 4)) if kit.chance(0.6) else ""
    return kit.ui.box(title + written) if kit.chance(0.4) else title + written


def listing(kit: Kit) -> str:
    """Rows of the same parts: picture, two lines, something at the end."""
    starts: list[Callable[[], str]] = [
        lambda: "",
        lambda: kit.avatar(40),
        lambda: kit.ui.coloured_icon(24),
        lambda: kit.ui.picture(64, 64),
    ]
    ends: list[Callable[[], str]] = [
        lambda: "",
        kit.badge,
        lambda: kit.action("outline", "small", works=True),
        lambda: kit.ui.muted(kit.words.date()),
        lambda: kit.ui.bare_choice(Choice("", "switch", kit.chance(0.5))),
        lambda: kit.ui.bare_choice(Choice("", "checkbox", kit.chance(0.5))),
    ]
    start, end, short = kit.rng.choice(starts), kit.rng.choice(ends), kit.chance(0.25)
    rows = [
        Row(kit.words.title(1, 4), "" if short else kit.words.sentence(3, 8), start(), end())
        for _ in range(kit.rng.randint(3, 6))
    ]
    return kit.ui.listing(rows)


def side(kit: Kit) -> str:
    """A menu at the side, in one group or several."""
    icons = kit.chance(0.3)
    menus = []
    for index in range(kit.rng.choice([1, 1, 2, 3])):
        title = kit.words.title(1, 2) if kit.chance(0.7) else ""
        menu = kit.menu(3, 7 if index else 9, title=title, icons=icons)
        menus.append(menu if index == 0 else Menu(menu.labels, -1, title, menu.icons))
    return kit.ui.side(menus)


def crumbs(kit: Kit) -> str:
    """Where the page is."""
    return kit.ui.crumbs(kit.menu(2, 4).labels)


def tabs(kit: Kit) -> str:
    """A row of tabs."""
    return kit.ui.tabs(kit.menu(3, 5))


def pages(kit: Kit) -> str:
    """Page numbers."""
    first = kit.rng.randint(1, 6)
    numbers = [str(number) for number in range(first, first + kit.rng.randint(3, 6))]
    before, after = kit.rng.choice([("«", "»"), ("Previous", "Next"), ("", "")])
    labels = [before, *numbers, after] if before else numbers
    return kit.ui.pages(labels, kit.rng.randint(1, len(labels) - 2))


def note(kit: Kit) -> str:
    """A notice."""
    look = kit.rng.choice(["", "success", "danger", "warning"])
    strong = f"<strong>{kit.words.title(1, 2)}</strong> " if kit.chance(0.4) else ""
    return kit.ui.alert(strong + kit.words.sentence(5, 14), look)


def chart(kit: Kit) -> str:
    """A titled chart in a box."""
    drawing = kit.ui.chart(kit.rng.randint(260, 520), kit.rng.randint(140, 260))
    return kit.ui.box(kit.ui.heading(4, kit.words.title(1, 4)) + drawing)


def progress(kit: Kit) -> str:
    """Tasks with how far they are."""
    inner = ""
    for _ in range(kit.rng.randint(2, 5)):
        done = kit.rng.randint(5, 95)
        head = [f"<span>{kit.words.title(1, 3)}</span>", f"<span>{done}%</span>"]
        inner += kit.ui.row(head, spread=True) + kit.ui.progress(done)
    return kit.ui.box(kit.ui.heading(4, kit.words.title(1, 3)) + inner)


def accordion(kit: Kit) -> str:
    """Questions and answers that fold out."""
    parts = [
        (kit.words.title(3, 7), kit.words.paragraph(1, 2)) for _ in range(kit.rng.randint(3, 5))
    ]
    return kit.ui.accordion(parts, kit.rng.randrange(-1, len(parts)))


def dropdown(kit: Kit) -> str:
    """A menu folded out below its button."""
    return kit.ui.dropdown(Button(kit.words.title(1, 2), works=True), kit.menu(3, 6).labels)


def timeline(kit: Kit) -> str:
    """What happened when."""
    return kit.ui.timeline(
        [
            (kit.words.date(), kit.words.title(1, 4), kit.words.sentence(4, 12))
            for _ in range(kit.rng.randint(3, 5))
        ]
    )


def comments(kit: Kit) -> str:
    """What readers wrote below an article."""
    inner = ""
    for _ in range(kit.rng.randint(2, 4)):
        lines = f"<p><strong>{kit.words.person()}</strong> {kit.words.sentence(5, 20)}</p>"
        lines += f"<p>{kit.link('Like')} · {kit.link('Reply')} · {kit.words.date()}</p>"
        inner += kit.ui.media(kit.avatar(48), lines)
    return kit.ui.heading(3, "Comments") + inner


PARTS: tuple[Callable[[Kit], str], ...] = (
    table,
    table,
    listing,
    listing,
    side,
    crumbs,
    tabs,
    pages,
    note,
    chart,
    progress,
    accordion,
    dropdown,
    timeline,
    comments,
    bullets,
)
