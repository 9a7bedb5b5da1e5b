"""Bulma 1.0: its boxes and its menus."""

from __future__ import annotations

from limner_adapters.data.dialects.bulma_controls import BulmaControls
from limner_adapters.data.dialects.navigation import linked, listed
from limner_adapters.data.markup import tag, text
from limner_adapters.data.parts import Bar, Button, Card, Field, Footer, Menu, Row, Table

_HEROES = {"tint": "is-light", "fill": "", "dark": "is-dark"}


class Bulma(BulmaControls):
    """Pages as the authors of Bulma templates write them."""

    def heading(self, level: int, words: str) -> str:
        return text(f"h{level}", words, f"title is-{min(level + 2, 6) if level > 1 else 2}")

    def lead(self, words: str) -> str:
        return text("p", words, "subtitle")

    def muted(self, words: str) -> str:
        return text("p", words, "has-text-grey is-size-7")

    def prose(self, inner: str) -> str:
        return tag("div", inner, "content")

    def wrap(self, inner: str, width: int = 0) -> str:
        style = f"max-width:{width}px" if width else ""
        return tag("div", inner, "container px-4 py-5", style=style)

    def section(self, inner: str, tone: str = "", *, centred: bool = False) -> str:
        middle = "has-text-centered" if centred else ""
        if not tone:
            return tag("section", tag("div", inner, f"container {middle}"), "section")
        inside = tag("div", tag("div", inner, f"container {middle}"), "hero-body")
        look = _HEROES[tone] or self._main
        return tag("section", inside, f"hero {look}")

    def grid(self, cells: list[str], columns: int) -> str:
        size = {2: "is-6", 3: "is-4", 4: "is-3"}[columns]
        inner = "".join(tag("div", cell, f"column {size}") for cell in cells)
        return tag("div", inner, "columns is-multiline")

    def row(self, items: list[str], *, spread: bool = False) -> str:
        if spread:
            inner = tag("div", items[0], "level-left")
            inner += tag("div", "".join(items[1:]), "level-right")
            return tag("div", inner, "level is-mobile")
        return tag("div", "".join(items), "is-flex is-align-items-center", style="gap:12px")

    def sides(self, left: str, right: str) -> str:
        return tag(
            "div", tag("div", left, "column") + tag("div", right, "column"),
            "columns is-vcentered",
        )  # fmt: skip

    def split(self, side: str, main: str, *, side_last: bool = False) -> str:
        parts = [tag("aside", side, "column is-3"), tag("main", main, "column is-9")]
        return tag("div", "".join(reversed(parts) if side_last else parts), "columns")

    def hero(
        self, title: str, words: str, actions: list[str], picture: str = "", tone: str = ""
    ) -> str:
        inner = text("h1", title, f"title is-{self.dice.choice(['1', '2', '3'])}")
        inner += text("p", words, "subtitle")
        centred = not picture and self.chance(0.6)
        middle = "is-centered" if centred else ""
        inner += tag("div", "".join(actions), f"buttons {middle}") if actions else ""
        inner = self.sides(inner, picture) if picture else inner
        classes = "container has-text-centered" if centred else "container"
        size = self.dice.choice(["", "is-medium", "is-large"])
        look = {"": "", "tint": "is-light", "dark": "is-dark"}.get(tone, self._main)
        return tag(
            "section", tag("div", tag("div", inner, classes), "hero-body"), f"hero {look} {size}"
        )

    def card(self, card: Card) -> str:
        title = self.card_title(card, f"title is-{min(card.level + 1, 6)}")
        inner = tag("div", card.before) if card.before else ""
        inner += title + "".join(tag("p", part) for part in card.texts) + card.after
        if self._boxes:
            picture = tag("figure", card.picture, "image mb-4") if card.picture else ""
            end = tag("div", "".join(card.actions), "buttons mt-4") if card.actions else ""
            return tag("article", picture + tag("div", inner, "content") + end, "box")
        picture = tag("div", tag("figure", card.picture, "image"), "card-image")
        actions = "".join(card.actions)
        foot = tag("footer", tag("div", actions, "card-footer-item"), "card-footer")
        body = tag("div", tag("div", inner, "content"), "card-content")
        return tag(
            "article",
            (picture if card.picture else "") + body + (foot if actions else ""),
            "card",
        )

    def box(self, inner: str) -> str:
        return tag("div", inner, "box")

    def media(self, picture: str, inner: str) -> str:
        start = tag("figure", picture, "media-left")
        body = tag("div", tag("div", inner, "content"), "media-content")
        return tag("article", start + body, "media")

    def listing(self, rows: list[Row]) -> str:
        if self._boxes:
            items = "".join(tag("li", self.row_inner(row), "panel-block") for row in rows)
            return tag("ul", items, "panel")
        items = "".join(
            tag("li", tag("article", self.row_inner(row), "media"), "block") for row in rows
        )
        return tag("ul", items)

    def row_inner(self, row: Row) -> str:
        lines = text("strong", row.title)
        lines += text("p", row.text, "has-text-grey") if row.text else ""
        start = tag("div", row.start, "media-left") if row.start else ""
        end = tag("div", row.end, "media-right") if row.end else ""
        return start + tag("div", lines, "media-content") + end

    def table(self, table: Table) -> str:
        classes = f"table is-fullwidth {self._table}"
        return self.written_table(table, classes, "has-text-right")

    def alert(self, inner: str, look: str = "") -> str:
        close = tag("button", "", "delete") if self.chance(0.4) else ""
        light = "is-light" if self.chance(0.4) else ""
        kind = f"is-{look}" if look else self._main
        if self.chance(0.25):
            head = tag("div", text("p", "Notice") + close, "message-header")
            return tag("article", head + tag("div", inner, "message-body"), f"message {kind}")
        return tag("div", close + inner, f"notification {kind} {light}")

    def quote(self, words: str, by: str = "") -> str:
        return tag("div", super().quote(words, by), "content")

    def accordion(self, parts: list[tuple[str, str]], opened: int = -1) -> str:
        del opened
        return "".join(
            tag(
                "div",
                tag("header", text("p", title, "card-header-title"), "card-header")
                + tag("div", tag("div", words, "content"), "card-content"),
                "card mb-4",
            )
            for title, words in parts
        )

    def modal(self, title: str, inner: str, actions: list[str]) -> str:
        head = text("p", title, "modal-card-title") + tag("button", "", "delete", type="button")
        card = (
            tag("header", head, "modal-card-head")
            + tag("section", inner, "modal-card-body")
            + tag("footer", tag("div", "".join(actions), "buttons"), "modal-card-foot")
        )
        return tag("div", tag("div", card, "modal-card"), "py-6", style="background:#0009")

    def dropdown(self, button: Button, items: list[str]) -> str:
        links = "".join(text("a", item, "dropdown-item", href="#") for item in items)
        menu = tag("div", tag("div", links, "dropdown-content"), "dropdown-menu",
                   style="position:static")  # fmt: skip
        trigger = tag("div", self.button(button), "dropdown-trigger")
        return tag("div", trigger + menu, "dropdown is-active is-block mb-5")

    def stat(self, number: str, name: str) -> str:
        first, second = text("p", number, "title"), text("p", name, "heading")
        return tag("div", second + first if self.chance(0.5) else first + second)

    def bar(self, bar: Bar) -> str:
        name = "navbar-item has-text-weight-bold"
        brand = tag("div", tag("a", bar.logo + bar.brand, name, href="#"), "navbar-brand")
        links, end = linked(bar.menu, "navbar-item", "is-active"), ""
        if bar.search:
            find = Field("", "search", hint=bar.search)
            end += tag("div", self.control(find), "navbar-item")
        if bar.buttons:
            shown = tag("div", "".join(map(self.button, bar.buttons)), "buttons")
            end += tag("div", shown, "navbar-item")
        end += tag("div", bar.extra, "navbar-item") if bar.extra else ""
        if not end and self.chance(0.5):
            inner = tag("div", links, "navbar-end")
        else:
            inner = tag("div", links, "navbar-start") + tag("div", end, "navbar-end")
        menu = tag("div", inner, "navbar-menu is-active")
        inside = brand + menu
        if self.chance(0.6):
            inside = tag("div", inside, "container")
        shadow = "has-shadow" if self.chance(0.3) else ""
        return tag("nav", inside, f"navbar {self._bar} {shadow}", role="navigation")

    def side(self, menus: list[Menu]) -> str:
        inner = "".join(
            (text("p", menu.title, "menu-label") if menu.title else "")
            + listed(menu, "menu-list", active="is-active")
            for menu in menus
        )
        return tag("nav", inner, "menu")

    def tabs(self, menu: Menu) -> str:
        look = self.dice.choice(["", "", "is-boxed", "is-toggle", "is-centered"])
        return tag("div", listed(menu, active="is-active", on="li"), f"tabs {look}")

    def crumbs(self, labels: list[str]) -> str:
        menu = Menu(labels, len(labels) - 1)
        return tag("nav", listed(menu, active="is-active", on="li"), "breadcrumb")

    def pages(self, labels: list[str], active: int) -> str:
        items = "".join(
            tag(
                "li",
                text("a", label, f"pagination-link {'is-current' * (index == active)}", href="#"),
            )
            for index, label in enumerate(labels)
        )
        return tag("nav", tag("ul", items, "pagination-list"), "pagination")

    def footer(self, footer: Footer) -> str:
        note = tag("div", text("p", footer.note), "content has-text-centered")
        if footer.columns:
            cells = [self.footer_column(menu) for menu in footer.columns]
            inner = tag("div", "".join(tag("div", cell, "column") for cell in cells), "columns")
            note = inner + note
        elif footer.menu:
            note = self.row(
                [text("p", footer.note), tag("p", linked(footer.menu, "mx-2"))], spread=True
            )
        return tag("footer", tag("div", note, "container"), "footer")

    def footer_column(self, menu: Menu) -> str:
        return text("h4", menu.title, "title is-5") + listed(menu)
