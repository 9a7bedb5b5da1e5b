"""Components of websites: bars, heroes, cards, prices, calls to action, footers."""

from __future__ import annotations

from collections.abc import Callable

from limner_adapters.data.kit import Kit
from limner_adapters.data.words import NAVIGATION


def bar(kit: Kit) -> str:
    """The bar at the top: brand, menu, and something at its end."""
    words = kit.words
    brand = kit.link(words.brand(), "brand")
    if kit.chance(0.3):
        brand = kit.element("div", kit.icon(24) + brand, "row tight")
    menu = kit.menu(words.some(NAVIGATION, kit.rng.randint(3, 6)))
    end = kit.rng.choice(
        [
            "",
            "",
            kit.button(),
            kit.link("Log in") + kit.button("Sign up"),
            '<input class="field" type="search" placeholder="Search" style="width:180px">',
            kit.avatar(32),
            kit.icon(20) + kit.icon(20),
        ]
    )
    if end:
        end = kit.element("div", end, "row push")
    shape = kit.rng.choice(["nav", "header", "header-nav", "menu-nav"])
    if shape == "nav":
        return kit.element("nav", brand + menu + end, "bar")
    if shape == "header":
        return kit.element("header", brand + kit.element("nav", menu) + end, "bar")
    if shape == "header-nav":
        return kit.element("header", kit.element("nav", brand + menu + end, "bar"))
    return kit.element("div", brand + kit.element("nav", menu, "push") + end, "bar")


def hero(kit: Kit) -> str:
    """The large opening: title, a sentence, buttons, perhaps a picture beside."""
    words = kit.words
    ground = kit.rng.choice(["fill on-dark", "deep on-dark", "wash on-dark", "tint", "", ""])
    lines = kit.text("h1", words.title(2, 6))
    if kit.chance(0.2):
        lines = kit.badge() + lines
    lines += kit.text("p", words.sentence(8, 22), kit.rng.choice(["lead", "lead", "", "muted"]))
    buttons = kit.button(classes="large" if kit.chance(0.4) else "")
    if kit.chance(0.5):
        buttons += kit.button(classes="second")
    lines += kit.element("div", buttons, "row")
    tag = kit.rng.choice([kit.block("section"), kit.block("section"), kit.block("header"), "div"])
    if kit.chance(0.35):
        picture = kit.photo(kit.rng.randint(300, 460), kit.rng.randint(200, 320))
        inner = kit.element("div", kit.element("div", lines, "grow") + picture, "row wide wrap")
        return kit.element(tag, inner, f"section {ground}")
    return kit.element(tag, lines, f"section {ground} {'centre' if kit.chance(0.6) else ''}")


def features(kit: Kit) -> str:
    """Columns of icon, title and text."""
    columns = kit.rng.choice([2, 3, 3, 4])
    level = kit.rng.choice(["h3", "h3", "h4", "h2"])
    picture = kit.chance(0.75)
    cells = "".join(
        kit.element(
            "div",
            (kit.icon(kit.rng.choice([24, 32, 40])) if picture else "")
            + kit.text(level, kit.words.title(1, 4))
            + kit.text("p", kit.words.sentence(6, 18), kit.rng.choice(["", "muted"])),
        )
        for _ in range(columns * kit.rng.choice([1, 1, 2]))
    )
    return _titled(kit, kit.element("div", cells, f"grid g{columns}"))


def cards(kit: Kit) -> str:
    """A grid of cards that all have the same parts."""
    columns = kit.rng.choice([2, 3, 3, 4])
    has_photo, has_action, has_note = kit.chance(0.6), kit.chance(0.6), kit.chance(0.3)
    tag, level = kit.block("article"), kit.rng.choice(["h3", "h4", "h5", "h2"])
    linked = kit.chance(0.25)
    tiny = kit.rng.choice(["", "tiny", "second"])

    def card() -> str:
        title = kit.words.title(1, 5)
        heading = kit.element(level, kit.link(title)) if linked else kit.text(level, title)
        inner = heading + kit.text("p", kit.words.sentence(5, 18))
        if has_note:
            inner = kit.element("div", kit.badge(), "row tight") + inner
        if has_action:
            inner += kit.button(classes=tiny) if kit.chance(0.8) else kit.link("Read more")
        body = kit.element("div", inner, "body")
        photo = kit.photo(400, 220) if has_photo else ""
        return kit.element(tag, photo + body, "card")

    cells = "".join(card() for _ in range(columns * kit.rng.choice([1, 1, 2])))
    return _titled(kit, kit.element("div", cells, f"grid g{columns}"))


def prices(kit: Kit) -> str:
    """Plans beside each other: name, price, list of what is in, a button."""
    count = kit.rng.choice([2, 3, 3, 4])
    ticked, items = kit.chance(0.5), kit.rng.randint(3, 5)

    def plan(name: str) -> str:
        rows = "".join(
            kit.element(
                "li",
                (kit.icon(16, kit.theme.success) + kit.text("span", kit.words.title(2, 4)))
                if ticked
                else kit.words.title(2, 4),
                "row tight" if ticked else "",
            )
            for _ in range(items)
        )
        inner = (
            kit.text(kit.rng.choice(["h3", "h4"]), name)
            + kit.text(kit.rng.choice(["h2", "p"]), kit.words.price() + " / month", "lead")
            + kit.element("ul", rows, "plain" if ticked or kit.chance(0.4) else "")
            + kit.button(classes="block" if kit.chance(0.6) else "")
        )
        return kit.element(kit.block("article"), inner, "card body")

    names = kit.words.some(["Free", "Basic", "Pro", "Team", "Business", "Enterprise"], count)
    return _titled(kit, kit.element("div", "".join(map(plan, names)), f"grid g{min(count, 4)}"))


def figures(kit: Kit) -> str:
    """Numbers with what they count."""
    count = kit.rng.choice([3, 4, 4])
    boxed = kit.chance(0.6)
    tag = kit.rng.choice(["h3", "div", "div", "p"])

    def tile() -> str:
        number = kit.text(tag, kit.words.number(), "lead")
        name = kit.text(kit.rng.choice(["div", "span", "p"]), kit.words.title(1, 3), "muted small")
        inner = name + number if kit.chance(0.5) else number + name
        if kit.chance(0.35):
            inner = kit.element("div", kit.element("div", inner) + kit.icon(32), "row spread")
        return kit.element("div", inner, "card body" if boxed else "")

    return kit.element("div", "".join(tile() for _ in range(count)), f"grid g{count}")


def quotes(kit: Kit) -> str:
    """What people say, with their portraits."""

    def quote() -> str:
        who = kit.element(
            "div",
            kit.text("strong", kit.words.person())
            + "<br>"
            + kit.text("span", kit.words.title(1, 3), "muted small"),
        )
        person = kit.element("div", kit.avatar(48) + who, "row")
        return kit.element("div", kit.text("p", kit.words.sentence(8, 20)) + person, "card body")

    count = kit.rng.choice([2, 3])
    return _titled(
        kit, kit.element("div", "".join(quote() for _ in range(count)), f"grid g{count}")
    )


def call(kit: Kit) -> str:
    """A band that asks for one thing."""
    ground = kit.rng.choice(["fill on-dark", "deep on-dark", "tint"])
    heading = kit.text(kit.rng.choice(["h2", "h3"]), kit.words.title(3, 7))
    if kit.chance(0.35):
        form = kit.element(
            "form",
            '<input class="field" type="email" placeholder="Your email" style="width:260px">'
            + kit.element("button", "Subscribe", "btn"),
            "row tight",
        )
        return kit.element(kit.block("section"), heading + form, f"section {ground}")
    if kit.chance(0.4):
        inner = kit.element("div", heading + kit.button(), "row spread")
        return kit.element(kit.block("section"), inner, f"section {ground}")
    inner = heading + kit.text("p", kit.words.sentence()) + kit.button()
    return kit.element(kit.block("section"), inner, f"section centre {ground}")


def media(kit: Kit) -> str:
    """Picture on one side, text on the other."""
    picture = kit.photo(kit.rng.randint(220, 420), kit.rng.randint(150, 260))
    lines = kit.text("h2", kit.words.title(2, 5)) + kit.text("p", kit.words.paragraph(1, 3))
    if kit.chance(0.5):
        lines += kit.button()
    sides = [picture, kit.element("div", lines, "grow")]
    if kit.chance(0.5):
        sides.reverse()
    return kit.element(
        kit.block("section"), kit.element("div", "".join(sides), "row wide"), "section"
    )


def gallery(kit: Kit) -> str:
    """Rows of pictures, perhaps with captions."""
    columns = kit.rng.choice([3, 4])
    captions = kit.chance(0.4)
    cells = "".join(
        kit.element(
            "figure" if captions else "div",
            kit.photo(260, 170)
            + (kit.text("figcaption", kit.words.title(1, 4)) if captions else ""),
            style="margin:0",
        )
        for _ in range(columns * kit.rng.choice([1, 2]))
    )
    return _titled(kit, kit.element("div", cells, f"grid g{columns}"))


def footer(kit: Kit) -> str:
    """The end of the page."""
    tag = "footer" if kit.chance(0.9) else "div"
    ground = "foot deep" if kit.chance(0.4) else "foot"
    note = kit.text(
        kit.rng.choice(["p", "p", "small", "span"]),
        f"© 2026 {kit.words.brand()}. All rights reserved.",
    )
    if kit.chance(0.35):
        return kit.element(tag, note, f"{ground} centre")
    if kit.chance(0.5):
        menu = kit.menu(kit.words.some(NAVIGATION, kit.rng.randint(2, 5)))
        if kit.chance(0.3):
            menu = kit.element("nav", menu)
        return kit.element(tag, kit.element("div", note + menu, "row spread"), ground)
    count = kit.rng.choice([3, 4])
    columns = "".join(
        kit.element(
            "div",
            kit.text(kit.rng.choice(["h4", "h5", "h6", "strong"]), kit.words.title(1, 2))
            + kit.menu(kit.words.some(NAVIGATION, kit.rng.randint(2, 5)), "plain column"),
        )
        for _ in range(count)
    )
    return kit.element(tag, kit.element("div", columns, f"grid g{count}") + "<hr>" + note, ground)


def _titled(kit: Kit, inner: str) -> str:
    """`inner` in a section that has a heading more often than not."""
    head = ""
    if kit.chance(0.65):
        head = kit.text(kit.rng.choice(["h2", "h2", "h1", "h3"]), kit.words.title(1, 5))
        if kit.chance(0.35):
            head += kit.text("p", kit.words.sentence(), "muted")
        if kit.chance(0.35):
            head = kit.element("div", head, "centre")
    ground = kit.rng.choice(["", "", "", "tint"])
    return kit.element(kit.block("section"), head + inner, f"section {ground}")


MARKETING: tuple[Callable[[Kit], str], ...] = (
    features,
    cards,
    cards,
    prices,
    figures,
    quotes,
    call,
    media,
    gallery,
)
