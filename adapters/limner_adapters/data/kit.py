"""What every component is made with: the page's dice, its theme, its texts, its small parts."""

from __future__ import annotations

import html
import random
from dataclasses import dataclass

from limner_adapters.data import pictures
from limner_adapters.data.theme import Theme
from limner_adapters.data.words import ACTIONS, STATES, Words


@dataclass(frozen=True, slots=True)
class Kit:
    """One page's materials.

    Attributes:
        rng: the page's dice.
        theme: the page's look.
        words: the page's texts.
        anchors: whether buttons of this page are mostly links that look like buttons.
        listed: whether menus of this page are lists.
        sectioned: whether the page's author writes section, article and header, or only div.
    """

    rng: random.Random
    theme: Theme
    words: Words
    anchors: bool
    listed: bool
    sectioned: bool

    def chance(self, share: float) -> bool:
        """True in `share` of all cases."""
        return self.rng.random() < share

    def element(self, tag: str, inner: str, classes: str = "", **attributes: str) -> str:
        """`<tag>` around `inner`; `data_x` becomes `data-x`, `for_` becomes `for`."""
        named = {"class": classes, **attributes}
        written = "".join(
            f' {name.rstrip("_").replace("_", "-")}="{html.escape(value)}"'
            for name, value in named.items()
            if value
        )
        return f"<{tag}{written}>{inner}</{tag}>"

    def text(self, tag: str, words: str, classes: str = "") -> str:
        """`<tag>` around a text."""
        return self.element(tag, html.escape(words), classes)

    def block(self, tag: str) -> str:
        """`tag` where the author writes sectioning elements, else div."""
        return tag if self.sectioned else "div"

    def link(self, words: str, classes: str = "") -> str:
        """A plain link."""
        return self.element("a", html.escape(words), classes, href="#")

    def button(self, words: str | None = None, classes: str = "") -> str:
        """A button, or a link that looks like one."""
        words = words or self.words.pick(ACTIONS)
        inner = html.escape(words)
        if self.chance(0.1):
            inner = f"{self.icon(16)} {inner}"
            classes += " with-icon"
        if self.anchors != self.chance(0.15):
            return self.element("a", inner, f"btn {classes}", href="#")
        return self.element("button", inner, f"btn {classes}", type="button")

    def badge(self) -> str:
        """A small label of a state or a count."""
        text = self.words.pick(STATES) if self.chance(0.7) else str(self.rng.randint(1, 99))
        look = self.rng.choice(["", "soft", "success", "danger"])
        return f'<span class="badge {look}" data-role="badge">{text}</span>'

    def icon(self, size: int | None = None, colour: str | None = None) -> str:
        """An icon in the page's colours."""
        theme = self.theme
        ink = colour or self.rng.choice([theme.primary, theme.muted, theme.ink])
        return pictures.icon(self.rng, size or self.rng.choice([16, 18, 20, 24, 32, 48]), ink)

    def avatar(self, size: int | None = None) -> str:
        """A portrait, or a disc with initials."""
        size = size or self.rng.choice([24, 32, 40, 48, 64])
        if self.chance(0.3):
            return (
                f'<span class="face" data-role="avatar" style="width:{size}px;height:{size}px">'
                f"{self.words.initials()}</span>"
            )
        return pictures.avatar(self.rng, size)

    def photo(self, width: int, height: int) -> str:
        """A picture."""
        return pictures.photo(self.rng, width, height)

    def menu(self, labels: list[str], classes: str = "links") -> str:
        """Links beside or below each other, as a list or not; one of them is the active one."""
        active = self.rng.randrange(len(labels))
        links = [
            self.link(label, "active" if index == active else "")
            for index, label in enumerate(labels)
        ]
        if self.listed:
            return self.element("ul", "".join(f"<li>{link}</li>" for link in links), classes)
        return self.element("div", "".join(links), classes)
