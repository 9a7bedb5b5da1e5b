"""Our own plain stylesheets: one for every page, its every value drawn, in the manner of many."""

from __future__ import annotations

import random

from limner_adapters.data.dialects.look import Palette
from limner_adapters.data.dialects.navigation import Dialect
from limner_adapters.data.stylesheet import stylesheet
from limner_adapters.data.theme import draw_theme

_WASH = ".fill{{background:linear-gradient(135deg,{theme.primary},{theme.secondary})}}"


class Own(Dialect):
    """Plain HTML in a stylesheet that no other page has."""

    def __init__(self, dice: random.Random) -> None:
        super().__init__(dice)
        self._theme = theme = draw_theme(dice)
        self._wash = self.chance(0.3)
        self.dark = theme.dark
        self.palette = Palette(
            theme.primary, theme.secondary, theme.success, theme.danger, theme.ink, theme.muted
        )

    def css(self) -> str:
        return stylesheet(self._theme) + (_WASH.format(theme=self._theme) if self._wash else "")
