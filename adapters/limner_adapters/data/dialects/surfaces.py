"""Texts and boxes, as plain HTML with the class names of our own sheet."""

from __future__ import annotations

from limner_adapters.data.dialects.controls import Controls
from limner_adapters.data.markup import tag, text
from limner_adapters.data.parts import Button, Card, Row, Table


class Surfaces(Controls):
    """What a reader reads, and what it stands in."""

    def heading(self, level: int, words: str) -> str:
        """A heading."""
        return text(f"h{level}", words)

    def lead(self, words: str) -> str:
        """The words below a title."""
        return text("p", words, "lead")

    def muted(self, words: str) -> str:
        """A small line of less weight."""
        return text("p", words, "muted small")

    def prose(self, inner: str) -> str:
        """Running text: paragraphs, lists, pictures."""
        return inner

    def wrap(self, inner: str, width: int = 0) -> str:
        """`inner` in the middle of the page; `width` in pixels, 0 for the dialect's own."""
        return tag("div", inner, "wrap body", style=f"max-width:{width or 1100}px")

    def section(self, inner: str, tone: str = "", *, centred: bool = False) -> str:
        """A band of the page; `tone` is "", "tint", "fill" or "dark"."""
        tones = {"fill": "fill on-dark", "dark": "deep on-dark"}
        classes = f"section {tones.get(tone, tone)} {'centre' if centred else ''}"
        return tag("section", tag("div", inner, "wrap", style="max-width:1100px"), classes)

    def grid(self, cells: list[str], columns: int) -> str:
        """Cells in equal columns."""
        return tag("div", "".join(tag("div", cell) for cell in cells), f"grid g{columns}")

    def row(self, items: list[str], *, spread: bool = False) -> str:
        """Items beside each other."""
        return tag("div", "".join(items), "row spread" if spread else "row")

    def sides(self, left: str, right: str) -> str:
        """Two halves beside each other."""
        return tag("div", tag("div", left) + tag("div", right), "grid g2")

    def split(self, side: str, main: str, *, side_last: bool = False) -> str:
        """A narrow column and the wide one."""
        narrow = tag("aside", side, style="width:240px;flex:none")
        parts = [narrow, tag("main", main, "grow")]
        return tag("div", "".join(reversed(parts) if side_last else parts), "row top wide")

    def hero(
        self, title: str, words: str, actions: list[str], picture: str = "", tone: str = ""
    ) -> str:
        """The large opening of a page."""
        inner = self.heading(1, title) + self.lead(words)
        inner += self.buttons(actions) if actions else ""
        if picture:
            inner = self.sides(inner, picture)
        return self.section(inner, tone, centred=not picture and self.chance(0.6))

    def card(self, card: Card) -> str:
        """A card."""
        body = card.before + self.card_title(card) + "".join(tag("p", part) for part in card.texts)
        body += card.after + (self.buttons(list(card.actions)) if card.actions else "")
        return tag("article", card.picture + tag("div", body, "body"), "card")

    def card_title(self, card: Card, classes: str = "") -> str:
        """The heading of a card."""
        if not card.title:
            return ""
        if card.linked:
            return tag(f"h{card.level}", text("a", card.title, href="#"), classes)
        return text(f"h{card.level}", card.title, classes)

    def box(self, inner: str) -> str:
        """A box around anything."""
        return tag("div", inner, "card body")

    def media(self, picture: str, inner: str) -> str:
        """A picture, and words beside it."""
        return tag("article", picture + tag("div", inner, "grow"), "row top")

    def listing(self, rows: list[Row]) -> str:
        """Rows that all have the same parts."""
        return tag(
            "ul", "".join(tag("li", self.row_inner(row), "row") for row in rows),
            "card listing plain",
        )  # fmt: skip

    def row_inner(self, row: Row) -> str:
        """What stands in a line of a listing."""
        lines = text("strong", row.title)
        lines += text("p", row.text, "muted small") if row.text else ""
        return row.start + tag("div", lines, "grow") + row.end

    def table(self, table: Table) -> str:
        """A table of data."""
        return self.written_table(table, "data")

    def written_table(self, table: Table, classes: str, figure: str = "figure") -> str:
        """A table with these classes; `figure` is the class of a cell aligned to the right."""

        def cells(name: str, row: list[str]) -> str:
            return "".join(
                tag(name, cell, figure if index in table.figures else "")
                for index, cell in enumerate(row)
            )

        body = "".join(tag("tr", cells("td", row)) for row in table.rows)
        head = tag("thead", tag("tr", cells("th", table.head))) if table.head else ""
        return tag("table", head + tag("tbody", body), classes)

    def alert(self, inner: str, look: str = "") -> str:
        """A notice; `look` is "", "success", "danger" or "warning"."""
        del look
        return tag("div", tag("p", inner), "note")

    def quote(self, words: str, by: str = "") -> str:
        """Somebody's words."""
        return tag("blockquote", text("p", words) + (text("cite", by) if by else ""), "quote")

    def code(self, lines: str) -> str:
        """Program text."""
        return tag("pre", text("code", lines), "source")

    def accordion(self, parts: list[tuple[str, str]], opened: int = -1) -> str:
        """Questions whose answers fold out."""
        return "".join(
            tag(
                "details", text("summary", title) + text("p", words),
                open="open" if index == opened else "",
            )
            for index, (title, words) in enumerate(parts)
        )  # fmt: skip

    def modal(self, title: str, inner: str, actions: list[str]) -> str:
        """A dialog that lies over the page."""
        return tag(
            "div", self.heading(3, title) + inner + self.buttons(actions), "card body narrow raised"
        )

    def dropdown(self, button: Button, items: list[str]) -> str:
        """A button with its menu folded out."""
        links = "".join(tag("li", text("a", item, href="#")) for item in items)
        return tag("div", self.button(button) + tag("ul", links, "card menu plain"))

    def stat(self, number: str, name: str) -> str:
        """A number and what it counts."""
        return tag("div", text("p", number, "figure-large") + self.muted(name))

    def timeline(self, events: list[tuple[str, str, str]]) -> str:
        """Events below each other: when, what, and some words."""
        return tag(
            "ul",
            "".join(
                tag("li", self.muted(when) + text("h4", title) + text("p", words))
                for when, title, words in events
            ),
            "times plain",
        )
