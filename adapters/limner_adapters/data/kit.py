"""What every component is made with: the page's dice, its texts, its dialect."""

from __future__ import annotations

import random
from dataclasses import dataclass

from limner_adapters.data.dialects.navigation import Dialect
from limner_adapters.data.parts import Button, Menu
from limner_adapters.data.words import ACTIONS, NAVIGATION, STATES, Words

TONES = ("", "", "", "tint", "fill", "dark")


@dataclass(frozen=True, slots=True)
class Kit:
    """One page's materials.

    Attributes:
        rng: the page's dice.
        words: the page's texts.
        ui: writes components in the page's dialect.
    """

    rng: random.Random
    words: Words
    ui: Dialect

    def chance(self, share: float) -> bool:
        """True in `share` of all cases."""
        return self.rng.random() < share

    def action(self, look: str = "primary", size: str = "", *, works: bool = False) -> str:
        """A button with any words."""
        icon = self.ui.icon(16) if self.chance(0.1) else ""
        words = self.words.pick(ACTIONS)
        return self.ui.button(Button(words, look, size, works=works, icon=icon))

    def actions(self, size: str = "", tone: str = "") -> list[str]:
        """One or two buttons that lead somewhere, on a band of this tone."""
        first, second = "primary", self.rng.choice(["second", "outline", "outline", "text"])
        if tone == "fill":
            first, second = "light", "ghost"
        written = [self.action(first, size)]
        return [*written, self.action(second, size)] if self.chance(0.45) else written

    def badge(self) -> str:
        """A small label of a state or a count."""
        words = self.words.pick(STATES) if self.chance(0.7) else str(self.rng.randint(1, 99))
        return self.ui.badge(words, self.rng.choice(["", "soft", "success", "danger"]))

    def avatar(self, size: int = 0) -> str:
        """A portrait, or a disc with initials."""
        return self.ui.avatar(size or self.rng.choice([32, 40, 48, 64]), self.words.initials())

    def menu(self, low: int, high: int, *, title: str = "", icons: bool = False) -> Menu:
        """A menu of `low` to `high` links, one of them the active one."""
        labels = self.words.some(NAVIGATION, self.rng.randint(low, high))
        drawn = tuple(self.ui.icon(18) for _ in labels) if icons else ()
        return Menu(labels, self.rng.randrange(len(labels)), title, drawn)

    def link(self, words: str) -> str:
        """A plain link."""
        return f'<a href="#">{words}</a>'

    def titled(self, inner: str, *, tones: bool = True) -> str:
        """`inner` in a band that has a heading more often than not."""
        head, centred = "", self.chance(0.25)
        if self.chance(0.7):
            head = self.ui.heading(2, self.words.title(1, 5))
            head += self.ui.lead(self.words.sentence(6, 14)) if self.chance(0.3) else ""
        tone = self.rng.choice(TONES[:4]) if tones else ""
        return self.ui.section(head + inner, tone, centred=centred and self.chance(0.5))
