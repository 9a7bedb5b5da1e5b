"""Components of websites: bars, heroes, cards, prices, calls to action, footers."""

from __future__ import annotations

from collections.abc import Callable

from limner_adapters.data.kit import TONES, Kit
from limner_adapters.data.parts import Bar, Button, Card, Field, Footer, Menu
from limner_adapters.data.words import ACTIONS


def bar(kit: Kit) -> str:
    """The bar at the top: brand, menu, and something at its end."""
    end = kit.rng.choice(["", "", "button", "buttons", "search", "avatar", "icons"])
    buttons: tuple[Button, ...] = ()
    if end == "button":
        buttons = (Button(kit.words.pick(ACTIONS)),)
    elif end == "buttons":
        buttons = (Button("Sign up"), Button("Log in", "second"))
    icons = kit.ui.icon(20) + kit.ui.icon(20)
    extra = {"avatar": kit.avatar(32), "icons": icons}.get(end, "")
    logo = kit.ui.icon(24) if kit.chance(0.2) else ""
    if kit.chance(0.2):
        logo = kit.ui.picture(kit.rng.randint(28, 110), kit.rng.choice([28, 32]))
    search = "Search" if end == "search" else ""
    return kit.ui.bar(Bar(kit.words.brand(), kit.menu(2, 6), logo, buttons, extra, search))


def hero(kit: Kit) -> str:
    """The large opening: title, a sentence, buttons, perhaps a picture beside."""
    words, picture = kit.words, ""
    if kit.chance(0.35):
        picture = kit.ui.picture(kit.rng.randint(320, 480), kit.rng.randint(220, 340))
    tone = kit.rng.choice(TONES[2:])
    size = "large" if kit.chance(0.4) else ""
    actions = kit.actions(size, tone) if kit.chance(0.8) else []
    return kit.ui.hero(words.title(2, 6), words.sentence(8, 22), actions, picture, tone)


def features(kit: Kit) -> str:
    """Columns of icon, title and text."""
    columns, size = kit.rng.choice([2, 3, 3, 4]), kit.rng.choice([24, 32, 40])
    level, iconed, beside = kit.rng.choice([3, 3, 4]), kit.chance(0.75), kit.chance(0.2)

    def feature() -> str:
        lines = kit.ui.heading(level, kit.words.title(1, 4))
        lines += f"<p>{kit.words.sentence(6, 18)}</p>"
        if not iconed:
            return lines
        icon = kit.ui.coloured_icon(size)
        if beside:
            return kit.ui.media(icon, lines)
        return f'<div style="margin-bottom:10px">{icon}</div>{lines}'

    cells = [feature() for _ in range(columns * kit.rng.choice([1, 1, 2]))]
    return kit.titled(kit.ui.grid(cells, columns))


def cards(kit: Kit) -> str:
    """A grid of cards that all have the same parts."""
    columns = kit.rng.choice([2, 3, 3, 4])
    has_photo, has_action, has_note = kit.chance(0.6), kit.chance(0.6), kit.chance(0.3)
    level, linked = kit.rng.choice([3, 3, 4, 5]), kit.chance(0.2)
    height, look = kit.rng.randint(160, 260), kit.rng.choice(["primary", "outline", "second"])
    size, byline = kit.rng.choice(["", "small"]), kit.chance(0.2)

    def card() -> str:
        action = kit.action(look, size) if kit.chance(0.85) else kit.link("Read more")
        by = kit.ui.row([kit.avatar(32), kit.ui.muted(kit.words.person())]) if byline else ""
        return kit.ui.card(
            Card(
                kit.words.title(1, 5),
                (kit.words.sentence(5, 18),),
                picture=kit.ui.picture(400, height) if has_photo else "",
                before=kit.badge() if has_note else "",
                after=by,
                actions=(action,) if has_action else (),
                level=level,
                linked=linked,
            )
        )

    cells = [card() for _ in range(columns * kit.rng.choice([1, 1, 2]))]
    return kit.titled(kit.ui.grid(cells, columns))


def prices(kit: Kit) -> str:
    """Plans beside each other: name, price, list of what is in, a button."""
    count, items = kit.rng.choice([2, 3, 3, 4]), kit.rng.randint(3, 5)
    wide, look = kit.chance(0.6), kit.rng.choice(["primary", "outline"])

    def plan(name: str) -> str:
        inside = "".join(f"<li>{kit.words.title(2, 4)}</li>" for _ in range(items))
        button = Button(kit.rng.choice(["Get started", "Choose plan", "Buy now"]), look, wide=wide)
        price = kit.ui.stat(kit.words.price(), "per month")
        return kit.ui.card(
            Card(
                name,
                after=price + kit.ui.prose(f"<ul>{inside}</ul>"),
                actions=(kit.ui.button(button),),
            )
        )

    names = kit.words.some(["Free", "Basic", "Pro", "Team", "Business", "Enterprise"], count)
    return kit.titled(kit.ui.grid([plan(name) for name in names], count))


def figures(kit: Kit) -> str:
    """A band of numbers with what they count."""
    return kit.ui.section(tiles(kit))


def tiles(kit: Kit) -> str:
    """Numbers with what they count, beside each other."""
    count, boxed, iconed = kit.rng.choice([3, 4, 4]), kit.chance(0.6), kit.chance(0.3)

    def tile() -> str:
        inner = kit.ui.stat(kit.words.number(), kit.words.title(1, 3))
        if iconed:
            inner = kit.ui.row([f"<div>{inner}</div>", kit.ui.coloured_icon(32)], spread=True)
        return kit.ui.box(inner) if boxed else inner

    return kit.ui.grid([tile() for _ in range(count)], count)


def quotes(kit: Kit) -> str:
    """What people say, with their portraits."""
    count, plain = kit.rng.choice([2, 3]), kit.chance(0.3)

    def quote() -> str:
        if plain:
            return kit.ui.quote(kit.words.sentence(8, 20), kit.words.person())
        who = f"<strong>{kit.words.person()}</strong>{kit.ui.muted(kit.words.title(1, 3))}"
        person = kit.ui.media(kit.avatar(48), who)
        return kit.ui.card(Card(texts=(kit.words.sentence(8, 20),), after=person))

    return kit.titled(kit.ui.grid([quote() for _ in range(count)], count))


def call(kit: Kit) -> str:
    """A band that asks for one thing."""
    heading = kit.ui.heading(2, kit.words.title(3, 7))
    tone = kit.rng.choice(["tint", "fill", "dark"])
    if kit.chance(0.35):
        field = Field("Email", "email", hint=kit.rng.choice(["Your email", "Enter your email"]))
        look = "light" if tone == "fill" else "primary"
        form = kit.ui.joined(field, Button("Subscribe", look, sends=True))
        return kit.ui.section(heading + form, tone)
    if kit.chance(0.4):
        return kit.ui.section(kit.ui.row([heading, *kit.actions("", tone)], spread=True), tone)
    inner = heading + kit.ui.lead(kit.words.sentence()) + "".join(kit.actions("", tone))
    return kit.ui.section(inner, tone, centred=True)


def halves(kit: Kit) -> str:
    """Picture on one side, text on the other."""
    picture = kit.ui.picture(kit.rng.randint(260, 480), kit.rng.randint(180, 300))
    lines = kit.ui.heading(2, kit.words.title(2, 5))
    lines += kit.ui.prose(f"<p>{kit.words.paragraph(1, 3)}</p>")
    lines += kit.action() if kit.chance(0.5) else ""
    sides = (picture, lines) if kit.chance(0.5) else (lines, picture)
    return kit.ui.section(kit.ui.sides(*sides), kit.rng.choice(TONES[:4]))


def gallery(kit: Kit) -> str:
    """Rows of pictures, perhaps with captions."""
    columns, captions = kit.rng.choice([3, 4]), kit.chance(0.4)
    cells = [
        "<figure>"
        + kit.ui.picture(260, 170)
        + (f"<figcaption>{kit.words.title(1, 4)}</figcaption>" if captions else "")
        + "</figure>"
        for _ in range(columns * kit.rng.choice([1, 2]))
    ]
    return kit.titled(kit.ui.grid(cells, columns))


def people(kit: Kit) -> str:
    """Who works here: portraits with names."""
    count, size = kit.rng.choice([3, 4]), kit.rng.choice([64, 96, 128])

    def person() -> str:
        return (
            kit.avatar(size)
            + kit.ui.heading(4, kit.words.person())
            + kit.ui.muted(kit.words.title(1, 3))
        )

    return kit.titled(kit.ui.grid([person() for _ in range(count)], count))


def footer(kit: Kit) -> str:
    """The end of the page."""
    note = f"© 2026 {kit.words.brand()}. All rights reserved."
    shape = kit.rng.choice(["note", "menu", "columns"])
    columns: list[Menu] = []
    if shape == "columns":
        count = kit.rng.choice([2, 3, 4])
        columns = [kit.menu(2, 5, title=kit.words.title(1, 2)) for _ in range(count)]
        columns = [Menu(menu.labels, -1, menu.title) for menu in columns]
    menu = Menu(kit.menu(2, 5).labels) if shape == "menu" else None
    about = kit.words.sentence(6, 14) if columns and kit.chance(0.3) else ""
    return kit.ui.footer(Footer(note, columns, menu, about))


MARKETING: tuple[Callable[[Kit], str], ...] = (
    features,
    cards,
    cards,
    prices,
    figures,
    quotes,
    call,
    halves,
    gallery,
    people,
)
