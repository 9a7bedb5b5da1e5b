"""What every dialect starts from: the page's dice and its pictures."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import ClassVar

from limner_adapters.data import pictures
from limner_adapters.data.dialects.packages import PackedFile
from limner_adapters.data.markup import data_uri, text, void


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours that pictures of a page are drawn in, as CSS writes them."""

    primary: str
    secondary: str
    success: str
    danger: str
    ink: str
    muted: str


LIGHT = Palette("#0d6efd", "#6c757d", "#198754", "#dc3545", "#212529", "#6c757d")
DARK = Palette("#6ea8fe", "#a7acb1", "#75b798", "#ea868f", "#dee2e6", "#adb5bd")


class Look:
    """One page's look in a dialect; every value is drawn when it is made.

    Attributes:
        SHEETS: the stylesheets of the dialect, from npm's registry.
        DARK_SHARE: share of pages that are light on dark.
        BY_TAGS: whether the stylesheet goes by tags, so that no author leaves them out.
        OWN_FACE_SHARE: share of pages that bring a typeface along.
        dice: of the page.
        palette: of its pictures.
        dark: whether the page is light on dark.
    """

    SHEETS: ClassVar[tuple[PackedFile, ...]] = ()
    DARK_SHARE: ClassVar[float] = 0.12
    BY_TAGS: ClassVar[bool] = False
    OWN_FACE_SHARE: ClassVar[float] = 0.3

    def __init__(self, dice: random.Random) -> None:
        """Draw the look."""
        self.dice = dice
        self.dark = self.chance(self.DARK_SHARE)
        self.palette = DARK if self.dark else LIGHT
        # In many templates every picture is the same grey box.
        self._placeholders = self.chance(0.35)
        self._avatars_are_pictures = self.chance(0.7)

    def chance(self, share: float) -> bool:
        """True in `share` of all cases."""
        return self.dice.random() < share

    def css(self) -> str:
        """Rules of this page beside those of the stylesheets."""
        return ""

    def sheets(self) -> tuple[PackedFile, ...]:
        """The stylesheets of this page."""
        return self.SHEETS

    def html_attributes(self) -> dict[str, str]:
        """What stands at the root element."""
        return {}

    def body_classes(self) -> str:
        """The classes of the body."""
        return ""

    def icon(self, size: int | None = None, colour: str = "currentColor") -> str:
        """An icon."""
        return pictures.icon(self.dice, size or self.dice.choice([16, 18, 20, 24, 32, 48]), colour)

    def coloured_icon(self, size: int) -> str:
        """An icon in one of the page's colours."""
        palette = self.palette
        ink = self.dice.choice([palette.primary, palette.muted, palette.ink])
        return pictures.icon(self.dice, size, ink)

    def picture(self, width: int, height: int, classes: str = "", style: str = "") -> str:
        """A photograph, a drawing, or the grey box that stands for one."""
        if self._placeholders:
            svg = pictures.placeholder(self.dice, width, height)
        else:
            svg = pictures.photo(self.dice, width, height)
        return void(
            "img", classes, src=data_uri(svg), width=str(width), height=str(height), style=style
        )

    def avatar(self, size: int, initials: str, classes: str = "") -> str:
        """A portrait, or a disc with initials."""
        if self._avatars_are_pictures:
            svg = (
                pictures.placeholder(self.dice, size, size)
                if self._placeholders
                else pictures.avatar(self.dice, size)
            )
            rounded = "border-radius:50%" if self._placeholders and self.chance(0.6) else ""
            return void(
                "img", classes, src=data_uri(svg), width=str(size), height=str(size),
                data_role="avatar", style=f"flex:none;{rounded}",
            )  # fmt: skip
        return text(
            "span", initials, data_role="avatar",
            style=f"display:inline-flex;align-items:center;justify-content:center;flex:none;"
            f"width:{size}px;height:{size}px;border-radius:50%;color:#fff;"
            f"font-size:{size * 2 // 5}px;background:{self.palette.secondary}",
        )  # fmt: skip

    def chart(self, width: int, height: int) -> str:
        """A chart in the page's colours."""
        palette = self.palette
        colours = [palette.primary, palette.secondary, palette.success]
        return pictures.chart(self.dice, width, height, colours)
