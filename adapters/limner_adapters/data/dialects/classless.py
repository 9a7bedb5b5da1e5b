"""Sheets that style plain tags: Pico, Milligram, Water, Sakura, Simple."""

from __future__ import annotations

import random
from typing import ClassVar

from limner_adapters.data.dialects.look import DARK, LIGHT
from limner_adapters.data.dialects.navigation import Dialect, listed
from limner_adapters.data.dialects.packages import PackedFile
from limner_adapters.data.markup import tag, text, void
from limner_adapters.data.parts import Bar, Button, Card, Choice, Field, Footer, Menu, Row, Table

_PICO = "amber blue cyan fuchsia green grey indigo jade lime orange pink pumpkin purple red violet"
_FLOW = (
    ".grid{display:grid;gap:1rem}.g2{grid-template-columns:1fr 1fr}"
    ".g3{grid-template-columns:repeat(3,1fr)}.g4{grid-template-columns:repeat(4,1fr)}"
    ".row{display:flex;gap:1rem;align-items:center}.spread{justify-content:space-between}"
    ".grow{flex:1;min-width:0}.split{display:flex;gap:2rem}.split>main{flex:1;min-width:0}"
    ".split>aside{width:230px}.centre{text-align:center}.rows{padding:0;list-style:none}"
    ".rows>li{display:flex;gap:1rem;align-items:center;list-style:none}"
    ".grid img{max-width:100%;height:auto}.bar{display:flex;gap:1rem;flex-wrap:wrap;"
    "align-items:center;justify-content:space-between}.bar ul{display:flex;gap:1rem;"
    "list-style:none;margin:0;padding:0}"
)


class Classless(Dialect):
    """Plain HTML under a small sheet that styles tags."""

    BY_TAGS = True
    _CHOICES: ClassVar[tuple[PackedFile, ...]] = (
        PackedFile("water.css", "2.1.1", "out/light.min.css"),
        PackedFile("water.css", "2.1.1", "out/dark.min.css"),
        PackedFile("sakura.css", "1.5.1", "css/sakura.css"),
        PackedFile("sakura.css", "1.5.1", "css/sakura-earthly.css"),
        PackedFile("simpledotcss", "2.3.7", "simple.min.css"),
        PackedFile("milligram", "1.4.1", "dist/milligram.min.css"),
    )

    def __init__(self, dice: random.Random) -> None:
        super().__init__(dice)
        self._sheet = dice.choice(self._CHOICES)
        self.dark = "dark" in self._sheet.path
        self.palette = DARK if self.dark else LIGHT
        self._listed_bar = self.chance(0.7)

    def sheets(self) -> tuple[PackedFile, ...]:
        return (self._sheet,)

    def css(self) -> str:
        return _FLOW

    def button(self, button: Button) -> str:
        look = {"outline": "button-outline", "text": "button-clear"}.get(button.look, "")
        if self._sheet.package == "milligram" and button.tag == "a":
            return text("a", button.words, f"button {look}", href="#") + " "
        return tag(button.tag, button.words, look, **button.attributes) + " "

    def buttons(self, written: list[str]) -> str:
        return tag("p", "".join(written))

    def badge(self, words: str, look: str = "") -> str:
        del look
        return text("mark", words, data_role="badge")

    def field(self, field: Field, placed: str = "above") -> str:
        if placed == "inside":
            return tag("p", self.control(field))
        return tag("div", text("label", field.label) + self.control(field))

    def control(self, field: Field) -> str:
        return self.written_control(field, "")

    def choice(self, choice: Choice) -> str:
        return tag("div", tag("label", f"{self.bare_choice(choice)} {choice.words}"))

    def bare_choice(self, choice: Choice) -> str:
        kind = "checkbox" if choice.kind == "switch" else choice.kind
        return self.ticked(Choice("", kind, choice.on, choice.group))

    def filters(self, fields: list[Field], button: Button) -> str:
        inner = "".join(map(self.control, fields)) + self.button(button)
        return tag("form", inner, "row")

    def joined(self, field: Field, button: Button) -> str:
        return self.filters([field], button)

    def lead(self, words: str) -> str:
        return text("p", words)

    def muted(self, words: str) -> str:
        return tag("p", text("small", words))

    def wrap(self, inner: str, width: int = 0) -> str:
        return tag("div", inner, "container", style=f"max-width:{width}px" if width else "")

    def section(self, inner: str, tone: str = "", *, centred: bool = False) -> str:
        del tone
        inside = tag("div", inner, "container")
        return tag("section", inside, "centre" if centred else "")

    def split(self, side: str, main: str, *, side_last: bool = False) -> str:
        parts = [tag("aside", side), tag("main", main)]
        return tag("div", "".join(reversed(parts) if side_last else parts), "split")

    def card(self, card: Card) -> str:
        body = card.picture + card.before + self.card_title(card)
        body += "".join(tag("p", part) for part in card.texts) + card.after
        return tag("article", body + "".join(card.actions))

    def box(self, inner: str) -> str:
        return tag("div", inner)

    def listing(self, rows: list[Row]) -> str:
        return tag("ul", "".join(tag("li", self.row_inner(row)) for row in rows), "rows")

    def table(self, table: Table) -> str:
        return self.written_table(table, "")

    def alert(self, inner: str, look: str = "") -> str:
        del look
        return tag("blockquote", tag("p", inner))

    def progress(self, percent: int, look: str = "") -> str:
        del look
        return tag("progress", "", value=str(percent), max="100")

    def bar(self, bar: Bar) -> str:
        if not self._listed_bar:
            return tag("header", text("h1", bar.brand) + tag("nav", listed(bar.menu)), "bar")
        brand = tag("strong", text("a", bar.brand, href="#"))
        end = "".join(map(self.button, bar.buttons)) + bar.extra
        if bar.search:
            end = void("input", type="search", placeholder=bar.search) + end
        inner = brand + listed(bar.menu) + (tag("div", end, "row") if end else "")
        return tag("header", tag("nav", inner, "bar"))

    def footer(self, footer: Footer) -> str:
        inner = ""
        if footer.columns:
            cells = [self.footer_column(menu) for menu in footer.columns]
            inner = self.grid(cells, min(len(cells), 4))
        menu = (
            tag("p", " · ".join(self._link(label) for label in footer.menu.labels))
            if footer.menu
            else ""
        )
        return tag("footer", tag("div", inner + menu + text("p", footer.note), "container"))

    def footer_column(self, menu: Menu) -> str:
        return text("h4", menu.title) + listed(menu)

    def _link(self, words: str) -> str:
        return text("a", words, href="#")


class Pico(Classless):
    """Pico 2: mostly plain tags, and a few classes."""

    _CHOICES = tuple(
        PackedFile("@picocss/pico", "2.1.1", f"css/pico.{colour}.min.css")
        for colour in _PICO.split()
    )

    def __init__(self, dice: random.Random) -> None:
        super().__init__(dice)
        self.dark = self.chance(0.25)
        self.palette = DARK if self.dark else LIGHT
        self._size = dice.choice(["14px", "15px", "16px", "100%"])

    def html_attributes(self) -> dict[str, str]:
        return {"data_theme": "dark" if self.dark else "light"}

    def css(self) -> str:
        return f":root{{font-size:{self._size}}}" + _FLOW

    def button(self, button: Button) -> str:
        looks = {
            "second": "secondary",
            "outline": "outline",
            "text": "outline",
            "light": "contrast",
        }
        attributes = button.attributes | ({"role": "button"} if button.tag == "a" else {})
        return tag(button.tag, button.words, looks.get(button.look, ""), **attributes) + " "

    def choice(self, choice: Choice) -> str:
        return tag("label", f"{self.bare_choice(choice)} {choice.words}")

    def bare_choice(self, choice: Choice) -> str:
        switch = choice.kind == "switch"
        box = self.ticked(choice, "", "")
        return box.replace("<input", '<input role="switch"', 1) if switch else box

    def joined(self, field: Field, button: Button) -> str:
        inner = self.control(field) + self.button(button)
        return tag("form", tag("fieldset", inner, role="group"))

    def pair(self, first: str, second: str) -> str:
        return tag("div", first + second, "grid g2")

    def card(self, card: Card) -> str:
        head = tag("header", self.card_title(card)) if self.chance(0.3) else self.card_title(card)
        body = head + card.picture + card.before
        body += "".join(tag("p", part) for part in card.texts) + card.after
        foot = "".join(card.actions)
        return tag("article", body + (tag("footer", foot) if foot and self.chance(0.4) else foot))

    def box(self, inner: str) -> str:
        return tag("article", inner)

    def alert(self, inner: str, look: str = "") -> str:
        del look
        return tag("article", inner)

    def accordion(self, parts: list[tuple[str, str]], opened: int = -1) -> str:
        return super().accordion(parts, opened).replace("</details>", "</details><hr>")

    def dropdown(self, button: Button, items: list[str]) -> str:
        links = "".join(tag("li", text("a", item, href="#")) for item in items)
        return tag(
            "details", text("summary", button.words) + tag("ul", links), "dropdown", open="open"
        )

    def crumbs(self, labels: list[str]) -> str:
        items = "".join(tag("li", text("a", label, href="#")) for label in labels)
        return tag("nav", tag("ul", items), aria_label="breadcrumb")

    def bar(self, bar: Bar) -> str:
        brand = tag("ul", tag("li", tag("strong", bar.brand)))
        links = "".join(tag("li", text("a", label, href="#")) for label in bar.menu.labels)
        links += "".join(tag("li", self.button(button)) for button in bar.buttons)
        return tag("header", tag("nav", brand + tag("ul", links)), "container")

    def side(self, menus: list[Menu]) -> str:
        inner = "".join(
            (tag("small", tag("strong", menu.title)) if menu.title else "") + listed(menu)
            for menu in menus
        )
        return tag("nav", inner)
