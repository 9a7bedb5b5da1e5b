"""Pages that their authors hardly styled: the browser's own look, and a few rules at most."""

from __future__ import annotations

import random

from limner_adapters.data.dialects.hues import draw_hue
from limner_adapters.data.dialects.navigation import Dialect, listed
from limner_adapters.data.markup import tag, text, void
from limner_adapters.data.parts import Bar, Button, Card, Choice, Field, Menu

_FACES = ("", "sans-serif", "sans-serif", "serif", "Georgia, serif", "Arial, sans-serif")


class Browser(Dialect):
    """Pages as examples of HTML are written."""

    DARK_SHARE = 0.0
    OWN_FACE_SHARE = 0.0

    def __init__(self, dice: random.Random) -> None:
        super().__init__(dice)
        hue, tint = draw_hue(dice).hex, f"hsl({dice.randint(0, 359)},60%,{dice.randint(80, 94)}%)"
        rules = [
            f"body{{font-family:{dice.choice(_FACES) or 'initial'}}}",
            f"body{{margin:0 auto;max-width:{dice.choice([600, 760, 900])}px}}",
            f"body{{background:{tint}}}",
            f"body{{line-height:{dice.choice(['1.4', '1.5', '1.6'])}}}",
            "body{margin:0}main,section,article,footer,header{padding:1em}",
            f"header{{background:{hue};color:#fff}}header h1,header>a{{color:#fff}}",
            "nav ul{display:flex;gap:1.5em;list-style:none;padding:0;flex-wrap:wrap}",
            f"nav{{background:#fff;border:1px solid {hue}}}nav a{{color:#000}}",
            "h1,h2{text-align:center}",
            f"h1,h2,h3{{color:{hue}}}",
            "table{border-collapse:collapse}th,td{border:1px solid #999;padding:6px 10px}",
            f"th{{background:{tint}}}table{{width:100%}}",
            f"button{{background:{hue};color:#fff;border:0;padding:8px 16px;border-radius:4px}}",
            "input,select,textarea{padding:6px;font:inherit}label{display:block}",
            "form div{margin-bottom:12px}",
            f"article{{border:1px solid {hue};padding:1em;margin-bottom:1em}}",
            f"aside{{background:{tint};padding:1em}}",
            "footer{border-top:1px solid #999;text-align:center}",
            "header,footer{padding:1em}h1{font-size:3em}",
        ]
        self._rules = dice.sample(rules, dice.choice([0, 1, 3, 6, 10]))
        self._columns = self.chance(0.5)
        self._labels_around = self.chance(0.4)

    def css(self) -> str:
        flow = ".grid{display:grid;gap:1em}.g2{grid-template-columns:1fr 1fr}" + "".join(
            f".g{count}{{grid-template-columns:repeat({count},1fr)}}" for count in (3, 4)
        )
        side = ".split{display:flex;gap:2em}.split main{flex:1}"
        return "".join(self._rules) + (flow + side if self._columns else "") + _SWITCH

    def button(self, button: Button) -> str:
        # Nothing here makes a link look like a button: what leads somewhere is a plain link.
        return tag(button.tag, button.words, **button.attributes) + " "

    def buttons(self, written: list[str]) -> str:
        return tag("p", "".join(written))

    def badge(self, words: str, look: str = "") -> str:
        del look
        return text("mark", words)

    def field(self, field: Field, placed: str = "above") -> str:
        control = self.written_control(field, "")
        if placed == "inside":
            return tag("div", control)
        gap = "" if placed == "beside" else void("br")
        if self._labels_around:
            return tag("p", tag("label", f"{field.label}{gap} {control}"))
        return tag("div", text("label", field.label + ":") + gap + " " + control)

    def choice(self, choice: Choice) -> str:
        if self._labels_around:
            return tag("div", tag("label", f"{self.ticked(choice)} {choice.words}"))
        return tag("div", self.ticked(choice) + text("label", choice.words))

    def control(self, field: Field) -> str:
        return self.written_control(field, "")

    def filters(self, fields: list[Field], button: Button) -> str:
        return tag("form", " ".join(map(self.control, fields)) + " " + self.button(button))

    def joined(self, field: Field, button: Button) -> str:
        return self.filters([field], button)

    def wrap(self, inner: str, width: int = 0) -> str:
        del width
        return inner

    def section(self, inner: str, tone: str = "", *, centred: bool = False) -> str:
        del tone, centred
        return tag("section", inner)

    def split(self, side: str, main: str, *, side_last: bool = False) -> str:
        parts = [tag("aside", side), tag("main", main)]
        return tag("div", "".join(reversed(parts) if side_last else parts), "split")

    def card(self, card: Card) -> str:
        body = card.before + self.card_title(card) + card.picture
        body += "".join(tag("p", part) for part in card.texts) + card.after
        return tag("article", body + "".join(card.actions))

    def progress(self, percent: int, look: str = "") -> str:
        del look
        return tag("progress", value=str(percent), max="100")

    def bar(self, bar: Bar) -> str:
        head = bar.logo + text("h1", bar.brand)
        nav = tag("nav", listed(bar.menu))
        if bar.search:
            find = void("input", type="search", placeholder=bar.search)
            nav += tag("form", find + self.button(Button("Go", sends=True)))
        return tag("header", head + nav)

    def tabs(self, menu: Menu) -> str:
        return tag("nav", listed(menu))


_SWITCH = (
    ".switch{appearance:none;width:36px;height:20px;border-radius:10px;background:#999;"
    "position:relative}.switch::after{content:'';position:absolute;top:2px;left:2px;width:16px;"
    "height:16px;border-radius:50%;background:#fff}.switch:checked{background:#268}"
    ".switch:checked::after{left:18px}"
)
