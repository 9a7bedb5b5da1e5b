"""Pages in utility classes: every element says its own style in many small classes."""

from __future__ import annotations

import random
from typing import ClassVar

from limner_adapters.data.dialects.navigation import Dialect, listed
from limner_adapters.data.markup import tag, text, void
from limner_adapters.data.parts import Bar, Button, Card, Choice, Field, Footer, Menu, Row, Table


class Utilities(Dialect):
    """What such pages have in common; what a part wears is drawn once a page from `WORN`.

    Attributes:
        WORN: for each part what its author may have written; `{c}` is the page's colour.
        COLOURS: what `{c}` stands for.
    """

    WORN: ClassVar[dict[str, tuple[str, ...]]] = {}
    COLOURS: ClassVar[tuple[str, ...]] = ("",)

    def __init__(self, dice: random.Random) -> None:
        super().__init__(dice)
        self._colour = dice.choice(self.COLOURS)
        self._worn = {name: dice.choice(choices) for name, choices in self.WORN.items()}

    def wear(self, *names: str) -> str:
        """The classes of a part on this page; parts that have none wear nothing."""
        return " ".join(self._worn.get(name, "") for name in names).replace("{c}", self._colour)

    def button(self, button: Button) -> str:
        look = {"light": "button-light", "ghost": "button-ghost", "danger": "button-danger"}.get(
            button.look, f"button-{button.look}"
        )
        size = self.wear(f"size-{button.size or 'normal'}")
        wide = self.wear("wide") if button.wide else ""
        icon = tag("span", button.icon, self.wear("button-icon")) if button.icon else ""
        return tag(
            button.tag, icon + button.words, f"{self.wear('button', look)} {size} {wide}",
            **button.attributes,
        )  # fmt: skip

    def buttons(self, written: list[str]) -> str:
        return tag("div", "".join(written), self.wear("buttons"))

    def badge(self, words: str, look: str = "") -> str:
        return text(
            "span", words, self.wear("badge", f"badge-{look or 'plain'}"), data_role="badge"
        )

    def field(self, field: Field, placed: str = "above") -> str:
        help_ = text("p", field.help, self.wear("help")) if field.help else ""
        if placed == "inside":
            return tag("div", self.control(field), self.wear("field"))
        label = text("label", field.label, self.wear("label"))
        if placed == "beside":
            left = tag("div", label, self.wear("third"))
            right = tag("div", self.control(field) + help_, self.wear("two-thirds"))
            return tag("div", left + right, self.wear("row", "field"))
        return tag("div", label + self.control(field) + help_, self.wear("field"))

    def control(self, field: Field) -> str:
        if field.kind in ("range", "file", "color"):
            return self.written_control(field, self.wear("wide"))
        return self.written_control(field, self.wear("control"), self.wear("control", "select"))

    def choice(self, choice: Choice) -> str:
        inner = self.bare_choice(choice) + text("span", choice.words, self.wear("tick-words"))
        return tag("label", inner, self.wear("choice"))

    def bare_choice(self, choice: Choice) -> str:
        if choice.kind == "switch":
            side = "justify-content:flex-end" if choice.on else ""
            knob = tag("span", "", self.wear("knob"), data_role="none")
            ground = self.wear("lever", "lever-on" if choice.on else "lever-off")
            return tag("span", knob, ground, data_role="switch", style=side)
        return self.ticked(choice, self.wear("tick"))

    def choices(self, title: str, written: list[str]) -> str:
        legend = text("legend", title, self.wear("label")) if title else ""
        return tag("fieldset", legend + "".join(written), self.wear("fieldset"))

    def pair(self, first: str, second: str) -> str:
        return self.sides(first, second)

    def filters(self, fields: list[Field], button: Button) -> str:
        inner = "".join(tag("div", self.control(field), self.wear("grow")) for field in fields)
        return tag("form", inner + self.button(button), self.wear("row"))

    def joined(self, field: Field, button: Button) -> str:
        return self.filters([field], button)

    def progress(self, percent: int, look: str = "") -> str:
        del look
        meter = tag("div", "", self.wear("meter"), style=f"width:{percent}%")
        return tag("div", meter, self.wear("progress"))

    def heading(self, level: int, words: str) -> str:
        return text(f"h{level}", words, self.wear(f"h{level}"))

    def lead(self, words: str) -> str:
        return text("p", words, self.wear("lead"))

    def muted(self, words: str) -> str:
        return text("p", words, self.wear("muted"))

    def prose(self, inner: str) -> str:
        return tag("div", inner, "prose")

    def wrap(self, inner: str, width: int = 0) -> str:
        style = f"max-width:{width}px" if width else ""
        return tag("div", inner, self.wear("wrap", "wrap-space"), style=style)

    def section(self, inner: str, tone: str = "", *, centred: bool = False) -> str:
        middle = self.wear("centred") if centred else ""
        inside = tag("div", inner, f"{self.wear('wrap')} {middle}")
        toned = "toned" if tone in ("fill", "dark") else ""
        return tag("section", inside, f"{self.wear('section', f'tone-{tone}')} {toned}")

    def grid(self, cells: list[str], columns: int) -> str:
        cell = self.wear(f"cell{columns}")
        inner = "".join(tag("div", inner, cell) for inner in cells)
        return tag("div", inner, self.wear("grid", f"grid{columns}"))

    def row(self, items: list[str], *, spread: bool = False) -> str:
        return tag("div", "".join(items), self.wear("row", "spread" if spread else ""))

    def sides(self, left: str, right: str) -> str:
        return self.grid([left, right], 2)

    def split(self, side: str, main: str, *, side_last: bool = False) -> str:
        parts = [tag("aside", side, self.wear("aside")), tag("main", main, self.wear("grow"))]
        return tag("div", "".join(reversed(parts) if side_last else parts), self.wear("split"))

    def hero(
        self, title: str, words: str, actions: list[str], picture: str = "", tone: str = ""
    ) -> str:
        inner = text("h1", title, self.wear("display")) + self.lead(words)
        inner += self.buttons(actions) if actions else ""
        inner = self.sides(inner, picture) if picture else inner
        return self.section(inner, tone, centred=not picture and self.chance(0.6))

    def card(self, card: Card) -> str:
        title = self.card_title(card, self.wear(f"h{card.level}"))
        body = card.before + title
        body += "".join(tag("p", part, self.wear("card-text")) for part in card.texts) + card.after
        body += self.buttons(list(card.actions)) if card.actions else ""
        worn = self.wear("picture")
        picture = card.picture.replace("<img", f'<img class="{worn}"', 1)
        return tag("article", picture + tag("div", body, self.wear("card-body")), self.wear("card"))

    def box(self, inner: str) -> str:
        return tag("div", inner, self.wear("card", "card-body", "box"))

    def media(self, picture: str, inner: str) -> str:
        return tag("article", picture + tag("div", inner, self.wear("grow")), self.wear("media"))

    def listing(self, rows: list[Row]) -> str:
        items = "".join(tag("li", self.row_inner(row), self.wear("item")) for row in rows)
        return tag("ul", items, self.wear("listing"))

    def row_inner(self, row: Row) -> str:
        lines = text("p", row.title, self.wear("item-title"))
        lines += text("p", row.text, self.wear("muted")) if row.text else ""
        return row.start + tag("div", lines, self.wear("grow")) + row.end

    def table(self, table: Table) -> str:
        def cells(name: str, row: list[str]) -> str:
            return "".join(
                tag(name, cell, self.wear(name, "right" if index in table.figures else "left"))
                for index, cell in enumerate(row)
            )

        head = tag("thead", tag("tr", cells("th", table.head)), self.wear("thead"))
        body = "".join(tag("tr", cells("td", row), self.wear("tr")) for row in table.rows)
        return tag("table", head + tag("tbody", body), self.wear("table"))

    def alert(self, inner: str, look: str = "") -> str:
        return tag("div", tag("p", inner), self.wear("alert", f"alert-{look or 'plain'}"))

    def quote(self, words: str, by: str = "") -> str:
        end = text("p", by, self.wear("muted")) if by else ""
        return tag("blockquote", text("p", words) + end, self.wear("quote"))

    def code(self, lines: str) -> str:
        return tag("pre", text("code", lines), self.wear("code"))

    def modal(self, title: str, inner: str, actions: list[str]) -> str:
        body = self.heading(3, title) + inner + self.buttons(actions)
        return tag("div", tag("div", body, self.wear("modal")), self.wear("overlay"))

    def dropdown(self, button: Button, items: list[str]) -> str:
        links = "".join(
            tag("li", text("a", item, self.wear("menu-link"), href="#")) for item in items
        )
        return self.button(button) + tag("ul", links, self.wear("menu"))

    def stat(self, number: str, name: str) -> str:
        return text("p", number, self.wear("number")) + self.muted(name)

    def timeline(self, events: list[tuple[str, str, str]]) -> str:
        items = "".join(
            tag(
                "li",
                self.muted(when) + self.heading(4, title) + text("p", words),
                self.wear("event"),
            )
            for when, title, words in events
        )
        return tag("ul", items, self.wear("plain"))

    def bar(self, bar: Bar) -> str:
        brand = bar.logo + text("a", bar.brand, self.wear("brand"), href="#")
        menu = listed(
            bar.menu, self.wear("bar-menu"), "", self.wear("bar-link"), self.wear("active")
        )
        end = "".join(map(self.button, bar.buttons)) + bar.extra
        if bar.search:
            find = void("input", self.wear("control"), type="search", placeholder=bar.search)
            end = tag("div", find) + end
        inner = tag("div", brand, self.wear("row")) + tag("nav", menu)
        inner += tag("div", end, self.wear("row")) if end else ""
        return tag("header", inner, self.wear("bar"))

    def side(self, menus: list[Menu]) -> str:
        link, active = self.wear("side-link"), self.wear("side-active")
        inner = "".join(
            (text("h4", menu.title, self.wear("side-title")) if menu.title else "")
            + listed(menu, self.wear("plain"), "", link, active)
            for menu in menus
        )
        return tag("nav", inner)

    def tabs(self, menu: Menu) -> str:
        return listed(menu, self.wear("tabs"), "", self.wear("tab"), self.wear("tab-active"))

    def crumbs(self, labels: list[str]) -> str:
        links = [text("a", label, self.wear("crumb"), href="#") for label in labels[:-1]]
        end = text("span", labels[-1], self.wear("muted-words"))
        gap = tag("span", self.dice.choice(["/", "&rsaquo;", "&gt;"]), self.wear("gap"))
        return tag("nav", gap.join([*links, end]), self.wear("crumbs"))

    def pages(self, labels: list[str], active: int) -> str:
        menu = Menu(labels, active)
        links = listed(menu, self.wear("pages"), "", self.wear("page"), self.wear("page-active"))
        return tag("nav", links)

    def footer(self, footer: Footer) -> str:
        inner = ""
        if footer.columns:
            cells = [self.footer_column(menu) for menu in footer.columns]
            inner = self.grid(cells, min(len(cells), 4))
        note = text("p", footer.note, self.wear("muted"))
        if footer.menu:
            menu = listed(footer.menu, self.wear("bar-menu"), "", self.wear("crumb"))
            note = self.row([note, menu], spread=True)
        return tag("footer", tag("div", inner + note, self.wear("wrap")), self.wear("footer"))

    def footer_column(self, menu: Menu) -> str:
        links = listed(menu, self.wear("plain"), "", self.wear("foot-link"))
        return text("h4", menu.title, self.wear("side-title")) + links
