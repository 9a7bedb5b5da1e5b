"""Colours that a page's author chose in place of the dialect's own."""

from __future__ import annotations

import colorsys
import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hue:
    """A colour that white can be read on, each part of 0 to 255."""

    red: int
    green: int
    blue: int

    @property
    def hex(self) -> str:
        """As CSS writes it."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def deep(self) -> str:
        """A darker one."""
        return f"#{self.red * 4 // 5:02x}{self.green * 4 // 5:02x}{self.blue * 4 // 5:02x}"

    @property
    def triple(self) -> str:
        """The parts with commas between them."""
        return f"{self.red},{self.green},{self.blue}"


def draw_hue(dice: random.Random) -> Hue:
    """Any colour of middling lightness."""
    parts = colorsys.hls_to_rgb(dice.random(), dice.uniform(0.3, 0.5), dice.uniform(0.45, 0.95))
    red, green, blue = (round(part * 255) for part in parts)
    return Hue(red, green, blue)
