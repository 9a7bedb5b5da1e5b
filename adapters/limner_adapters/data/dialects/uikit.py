"""UIkit 3: kept out of the mix, so that what was learnt can be measured on it."""

from __future__ import annotations

import random

from limner_adapters.data.dialects.hues import draw_hue
from limner_adapters.data.dialects.navigation import Dialect, listed
from limner_adapters.data.dialects.packages import PackedFile
from limner_adapters.data.markup import tag, text, void
from limner_adapters.data.parts import Bar, Button, Card, Choice, Field, Footer, Menu, Row, Table

_LOOKS = {"outline": "default", "second": "secondary", "light": "default", "ghost": "text"}
_TONES = {"": "default", "tint": "muted", "fill": "primary", "dark": "secondary"}


class UIkit(Dialect):
    """Pages as the authors of UIkit sites write them."""

    SHEETS = (PackedFile("uikit", "3.23.0", "dist/css/uikit.min.css"),)
    DARK_SHARE = 0.0
    # What is measured on it is the dialect alone.
    OWN_FACE_SHARE = 0.0

    def __init__(self, dice: random.Random) -> None:
        super().__init__(dice)
        self._hue = draw_hue(dice).hex if self.chance(0.4) else ""
        self._table = dice.choice(["divider", "striped", "hover divider", "small divider"])
        self._card = dice.choice(["default", "default", "primary", "secondary"])
        self._card = self._card if self.chance(0.3) else "default"
        self._shadow = self.chance(0.4)

    def css(self) -> str:
        hue = self._hue
        return hue and (
            f".uk-button-primary,.uk-section-primary,.uk-card-primary,.uk-badge{{background:{hue}}}"
            f"a:not([class]){{color:{hue}}}.uk-checkbox:checked,.uk-radio:checked{{background-color:"
            f"{hue}}}.uk-label{{background:{hue}}}"
        )

    def button(self, button: Button) -> str:
        look = _LOOKS.get(button.look, button.look)
        size = f"uk-button-{button.size}" if button.size else ""
        wide = "uk-width-1-1" if button.wide else ""
        inner = button.icon + (" " if button.icon else "") + button.words
        classes = f"uk-button uk-button-{look} {size} {wide}"
        return tag(button.tag, inner, classes, **button.attributes)

    def buttons(self, written: list[str]) -> str:
        return tag("p", " ".join(written))

    def badge(self, words: str, look: str = "") -> str:
        if words.isdigit():
            return text("span", words, "uk-badge", data_role="badge")
        kind = f"uk-label-{look}" if look in ("success", "danger") else ""
        return text("span", words, f"uk-label {kind}", data_role="badge")

    def field(self, field: Field, placed: str = "above") -> str:
        help_ = text("p", field.help, "uk-text-meta uk-margin-remove") if field.help else ""
        if placed == "inside":
            return tag("div", self.control(field), "uk-margin")
        label = text("label", field.label, "uk-form-label")
        controls = tag("div", self.control(field) + help_, "uk-form-controls")
        if placed == "beside":
            return tag("div", tag("div", label + controls, "uk-margin"), "uk-form-horizontal")
        return tag("div", label + controls, "uk-margin")

    def control(self, field: Field) -> str:
        if field.kind == "range":
            return self.written_control(field, "uk-range")
        return self.written_control(field, "uk-input", "uk-select", "uk-textarea")

    def choice(self, choice: Choice) -> str:
        return tag(
            "div", tag("label", f"{self.bare_choice(choice)} {choice.words}"), "uk-margin-small"
        )

    def bare_choice(self, choice: Choice) -> str:
        kind = "checkbox" if choice.kind == "switch" else choice.kind
        return self.ticked(Choice("", kind, choice.on, choice.group), f"uk-{kind}")

    def pair(self, first: str, second: str) -> str:
        cells = tag("div", first) + tag("div", second)
        return tag("div", cells, "uk-grid uk-grid-small uk-child-width-1-2")

    def joined(self, field: Field, button: Button) -> str:
        return self.filters([field], button)

    def filters(self, fields: list[Field], button: Button) -> str:
        cells = "".join(tag("div", self.control(field), "uk-width-expand") for field in fields)
        return tag("form", cells + tag("div", self.button(button)), "uk-grid uk-grid-small")

    def progress(self, percent: int, look: str = "") -> str:
        del look
        return tag("progress", "", "uk-progress", value=str(percent), max="100")

    def heading(self, level: int, words: str) -> str:
        line = "uk-heading-divider" if level == 2 and self.chance(0.1) else ""
        return text(f"h{level}", words, line)

    def lead(self, words: str) -> str:
        return text("p", words, "uk-text-lead")

    def muted(self, words: str) -> str:
        return text("p", words, "uk-text-meta uk-margin-remove")

    def wrap(self, inner: str, width: int = 0) -> str:
        style = f"max-width:{width}px" if width else ""
        return tag("div", inner, "uk-container uk-padding-small", style=style)

    def section(self, inner: str, tone: str = "", *, centred: bool = False) -> str:
        light = "uk-light" if tone in ("fill", "dark") else ""
        middle = "uk-text-center" if centred else ""
        inside = tag("div", inner, "uk-container")
        return tag("section", inside, f"uk-section uk-section-{_TONES[tone]} {light} {middle}")

    def grid(self, cells: list[str], columns: int) -> str:
        inner = "".join(tag("div", cell, "uk-margin-bottom") for cell in cells)
        return tag("div", inner, f"uk-grid uk-grid-match uk-child-width-1-{columns}")

    def row(self, items: list[str], *, spread: bool = False) -> str:
        end = "uk-flex-between" if spread else "uk-grid-small"
        if spread:
            return tag("div", "".join(items), f"uk-flex uk-flex-middle {end}")
        cells = "".join(tag("div", item) for item in items)
        return tag("div", cells, f"uk-grid uk-flex-middle {end}")

    def sides(self, left: str, right: str) -> str:
        cells = tag("div", left) + tag("div", right)
        return tag("div", cells, "uk-grid uk-child-width-1-2 uk-flex-middle")

    def split(self, side: str, main: str, *, side_last: bool = False) -> str:
        parts = [tag("aside", side, "uk-width-1-4"), tag("main", main, "uk-width-3-4")]
        return tag("div", "".join(reversed(parts) if side_last else parts), "uk-grid")

    def card(self, card: Card) -> str:
        body = card.before + self.card_title(card, "uk-card-title")
        body += "".join(tag("p", part) for part in card.texts) + card.after
        body += self.buttons(list(card.actions)) if card.actions else ""
        picture = tag("div", card.picture, "uk-card-media-top") if card.picture else ""
        look = f"uk-card uk-card-{self._card} {'uk-box-shadow-small' if self._shadow else ''}"
        return tag("article", picture + tag("div", body, "uk-card-body"), look)

    def box(self, inner: str) -> str:
        return tag("div", inner, "uk-card uk-card-default uk-card-body uk-margin")

    def media(self, picture: str, inner: str) -> str:
        cells = tag("div", picture, "uk-width-auto") + tag("div", inner, "uk-width-expand")
        return tag("article", cells, "uk-grid uk-grid-medium uk-margin uk-flex-middle")

    def listing(self, rows: list[Row]) -> str:
        items = "".join(tag("li", self.row_inner(row), "uk-flex uk-flex-middle") for row in rows)
        return tag("ul", items, "uk-list uk-list-divider")

    def row_inner(self, row: Row) -> str:
        lines = text("strong", row.title) + (self.muted(row.text) if row.text else "")
        start = tag("div", row.start, "uk-margin-right") if row.start else ""
        return start + tag("div", lines, "uk-width-expand") + row.end

    def table(self, table: Table) -> str:
        looks = " ".join(f"uk-table-{look}" for look in self._table.split())
        return self.written_table(table, f"uk-table {looks} uk-table-middle", "uk-text-right")

    def alert(self, inner: str, look: str = "") -> str:
        return tag("div", tag("p", inner), f"uk-alert uk-alert-{look or 'primary'}")

    def accordion(self, parts: list[tuple[str, str]], opened: int = -1) -> str:
        items = ""
        for index, (title, words) in enumerate(parts):
            link = text("a", title, "uk-accordion-title", href="#")
            body = tag("div", text("p", words), "uk-accordion-content")
            items += tag("li", link + (body if index == opened else ""))
        return tag("ul", items, "uk-accordion")

    def modal(self, title: str, inner: str, actions: list[str]) -> str:
        body = text("h2", title, "uk-modal-title") + inner
        end = tag("p", " ".join(actions), "uk-text-right")
        dialog = tag("div", body + end, "uk-modal-dialog uk-modal-body",
                     style="opacity:1;transform:none")  # fmt: skip
        return tag("div", dialog, style="background:rgba(0,0,0,.6);padding:50px 15px")

    def dropdown(self, button: Button, items: list[str]) -> str:
        menu = listed(Menu(items), "uk-nav uk-dropdown-nav")
        shown = tag("div", menu, "uk-dropdown uk-open", style="position:static;display:block")
        return self.button(button) + shown

    def stat(self, number: str, name: str) -> str:
        return text("p", number, "uk-text-large uk-text-bold uk-margin-remove") + self.muted(name)

    def bar(self, bar: Bar) -> str:
        brand = tag("a", bar.logo + bar.brand, "uk-navbar-item uk-logo", href="#")
        menu = listed(bar.menu, "uk-navbar-nav", active="uk-active", on="li")
        left = tag("div", brand + menu, "uk-navbar-left")
        end = "".join(map(self.button, bar.buttons)) + bar.extra
        if bar.search:
            find = void("input", "uk-input", type="search", placeholder=bar.search)
            end = find + end
        right = tag("div", tag("div", end, "uk-navbar-item"), "uk-navbar-right") if end else ""
        return tag(
            "nav",
            left + right,
            "uk-navbar uk-navbar-container uk-padding uk-padding-remove-vertical",
        )

    def side(self, menus: list[Menu]) -> str:
        items = ""
        for menu in menus:
            items += tag("li", menu.title, "uk-nav-header") if menu.title else ""
            items += listed(menu, active="uk-active", on="li")[4:-5]
        return tag("nav", tag("ul", items, "uk-nav uk-nav-default"))

    def tabs(self, menu: Menu) -> str:
        return listed(menu, "uk-tab", active="uk-active", on="li")

    def crumbs(self, labels: list[str]) -> str:
        return tag("nav", listed(Menu(labels), "uk-breadcrumb"))

    def pages(self, labels: list[str], active: int) -> str:
        return tag(
            "nav", listed(Menu(labels, active), "uk-pagination", active="uk-active", on="li")
        )

    def footer(self, footer: Footer) -> str:
        inner = ""
        if footer.columns:
            cells = [self.footer_column(menu) for menu in footer.columns]
            inner = self.grid(cells, min(len(cells), 4))
        note = self.muted(footer.note)
        if footer.menu:
            note = self.row([note, listed(footer.menu, "uk-subnav")], spread=True)
        tone = self.dice.choice(["uk-section-muted", "uk-section-secondary uk-light", ""])
        inside = tag("div", inner + note, "uk-container")
        return tag("footer", inside, f"uk-section uk-section-small {tone}")

    def footer_column(self, menu: Menu) -> str:
        return text("h4", menu.title) + listed(menu, "uk-list")
