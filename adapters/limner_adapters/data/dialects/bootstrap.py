"""Bootstrap 5."""

from __future__ import annotations

import random

from limner_adapters.data.dialects.hues import draw_hue
from limner_adapters.data.dialects.navigation import Dialect, linked, listed
from limner_adapters.data.dialects.packages import PackedFile
from limner_adapters.data.markup import tag, text, void
from limner_adapters.data.parts import Bar, Button, Card, Choice, Field, Footer, Menu, Row, Table

_LOOKS = {
    "second": "btn-secondary",
    "outline": "btn-outline-primary",
    "text": "btn-link",
    "ghost": "btn-outline-light",
}
_SIZES = {"small": "btn-sm", "large": "btn-lg"}
_TONES = {"tint": "bg-body-tertiary", "fill": "text-bg-primary", "dark": "text-bg-dark"}
_ALERTS = {"": "alert-primary", "soft": "alert-secondary"}
_BADGES = {"": "text-bg-primary", "soft": "text-bg-secondary"}


class Bootstrap(Dialect):
    """Pages as the authors of Bootstrap sites write them."""

    SHEETS = (PackedFile("bootstrap", "5.3.8", "dist/css/bootstrap.min.css"),)

    def __init__(self, dice: random.Random) -> None:
        super().__init__(dice)
        self._hue = draw_hue(dice) if self.chance(0.5) else None
        self._bar = dice.choice(["dark", "dark", "light", "primary"])
        self._table = dice.choice(["", "table-striped", "table-bordered", "table-hover table-sm"])
        self._shadow = dice.choice(["", "", "shadow-sm", "shadow border-0"])
        self._pills = self.chance(0.3)
        self._links = "link-underline link-underline-opacity-0" if self.chance(0.3) else ""

    def html_attributes(self) -> dict[str, str]:
        return {"data_bs_theme": "dark"} if self.dark else {}

    def css(self) -> str:
        if self._hue is None:
            return ""
        strong, deep, triple = self._hue.hex, self._hue.deep, self._hue.triple
        return (
            f":root{{--bs-primary:{strong};--bs-primary-rgb:{triple};"
            f"--bs-link-color-rgb:{triple};--bs-link-hover-color-rgb:{triple}}}"
            f".btn-primary{{--bs-btn-bg:{strong};--bs-btn-border-color:{strong}}}"
            f".btn-outline-primary{{--bs-btn-color:{strong};--bs-btn-border-color:{strong}}}"
            f".pagination,.nav-pills,.dropdown-menu,.list-group,.progress{{"
            f"--bs-pagination-active-bg:{strong};--bs-pagination-active-border-color:{strong};"
            f"--bs-nav-pills-link-active-bg:{strong};--bs-list-group-active-bg:{strong};"
            f"--bs-progress-bar-bg:{strong}}}"
            f".form-check-input:checked{{background-color:{deep};border-color:{deep}}}"
        )

    def button(self, button: Button) -> str:
        look = _LOOKS.get(button.look, f"btn-{button.look}")
        classes = f"btn {look} {_SIZES.get(button.size, '')} {'w-100' if button.wide else ''}"
        inner = button.icon + (" " if button.icon else "") + button.words
        return tag(button.tag, inner, classes, **button.attributes)

    def buttons(self, written: list[str]) -> str:
        return tag("div", "".join(written), "d-flex flex-wrap gap-2")

    def badge(self, words: str, look: str = "") -> str:
        pill = "rounded-pill" if self._pills else ""
        classes = f"badge {_BADGES.get(look, f'text-bg-{look}')} {pill}"
        return text("span", words, classes, data_role="badge")

    def field(self, field: Field, placed: str = "above") -> str:
        help_ = text("div", field.help, "form-text") if field.help else ""
        label = text("label", field.label, "form-label")
        if placed == "inside":
            return tag("div", self.control(field), "mb-3")
        if placed == "beside":
            label = text("label", field.label, "col-sm-3 col-form-label")
            return tag(
                "div", label + tag("div", self.control(field) + help_, "col-sm-9"), "row mb-3"
            )
        if placed == "floating" and field.kind != "file":
            label = text("label", field.label)
            floated = Field(field.label, field.kind, field.value, field.label, "", field.rows)
            return tag("div", self.control(floated) + label, "form-floating mb-3")
        return tag("div", label + self.control(field) + help_, "mb-3")

    def control(self, field: Field) -> str:
        classes = {"range": "form-range", "color": "form-control form-control-color"}
        return self.written_control(field, classes.get(field.kind, "form-control"), "form-select")

    def choice(self, choice: Choice) -> str:
        label = text("label", choice.words, "form-check-label")
        switch = "form-switch" if choice.kind == "switch" else ""
        return tag("div", self._tick(choice) + label, f"form-check {switch} mb-2")

    def bare_choice(self, choice: Choice) -> str:
        if choice.kind == "switch":
            return tag("div", self._tick(choice), "form-check form-switch mb-0")
        return self.ticked(choice, "form-check-input mt-0 flex-shrink-0")

    def _tick(self, choice: Choice) -> str:
        return self.ticked(choice, "form-check-input", "")

    def choices(self, title: str, written: list[str]) -> str:
        legend = text("legend", title, "fs-6 fw-semibold") if title else ""
        return tag("fieldset", legend + "".join(written), "mb-3")

    def pair(self, first: str, second: str) -> str:
        return tag("div", tag("div", first, "col-md-6") + tag("div", second, "col-md-6"), "row")

    def joined(self, field: Field, button: Button) -> str:
        return tag("form", tag("div", self.control(field) + self.button(button), "input-group"))

    def filters(self, fields: list[Field], button: Button) -> str:
        cells = "".join(tag("div", self.control(field), "col-auto") for field in fields)
        return tag("form", cells + tag("div", self.button(button), "col-auto"), "row g-2 mb-3")

    def progress(self, percent: int, look: str = "") -> str:
        bar = tag("div", "", f"progress-bar {look and f'bg-{look}'}", style=f"width:{percent}%")
        return tag("div", bar, "progress mb-3", role="progressbar")

    def heading(self, level: int, words: str) -> str:
        return text(f"h{level}", words, "mb-3" if level < 3 else "")

    def muted(self, words: str) -> str:
        return text("p", words, "text-body-secondary small mb-1")

    def wrap(self, inner: str, width: int = 0) -> str:
        style = f"max-width:{width}px" if width else ""
        return tag("div", inner, "container py-4", style=style)

    def section(self, inner: str, tone: str = "", *, centred: bool = False) -> str:
        classes = f"py-5 {_TONES.get(tone, '')} {'text-center' if centred else ''}"
        return tag("section", tag("div", inner, "container"), classes)

    def grid(self, cells: list[str], columns: int) -> str:
        inner = "".join(tag("div", cell, "col") for cell in cells)
        return tag("div", inner, f"row row-cols-1 row-cols-sm-2 row-cols-lg-{columns} g-4")

    def row(self, items: list[str], *, spread: bool = False) -> str:
        end = "justify-content-between" if spread else "gap-3"
        return tag("div", "".join(items), f"d-flex flex-wrap align-items-center {end}")

    def sides(self, left: str, right: str) -> str:
        return tag(
            "div", tag("div", left, "col-md-6") + tag("div", right, "col-md-6"),
            "row align-items-center g-5",
        )  # fmt: skip

    def split(self, side: str, main: str, *, side_last: bool = False) -> str:
        parts = [tag("aside", side, "col-md-3"), tag("main", main, "col-md-9")]
        return tag("div", "".join(reversed(parts) if side_last else parts), "row g-4")

    def hero(
        self, title: str, words: str, actions: list[str], picture: str = "", tone: str = ""
    ) -> str:
        display = self.dice.choice(["display-4 fw-bold", "display-5 fw-bold", "display-5", ""])
        inner = text("h1", title, display) + text("p", words, "lead mb-4")
        if picture:
            inner += self.buttons(actions) if actions else ""
            return self.section(self.sides(inner, picture), tone)
        if self.chance(0.7):
            row = "d-grid gap-2 d-sm-flex justify-content-sm-center"
            inner += tag("div", "".join(actions), row) if actions else ""
            return self.section(tag("div", inner, "col-lg-8 mx-auto"), tone, centred=True)
        inner += self.buttons(actions) if actions else ""
        return self.section(inner, tone)

    def card(self, card: Card) -> str:
        title = self.card_title(card, "card-title" if card.level > 3 else "card-title h5")
        inner = card.before + title
        inner += "".join(tag("p", part, "card-text") for part in card.texts) + card.after
        inner += self.buttons(list(card.actions)) if card.actions else ""
        picture = card.picture.replace("<img", '<img class="card-img-top"', 1)
        return tag(
            "article", picture + tag("div", inner, "card-body"), f"card h-100 {self._shadow}"
        )

    def box(self, inner: str) -> str:
        return tag("div", tag("div", inner, "card-body"), f"card mb-4 {self._shadow}")

    def media(self, picture: str, inner: str) -> str:
        start = tag("div", picture, "flex-shrink-0")
        return tag("article", start + tag("div", inner, "flex-grow-1 ms-3"), "d-flex mb-4")

    def listing(self, rows: list[Row]) -> str:
        items = "".join(
            tag("li", self.row_inner(row), "list-group-item d-flex align-items-center gap-3")
            for row in rows
        )
        return tag("ul", items, "list-group mb-4")

    def row_inner(self, row: Row) -> str:
        lines = text("strong", row.title)
        lines += text("p", row.text, "mb-0 small text-body-secondary") if row.text else ""
        return row.start + tag("div", lines, "flex-grow-1") + row.end

    def table(self, table: Table) -> str:
        return self.written_table(table, f"table align-middle {self._table}", "text-end")

    def alert(self, inner: str, look: str = "") -> str:
        return tag("div", inner, f"alert {_ALERTS.get(look, f'alert-{look}')}", role="alert")

    def quote(self, words: str, by: str = "") -> str:
        quoted = tag("blockquote", text("p", words), "blockquote")
        return tag("figure", quoted + (text("figcaption", by, "blockquote-footer") if by else ""))

    def code(self, lines: str) -> str:
        return tag("pre", text("code", lines), "bg-body-tertiary border rounded p-3")

    def accordion(self, parts: list[tuple[str, str]], opened: int = -1) -> str:
        items = ""
        for index, (title, words) in enumerate(parts):
            shut, shown = ("", "show") if index == opened else ("collapsed", "")
            button = text("button", title, f"accordion-button {shut}", type="button")
            body = tag("div", text("p", words, "mb-0"), "accordion-body")
            items += tag(
                "div",
                tag("h2", button, "accordion-header")
                + tag("div", body, f"accordion-collapse collapse {shown}"),
                "accordion-item",
            )
        return tag("div", items, "accordion mb-4")

    def modal(self, title: str, inner: str, actions: list[str]) -> str:
        close = tag("button", "", "btn-close", type="button")
        content = (
            tag("div", text("h5", title, "modal-title") + close, "modal-header")
            + tag("div", inner, "modal-body")
            + tag("div", "".join(actions), "modal-footer")
        )
        dialog = tag("div", tag("div", content, "modal-content"), "modal-dialog")
        return tag("div", dialog, "modal position-static d-block bg-dark bg-opacity-50 p-4 w-100")

    def dropdown(self, button: Button, items: list[str]) -> str:
        links = "".join(tag("li", text("a", item, "dropdown-item", href="#")) for item in items)
        shown = self.button(button).replace('class="btn', 'class="dropdown-toggle btn', 1)
        return tag("div", shown + tag("ul", links, "dropdown-menu show position-static"), "mb-4")

    def stat(self, number: str, name: str) -> str:
        return text("p", number, "fs-2 fw-semibold mb-0") + self.muted(name)

    def bar(self, bar: Bar) -> str:
        brand = tag("a", bar.logo + bar.brand, "navbar-brand", href="#")
        menu = listed(bar.menu, "navbar-nav me-auto", "nav-item", "nav-link")
        end = "".join(map(self.button, bar.buttons)) + bar.extra
        if bar.search:
            find = void("input", "form-control me-2", type="search", placeholder=bar.search)
            go = self.button(Button("Search", "success", sends=True))
            end = tag("form", find + go, "d-flex") + end
        inner = tag("div", brand + menu + tag("div", end, "d-flex gap-2"), "container")
        looks = {"dark": "bg-dark", "primary": "bg-primary", "light": "bg-body-tertiary"}
        theme = "" if self._bar == "light" else "dark"
        return tag("nav", inner, f"navbar navbar-expand {looks[self._bar]}", data_bs_theme=theme)

    def side(self, menus: list[Menu]) -> str:
        inner = ""
        for menu in menus:
            inner += text("h6", menu.title, "text-body-secondary") if menu.title else ""
            if self._pills or menu.icons:
                inner += listed(menu, "nav nav-pills flex-column mb-4", "nav-item", "nav-link")
            else:
                links = linked(menu, "list-group-item list-group-item-action")
                inner += tag("div", links, "list-group mb-4")
        return tag("nav", inner)

    def tabs(self, menu: Menu) -> str:
        return listed(menu, "nav nav-tabs mb-3", "nav-item", "nav-link")

    def crumbs(self, labels: list[str]) -> str:
        return self.written_crumbs(labels, "breadcrumb", "breadcrumb-item", "active")

    def pages(self, labels: list[str], active: int) -> str:
        menu = Menu(labels, active)
        return tag("nav", listed(menu, "pagination", "page-item", "page-link", on="li"))

    def footer(self, footer: Footer) -> str:
        inner = ""
        if footer.columns:
            cells = [self.footer_column(menu) for menu in footer.columns]
            if footer.about:
                cells.insert(0, text("p", footer.about, "text-body-secondary"))
            inner = tag("div", "".join(tag("div", cell, "col mb-3") for cell in cells), "row")
        note = text("p", footer.note, "mb-0 text-body-secondary")
        end = listed(footer.menu, "nav", "nav-item", "nav-link px-2") if footer.menu else ""
        classes = "d-flex justify-content-between align-items-center" if end else ""
        rule = "border-top pt-3" if inner or self.chance(0.5) else ""
        tone = self.dice.choice(["", "", "bg-body-tertiary"])
        inner += tag("div", note + end, f"{classes} {rule}")
        middle = "" if end or footer.columns else "text-center"
        return tag("footer", tag("div", inner, "container"), f"py-4 {tone} {middle}")

    def footer_column(self, menu: Menu) -> str:
        links = listed(menu, "nav flex-column", "nav-item mb-2", "nav-link p-0 text-body-secondary")
        return text("h5", menu.title) + links
