"""E-mails: tables for layout, one narrow column, styles that old mail programs understand."""

from __future__ import annotations

import random

from limner_adapters.data.dialects.hues import draw_hue
from limner_adapters.data.dialects.navigation import Dialect
from limner_adapters.data.dialects.packages import PackedFile
from limner_adapters.data.markup import tag, text
from limner_adapters.data.parts import Button


def layout(cells: list[str], classes: str = "", **attributes: str) -> str:
    """A table that only places things: one row of cells."""
    inner = "".join(tag("td", cell) for cell in cells)
    return tag("table", tag("tr", inner), classes, role="presentation", **attributes)


class Mail(Dialect):
    """Transactional e-mails with a stylesheet of their own."""

    DARK_SHARE = 0.0
    BY_TAGS = True
    OWN_FACE_SHARE = 0.1

    def __init__(self, dice: random.Random) -> None:
        super().__init__(dice)
        self._width = dice.choice([480, 560, 570, 570, 600, 600, 640])
        self._hue = draw_hue(dice).hex
        self._ground = dice.choice(["#f2f4f6", "#f4f4f7", "#ffffff", "#f6f6f6", "#eaebed"])
        self._body = dice.choice(["#ffffff", "#ffffff", self._ground])
        self._font = dice.choice(["sans-serif", "Arial, sans-serif", "Helvetica", "Georgia, serif"])
        self._ink = dice.choice(["#51545e", "#333333", "#74787e", "#000000", "#1a1a1a"])
        self._size = dice.choice([14, 15, 16])
        self._title = dice.choice([19, 22, 24, 28])
        self._radius = dice.choice([0, 3, 3, 5, 25])
        self._edge = dice.choice(["", "", "border:1px solid #e2e4e8"])
        self._middle = self.chance(0.3)
        self.table_lines = dice.choice(["lines", "bare", "boxed"])

    def css(self) -> str:
        tables = {
            "lines": ".bought td,.bought th{border-bottom:1px solid #eaeaec}",
            "bare": "",
            "boxed": ".bought td,.bought th{border:1px solid #cccccc}",
        }
        return (
            f"body{{margin:0;background:{self._ground};color:{self._ink};"
            f"font:{self._size}px/1.6 {self._font}}}table{{border-collapse:collapse}}"
            f"td{{padding:0;vertical-align:top}}h1{{font-size:{self._title}px;margin:0 0 12px;"
            f"color:#333}}h2{{font-size:{self._title - 4}px;margin:0 0 10px}}h3{{font-size:16px;"
            f"margin:0 0 8px}}p{{margin:0 0 16px}}a{{color:{self._hue}}}img{{max-width:100%}}"
            f".button{{background:{self._hue};color:#fff;display:inline-block;padding:10px 20px;"
            f"text-decoration:none;border-radius:{self._radius}px}}.sub{{font-size:13px}}"
            f".inner{{background:{self._body};{self._edge}}}.cell{{padding:32px}}"
            ".head{padding:24px 0;text-align:center}.head a{color:#a8aaaf;font-weight:bold;"
            "text-decoration:none}.foot{text-align:center;color:#a8aaaf;padding:24px}"
            ".facts{background:#f4f4f7;padding:16px}.rule{border-top:1px solid #eaeaec;"
            "padding-top:20px;margin-top:20px}.bought{width:100%;margin:0 0 20px}"
            ".bought th,.bought td{padding:8px 4px;text-align:left}.right{text-align:right}"
            f"{tables[self.table_lines]}"
        )

    def button(self, button: Button) -> str:
        """A link in a table of its own."""
        link = tag("a", button.words, "button", href="#")
        place = "center" if self._middle else "left"
        return layout([link], align=place, style="margin:20px 0 20px;width:100%")

    def column(self, rows: list[str]) -> str:
        """Rows below each other in the middle of the window."""
        inner = "".join(tag("tr", tag("td", row)) for row in rows)
        width = str(self._width)
        return tag("table", inner, "outer", role="presentation", align="center", width=width)

    def head(self, brand: str) -> str:
        """Who writes."""
        if self.chance(0.3):
            return tag("div", self.picture(self.dice.randint(90, 180), 44), "head")
        return tag("div", text("a", brand, href="#"), "head")

    def body(self, inner: str) -> str:
        """What is written."""
        return layout([tag("div", inner, "cell")], "inner", width="100%")

    def foot(self, lines: list[str]) -> str:
        """Where it comes from, and how to hear no more."""
        return tag("div", "".join(tag("p", line, "sub") for line in lines), "foot")

    def pair(self, first: str, second: str) -> str:
        cells = [tag("div", cell, style="padding:0 10px 0 0") for cell in (first, second)]
        return layout(cells, width="100%")


class InkMail(Mail):
    """E-mails in the grid of Foundation for Emails; some lose their stylesheet on the way."""

    SHEETS = (PackedFile("foundation-emails", "2.4.0", "dist/foundation-emails.min.css"),)

    def __init__(self, dice: random.Random) -> None:
        super().__init__(dice)
        self._bare = self.chance(0.35)

    def sheets(self) -> tuple[PackedFile, ...]:
        return () if self._bare else self.SHEETS

    def body_classes(self) -> str:
        return "body"

    def css(self) -> str:
        if self._bare:
            return ""
        return (
            f"body,table.body{{background:{self._ground}}}table.button table td{{background:"
            f"{self._hue};border:0}}table.button table td a{{border:0}}a{{color:{self._hue}}}"
            f".container{{background:{self._body}}}"
        )

    def button(self, button: Button) -> str:
        link = tag("td", text("a", button.words, href="#"))
        inner = tag("table", tag("tr", link), role="presentation")
        return tag("table", tag("tr", tag("td", inner)), "button", role="presentation")

    def column(self, rows: list[str]) -> str:
        inside = tag("table", tag("tr", tag("td", "".join(rows))), "container", align="center")
        middle = tag("td", inside if self._bare else tag("center", inside), "center")
        return tag("table", tag("tr", middle), "body", role="presentation")

    def head(self, brand: str) -> str:
        if self.chance(0.6):
            shown = self.picture(self.dice.randint(120, 250), self.dice.randint(30, 70))
        else:
            shown = text("h4", brand)
        return self._row([shown])

    def body(self, inner: str) -> str:
        return self._row([inner])

    def foot(self, lines: list[str]) -> str:
        return self._row(["".join(tag("p", tag("small", line), "text-center") for line in lines)])

    def pair(self, first: str, second: str) -> str:
        return self._row([first, second])

    def _row(self, cells: list[str]) -> str:
        # Heads of tables are bold and centred where no stylesheet says otherwise.
        size, cell_tag = 12 // len(cells), "td" if self._bare else "th"
        inner = "".join(
            tag(
                cell_tag,
                tag("table", tag("tr", tag(cell_tag, cell)), role="presentation"),
                f"small-12 large-{size} columns {'first' if index == 0 else ''} "
                f"{'last' if index == len(cells) - 1 else ''}",
            )
            for index, cell in enumerate(cells)
        )
        return tag("table", tag("tr", inner), "row", role="presentation")
