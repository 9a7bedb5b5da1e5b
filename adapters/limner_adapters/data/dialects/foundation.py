"""Foundation for Sites 6."""

from __future__ import annotations

import random

from limner_adapters.data.dialects.hues import draw_hue
from limner_adapters.data.dialects.navigation import Dialect, listed
from limner_adapters.data.dialects.packages import PackedFile
from limner_adapters.data.markup import tag, text, void
from limner_adapters.data.parts import Bar, Button, Card, Choice, Field, Footer, Menu, Row, Table

_LOOKS = {
    "second": "secondary",
    "outline": "hollow",
    "light": "secondary",
    "ghost": "hollow secondary",
    "text": "clear",
    "danger": "alert",
}
_ALERTS = {"danger": "alert", "": "primary"}
_LABELS = {"danger": "alert", "soft": "secondary"}
_TONES = {
    "tint": "background:#f4f4f4",
    "fill": "background:var(--main);color:#fff",
    "dark": "background:#1b1b1b;color:#fff",
}


class Foundation(Dialect):
    """Pages as the authors of Foundation sites write them."""

    SHEETS = (PackedFile("foundation-sites", "6.9.0", "dist/css/foundation.min.css"),)
    DARK_SHARE = 0.0

    def __init__(self, dice: random.Random) -> None:
        super().__init__(dice)
        self._hue = draw_hue(dice).hex if self.chance(0.4) else "#1779ba"
        self._table = dice.choice(["", "hover", "unstriped", "stack"])
        self._round = dice.choice(["", "", "", "border-radius:4px", "border-radius:100px"])
        self._dark_bar = self.chance(0.4)
        self._expanded = self.chance(0.3)

    def css(self) -> str:
        hue = self._hue
        bar = ".top-bar,.top-bar ul{background:#0a0a0a}.top-bar,.top-bar a{color:#fff}"
        return (
            f":root{{--main:{hue}}}.button,.button.primary{{{self._round}}}"
            f".button:not(.secondary,.hollow,.clear,.alert,.success){{background:{hue}}}"
            f".button.hollow:not(.secondary),.button.clear{{color:{hue};border-color:{hue}}}"
            f"a:not(.button){{color:{hue}}}.menu .active>a{{background:{hue}}}"
            f".progress-meter,.label.primary,.pagination .current{{background:{hue}}}"
            "section.band{padding:3rem 0}section.band a.button{margin-right:.5rem}"
            f"{bar if self._dark_bar else ''}"
        )

    def button(self, button: Button) -> str:
        size = button.size if button.size != "" else ""
        wide = "expanded" if button.wide else ""
        inner = button.icon + (" " if button.icon else "") + button.words
        classes = f"button {_LOOKS.get(button.look, 'primary')} {size} {wide}"
        return tag(button.tag, inner, classes, **button.attributes)

    def buttons(self, written: list[str]) -> str:
        if self.chance(0.3):
            return tag("div", "".join(written), "button-group")
        return tag("div", " ".join(written))

    def badge(self, words: str, look: str = "") -> str:
        kind = "badge" if words.isdigit() else "label"
        return text("span", words, f"{kind} {_LABELS.get(look, look)}", data_role="badge")

    def field(self, field: Field, placed: str = "above") -> str:
        help_ = text("p", field.help, "help-text") if field.help else ""
        if placed == "inside":
            return self.control(field)
        if placed == "beside":
            left = tag("div", text("label", field.label, "text-right middle"), "cell small-3")
            right = tag("div", self.control(field) + help_, "cell small-9")
            return tag("div", left + right, "grid-x grid-padding-x")
        return text("label", field.label) + self.control(field) + help_

    def control(self, field: Field) -> str:
        return self.written_control(field, "")

    def choice(self, choice: Choice) -> str:
        if choice.kind == "switch":
            return tag("p", text("span", choice.words)) + self.bare_choice(choice)
        return tag("div", self.ticked(choice) + text("label", choice.words))

    def bare_choice(self, choice: Choice) -> str:
        if choice.kind != "switch":
            return self.ticked(choice, "margin-0")
        box = super().ticked(choice, "switch-input", "").replace(' data-role="switch"', "")
        lever = tag("label", "", "switch-paddle", data_role="switch")
        return tag("div", box + lever, "switch")

    def pair(self, first: str, second: str) -> str:
        inner = tag("div", first, "cell medium-6") + tag("div", second, "cell medium-6")
        return tag("div", inner, "grid-x grid-padding-x")

    def joined(self, field: Field, button: Button) -> str:
        find = void("input", "input-group-field", type=field.kind, placeholder=field.hint)
        inner = find + tag("div", self.button(button), "input-group-button")
        return tag("form", tag("div", inner, "input-group"))

    def filters(self, fields: list[Field], button: Button) -> str:
        cells = "".join(tag("div", self.control(field), "cell auto") for field in fields)
        last = tag("div", self.button(button), "cell shrink")
        return tag("form", tag("div", cells + last, "grid-x grid-padding-x"))

    def progress(self, percent: int, look: str = "") -> str:
        meter = tag("div", "", "progress-meter", style=f"width:{percent}%")
        return tag("div", meter, f"progress {_ALERTS.get(look, look)}", role="progressbar")

    def muted(self, words: str) -> str:
        return tag("p", text("small", words), "subheader")

    def wrap(self, inner: str, width: int = 0) -> str:
        style = f"padding-top:1.5rem;{f'max-width:{width}px' if width else ''}"
        return tag("div", inner, "grid-container", style=style)

    def section(self, inner: str, tone: str = "", *, centred: bool = False) -> str:
        inside = tag("div", inner, "grid-container")
        classes = f"band {'text-center' if centred else ''}"
        return tag("section", inside, classes, style=_TONES.get(tone, ""))

    def grid(self, cells: list[str], columns: int) -> str:
        inner = "".join(tag("div", cell, "cell") for cell in cells)
        up = f"small-up-1 medium-up-2 large-up-{columns}"
        return tag("div", inner, f"grid-x grid-margin-x grid-margin-y {up}")

    def row(self, items: list[str], *, spread: bool = False) -> str:
        end = "align-justify" if spread else ""
        cells = "".join(tag("div", item, "cell shrink") for item in items)
        return tag("div", cells, f"grid-x grid-margin-x align-middle {end}")

    def sides(self, left: str, right: str) -> str:
        cells = tag("div", left, "cell medium-6") + tag("div", right, "cell medium-6")
        return tag("div", cells, "grid-x grid-margin-x align-middle")

    def split(self, side: str, main: str, *, side_last: bool = False) -> str:
        parts = [tag("aside", side, "cell medium-3"), tag("main", main, "cell medium-9")]
        inner = "".join(reversed(parts) if side_last else parts)
        return tag("div", inner, "grid-x grid-margin-x")

    def card(self, card: Card) -> str:
        inner = card.before + self.card_title(card)
        inner += "".join(tag("p", part) for part in card.texts) + card.after
        inner += "".join(card.actions)
        if self._expanded and not card.picture:
            return tag("article", inner, "callout")
        return tag("article", card.picture + tag("div", inner, "card-section"), "card")

    def box(self, inner: str) -> str:
        return tag("div", inner, "callout")

    def media(self, picture: str, inner: str) -> str:
        start = tag("div", picture, "media-object-section")
        body = tag("div", inner, "media-object-section main-section")
        return tag("article", start + body, "media-object")

    def listing(self, rows: list[Row]) -> str:
        items = "".join(tag("li", self.row_inner(row), "media-object align-middle") for row in rows)
        return tag("ul", items, "no-bullet")

    def row_inner(self, row: Row) -> str:
        lines = text("strong", row.title)
        lines += text("p", row.text, "subheader") if row.text else ""
        start = tag("div", row.start, "media-object-section") if row.start else ""
        end = tag("div", row.end, "media-object-section") if row.end else ""
        return start + tag("div", lines, "media-object-section main-section") + end

    def table(self, table: Table) -> str:
        return self.written_table(table, self._table, "text-right")

    def alert(self, inner: str, look: str = "") -> str:
        close = tag("button", "&times;", "close-button", type="button") if self.chance(0.4) else ""
        return tag("div", tag("p", inner) + close, f"callout {_ALERTS.get(look, look)}")

    def accordion(self, parts: list[tuple[str, str]], opened: int = -1) -> str:
        items = ""
        for index, (title, words) in enumerate(parts):
            shown = index == opened
            link = text("a", title, "accordion-title", href="#")
            body = text("div", words, "accordion-content", style="display:block") if shown else ""
            items += tag("li", link + body, f"accordion-item {'is-active' * shown}")
        return tag("ul", items, "accordion")

    def modal(self, title: str, inner: str, actions: list[str]) -> str:
        close = tag("button", "&times;", "close-button", type="button")
        body = text("h1", title, "h4") + inner + " ".join(actions) + close
        card = tag("div", body, "reveal", style="display:block;margin:0 auto;top:0;min-height:0")
        return tag("div", card, style="background:rgba(10,10,10,.45);padding:3rem 1rem")

    def dropdown(self, button: Button, items: list[str]) -> str:
        pane = tag("ul", "".join(tag("li", text("a", item, href="#")) for item in items),
                   "vertical menu")  # fmt: skip
        shown = tag("div", pane, "dropdown-pane is-open", style="position:static")
        return self.button(button).replace('"button', '"dropdown button', 1) + shown

    def stat(self, number: str, name: str) -> str:
        return text("p", number, "stat", style="margin-bottom:0") + self.muted(name)

    def bar(self, bar: Bar) -> str:
        brand = tag("li", bar.logo + bar.brand, "menu-text")
        links = listed(bar.menu, item="", active="active", on="li")[4:-5]
        left = tag("div", tag("ul", brand + links, "menu"), "top-bar-left")
        end = ""
        if bar.search:
            find = void("input", type="search", placeholder=bar.search)
            go = self.button(Button("Search", works=True))
            end += tag("li", find) + tag("li", go)
        end += "".join(tag("li", self.button(button)) for button in bar.buttons)
        end += tag("li", bar.extra) if bar.extra else ""
        right = tag("div", tag("ul", end, "menu"), "top-bar-right") if end else ""
        return tag("nav", left + right, "top-bar")

    def side(self, menus: list[Menu]) -> str:
        inner = "".join(
            (text("h5", menu.title) if menu.title else "")
            + listed(menu, "vertical menu", on="li", active="active")
            for menu in menus
        )
        return tag("nav", inner)

    def tabs(self, menu: Menu) -> str:
        return listed(menu, "tabs", "tabs-title", active="is-active", on="li")

    def crumbs(self, labels: list[str]) -> str:
        return self.written_crumbs(labels, "breadcrumbs")

    def pages(self, labels: list[str], active: int) -> str:
        items = "".join(
            tag("li", label, "current")
            if index == active
            else tag("li", text("a", label, href="#"))
            for index, label in enumerate(labels)
        )
        return tag("nav", tag("ul", items, "pagination text-center"))

    def footer(self, footer: Footer) -> str:
        inner = ""
        if footer.columns:
            cells = [self.footer_column(menu) for menu in footer.columns]
            inner = self.grid(cells, min(len(cells), 4)) + void("hr")
        note = text("p", footer.note)
        if footer.menu:
            note = self.row([note, listed(footer.menu, "menu")], spread=True)
        tone = self.dice.choice(["", "tint", "tint", "dark"])
        inside = tag("div", inner + note, "grid-container")
        return tag("footer", inside, style=f"padding:2rem 0;{_TONES.get(tone, '')}")

    def footer_column(self, menu: Menu) -> str:
        return text("h5", menu.title) + listed(menu, "vertical menu")
