"""Materialize: Material Design as pages of the years before frameworks had components write it."""

from __future__ import annotations

import random

from limner_adapters.data.dialects.hues import draw_hue
from limner_adapters.data.dialects.navigation import Dialect, listed
from limner_adapters.data.dialects.packages import PackedFile
from limner_adapters.data.markup import tag, text, void
from limner_adapters.data.parts import Bar, Button, Card, Choice, Field, Footer, Menu, Row, Table

_COLOURS = (
    "",
    "",
    "blue",
    "indigo",
    "teal",
    "purple",
    "red darken-1",
    "green",
    "orange",
    "blue-grey",
)
_TONES = {"tint": "grey lighten-4", "dark": "grey darken-4 white-text"}
_ALERTS = {"success": "green lighten-4", "danger": "red lighten-4", "warning": "amber lighten-4"}
# The box is drawn beside a hidden input: something that is not seen stands where it is.
_SPOT = "position:absolute;left:0;top:3px;width:18px;height:18px;background:rgba(0,0,0,.004)"


class Materialize(Dialect):
    """Pages as the authors of Materialize sites write them."""

    SHEETS = (PackedFile("materialize-css", "1.0.0", "dist/css/materialize.min.css"),)
    DARK_SHARE = 0.0

    def __init__(self, dice: random.Random) -> None:
        super().__init__(dice)
        self._colour = dice.choice(_COLOURS)
        self._hue = draw_hue(dice).hex if self.chance(0.3) else ""
        self._flat = self.chance(0.15)
        self._table = dice.choice(["", "striped", "highlight", "responsive-table"])
        self._filled = "filled-in" if self.chance(0.5) else ""
        self._aside = dice.choice(["white", "white z-depth-0", "grey lighten-4 z-depth-0"])

    def css(self) -> str:
        own = f".btn,.btn-large,.btn-small,nav{{background:{self._hue}}}" if self._hue else ""
        return own + (
            ".row-line{display:flex;gap:12px;align-items:center}.spread{justify-content:"
            "space-between}.grow{flex:1;min-width:0}.btn,.btn-large,.btn-small{margin:0 8px 8px 0}"
            "h1{font-size:3rem}h2{font-size:2.4rem}h3{font-size:1.9rem}h4{font-size:1.5rem}"
            ".breadcrumb:before{content:'>'}nav .sidemenu li{float:none}"
            ".raised{padding:16px}nav ul.menu{display:flex}.card .card-image img{width:100%;"
            "height:auto}.sidemenu a{display:block;padding:8px 16px;color:#444}.sidemenu .active a{"
            "background:rgba(0,0,0,.06)}.media{display:flex;gap:16px;margin-bottom:16px}img{"
            "max-width:100%}.toned h1,.toned h2,.toned a:not(.btn):not(.btn-large){color:inherit}"
        )

    def button(self, button: Button) -> str:
        size = {"small": "btn-small", "large": "btn-large"}.get(button.size, "btn")
        if button.look in ("text", "ghost", "outline") or self._flat:
            size = "btn-flat"
        colour = {
            "second": "grey",
            "danger": "red",
            "light": "white black-text",
            "ghost": "white-text",
        }.get(button.look, "" if size == "btn-flat" else self._colour)
        wide = "display:block" if button.wide else ""
        inner = button.icon + (" " if button.icon else "") + button.words
        classes = f"{size} {colour}"
        return tag(button.tag, inner, classes, style=wide, **button.attributes)

    def buttons(self, written: list[str]) -> str:
        return tag("div", "".join(written))

    def badge(self, words: str, look: str = "") -> str:
        if self.chance(0.5):
            kind = {"success": "green", "danger": "red", "soft": "grey"}.get(look, self._colour)
            classes = f"new badge {kind}"
            return text("span", words, classes, data_role="badge", data_badge_caption="",
                        style="float:none")  # fmt: skip
        return text("div", words, "chip", data_role="badge")

    def field(self, field: Field, placed: str = "above") -> str:
        label = text("label", field.label, "active") if placed != "inside" else ""
        help_ = text("span", field.help, "helper-text") if field.help else ""
        if field.kind in ("range", "file", "color"):
            return tag("p", label + self.control(field), "range-field")
        return tag("div", self.control(field) + label + help_, "input-field")

    def control(self, field: Field) -> str:
        return self.written_control(field, "", "browser-default", "materialize-textarea")

    def choice(self, choice: Choice) -> str:
        if choice.kind == "switch":
            return tag("p", self.bare_choice(choice) + " " + text("span", choice.words))
        return tag("p", self._box(choice, text("span", choice.words)))

    def bare_choice(self, choice: Choice) -> str:
        if choice.kind != "switch":
            return self._box(choice, "<span></span>")
        box = super().ticked(choice, "", "").replace(' data-role="switch"', "")
        lever = tag("span", "", "lever", data_role="switch")
        return tag("div", tag("label", box + lever, data_role="none"), "switch")

    def _box(self, choice: Choice, words: str) -> str:
        spot = tag("i", "", style=_SPOT, data_role=choice.kind)
        inner = self.ticked(choice, self._filled if choice.kind == "checkbox" else "") + words
        return tag("label", inner + spot, style="position:relative;display:inline-block")

    def pair(self, first: str, second: str) -> str:
        return tag("div", tag("div", first, "col s6") + tag("div", second, "col s6"), "row")

    def filters(self, fields: list[Field], button: Button) -> str:
        inner = "".join(tag("div", self.control(field), "grow") for field in fields)
        return tag("form", inner + self.button(button), "row-line")

    def joined(self, field: Field, button: Button) -> str:
        return self.filters([field], button)

    def progress(self, percent: int, look: str = "") -> str:
        del look
        bar = tag("div", "", f"determinate {self._colour}", style=f"width:{percent}%")
        return tag("div", bar, "progress")

    def lead(self, words: str) -> str:
        return text("p", words, "flow-text")

    def muted(self, words: str) -> str:
        return text("p", words, "grey-text", style="margin:0")

    def wrap(self, inner: str, width: int = 0) -> str:
        style = f"width:auto;max-width:{width}px" if width else ""
        return tag("div", inner, "container", style=style)

    def section(self, inner: str, tone: str = "", *, centred: bool = False) -> str:
        look = (
            f"{self._colour or 'teal'} white-text toned" if tone == "fill" else _TONES.get(tone, "")
        )
        middle = "center-align" if centred else ""
        return tag("section", tag("div", inner, "container"), f"section {look} {middle}")

    def grid(self, cells: list[str], columns: int) -> str:
        inner = "".join(tag("div", cell, f"col s12 m6 l{12 // columns}") for cell in cells)
        return tag("div", inner, "row", style="display:flex;flex-wrap:wrap")

    def row(self, items: list[str], *, spread: bool = False) -> str:
        return tag("div", "".join(items), f"row-line {'spread' if spread else ''}")

    def sides(self, left: str, right: str) -> str:
        return tag("div", tag("div", left, "col s12 m6") + tag("div", right, "col s12 m6"), "row")

    def split(self, side: str, main: str, *, side_last: bool = False) -> str:
        parts = [tag("aside", side, "col s4 l3"), tag("main", main, "col s8 l9")]
        return tag("div", "".join(reversed(parts) if side_last else parts), "row")

    def card(self, card: Card) -> str:
        title = self.card_title(card, "card-title")
        body = card.before + title + "".join(tag("p", part) for part in card.texts) + card.after
        picture = tag("div", card.picture, "card-image") if card.picture else ""
        end = tag("div", "".join(card.actions), "card-action") if card.actions else ""
        return tag("article", picture + tag("div", body, "card-content") + end, "card")

    def box(self, inner: str) -> str:
        return tag("div", inner, "card-panel")

    def media(self, picture: str, inner: str) -> str:
        return tag("article", picture + tag("div", inner, "grow"), "media")

    def listing(self, rows: list[Row]) -> str:
        items = "".join(tag("li", self.row_inner(row), "collection-item row-line") for row in rows)
        return tag("ul", items, "collection")

    def row_inner(self, row: Row) -> str:
        lines = text("span", row.title, "title")
        lines += text("p", row.text, "grey-text") if row.text else ""
        return row.start + tag("div", lines, "grow") + row.end

    def table(self, table: Table) -> str:
        return self.written_table(table, self._table, "right-align")

    def alert(self, inner: str, look: str = "") -> str:
        return tag("div", inner, f"card-panel {_ALERTS.get(look, 'blue lighten-5')}")

    def accordion(self, parts: list[tuple[str, str]], opened: int = -1) -> str:
        items = ""
        for index, (title, words) in enumerate(parts):
            body = text("div", words, "collapsible-body", style="display:block")
            items += tag(
                "li", text("div", title, "collapsible-header") + (body if index == opened else "")
            )
        return tag("ul", items, "collapsible")

    def modal(self, title: str, inner: str, actions: list[str]) -> str:
        body = tag("div", text("h4", title) + inner, "modal-content")
        card = body + tag("div", "".join(actions), "modal-footer")
        shown = tag("div", card, "modal", style="display:block;position:static;max-height:none")
        return tag("div", shown, style="background:rgba(0,0,0,.5);padding:48px 0")

    def dropdown(self, button: Button, items: list[str]) -> str:
        links = "".join(tag("li", text("a", item, href="#")) for item in items)
        style = "display:block;opacity:1;position:static;width:200px"
        return self.button(button) + tag("ul", links, "dropdown-content", style=style)

    def stat(self, number: str, name: str) -> str:
        return text("h4", number, style="margin:0") + self.muted(name)

    def bar(self, bar: Bar) -> str:
        brand = tag("a", bar.logo + bar.brand, "brand-logo", href="#", style="position:static")
        menu = listed(bar.menu, "menu", on="li")
        end = "".join(map(self.button, bar.buttons)) + bar.extra
        if bar.search:
            end = (
                void(
                    "input", type="search", placeholder=bar.search, style="width:200px;margin:0 8px"
                )
                + end
            )
        side = tag("div", end, "row-line") if end else ""
        inner = tag("div", brand + menu + side, "nav-wrapper container row-line spread")
        return tag("header", tag("nav", inner, self._colour))

    def side(self, menus: list[Menu]) -> str:
        inner = ""
        for menu in menus:
            inner += text("h6", menu.title, "grey-text") if menu.title else ""
            inner += listed(menu, "sidemenu", on="li")
        return tag("nav", inner, self._aside, style="height:auto;line-height:1.5;padding:8px")

    def tabs(self, menu: Menu) -> str:
        return listed(menu, "tabs", "tab")

    def crumbs(self, labels: list[str]) -> str:
        links = "".join(text("a", label, "breadcrumb", href="#") for label in labels)
        return tag("nav", tag("div", links, "nav-wrapper", style="padding:0 16px"), self._colour)

    def pages(self, labels: list[str], active: int) -> str:
        items = "".join(
            tag("li", text("a", label, href="#"), "active" if index == active else "waves-effect")
            for index, label in enumerate(labels)
        )
        return tag("ul", items, "pagination")

    def footer(self, footer: Footer) -> str:
        inner = ""
        if footer.columns:
            cells = [self.footer_column(menu) for menu in footer.columns]
            if footer.about:
                cells.insert(0, text("p", footer.about, "grey-text text-lighten-4"))
            inner = tag("div", self.grid(cells, min(len(cells), 4)), "container")
        end = text("span", footer.note)
        if footer.menu:
            end += " " + " ".join(
                text("a", label, "grey-text text-lighten-3", href="#")
                for label in footer.menu.labels
            )
        foot = tag("div", tag("div", end, "container"), "footer-copyright")
        return tag("footer", inner + foot, f"page-footer {self._colour}")

    def footer_column(self, menu: Menu) -> str:
        return text("h5", menu.title, "white-text") + listed(menu, link="grey-text text-lighten-3")
