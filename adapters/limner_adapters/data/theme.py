"""How a page looks: one draw of colours, type and spacing in the manner of a CSS dialect."""

from __future__ import annotations

import colorsys
import random
from dataclasses import dataclass

SANS = (
    "Roboto, sans-serif",
    "'Open Sans', sans-serif",
    "Lato, sans-serif",
    "Inter, sans-serif",
    "'Liberation Sans', Arial, sans-serif",
    "'DejaVu Sans', sans-serif",
    "'DejaVu Sans', sans-serif",
    "Carlito, Calibri, sans-serif",
    "Cantarell, sans-serif",
    "Cabin, sans-serif",
)
SERIF = (
    "'Liberation Serif', Georgia, serif",
    "'DejaVu Serif', serif",
    "'EB Garamond', serif",
    "Caladea, Cambria, serif",
)


@dataclass(frozen=True, slots=True)
class Manner:
    """What pages in one dialect have in common; each tuple is what a page draws from.

    Attributes:
        font_sizes: of running text in pixels.
        radii: of controls in pixels; cards take up to twice as much.
        fields: "outlined", "filled" or "underlined" inputs.
        buttons: "flat", "raised", "outlined", "plain" (the browser's own).
        cards: "shadow", "border", "flat", "both".
        tables: "striped", "bordered", "lines", "bare".
        links: "underline" or "plain".
        bars: top bars: "dark", "light", "vivid", "bare".
        spaces: the unit of padding and gap in pixels.
        capitals: share of pages whose buttons are in capitals.
        serifs: share of pages in a serif face.
    """

    font_sizes: tuple[int, ...] = (14, 15, 16)
    radii: tuple[int, ...] = (4, 6)
    fields: tuple[str, ...] = ("outlined",)
    buttons: tuple[str, ...] = ("flat",)
    cards: tuple[str, ...] = ("border", "shadow")
    tables: tuple[str, ...] = ("lines", "striped", "bordered")
    links: tuple[str, ...] = ("underline", "plain")
    bars: tuple[str, ...] = ("dark", "light", "vivid")
    spaces: tuple[int, ...] = (8,)
    capitals: float = 0.05
    serifs: float = 0.05


MANNERS: dict[str, Manner] = {
    "bootstrap": Manner(font_sizes=(16, 16, 14), radii=(4, 6), cards=("border", "border", "both")),
    "bulma": Manner(
        font_sizes=(16,),
        radii=(4, 6, 290),
        cards=("shadow",),
        links=("plain",),
        bars=("light", "vivid", "dark"),
        spaces=(8, 12),
    ),
    "material": Manner(
        font_sizes=(14, 16),
        radii=(2, 4, 20),
        fields=("filled", "underlined", "outlined"),
        buttons=("raised", "flat"),
        cards=("shadow",),
        tables=("lines",),
        links=("plain",),
        bars=("vivid", "dark", "light"),
        capitals=0.6,
    ),
    "utility": Manner(
        font_sizes=(14, 16),
        radii=(4, 6, 8, 12, 999),
        cards=("shadow", "border", "flat", "both"),
        links=("plain",),
        bars=("light", "bare", "dark"),
        spaces=(6, 8, 12),
    ),
    "classless": Manner(
        font_sizes=(16, 17, 18, 20),
        radii=(4, 5, 0),
        buttons=("flat", "outlined"),
        cards=("shadow", "flat", "border"),
        links=("underline", "plain"),
        bars=("bare", "light"),
        spaces=(8, 12, 16),
        serifs=0.2,
    ),
    "plain": Manner(
        font_sizes=(16, 14, 13),
        radii=(0, 2),
        buttons=("plain", "flat", "outlined"),
        cards=("border", "flat"),
        tables=("bordered", "bare", "lines"),
        links=("underline",),
        bars=("bare", "light", "vivid"),
        serifs=0.5,
    ),
    "soft": Manner(
        font_sizes=(14, 15, 16),
        radii=(8, 10, 14),
        buttons=("flat", "raised"),
        cards=("shadow", "flat"),
        links=("plain",),
        bars=("light", "bare"),
        spaces=(8, 10, 14),
    ),
}


@dataclass(frozen=True, slots=True)
class Theme:
    """One page's look, every value drawn. Lengths are in pixels, colours as CSS writes them."""

    manner: str
    dark: bool
    font: str
    heading_font: str
    font_size: int
    heading_scale: float
    heading_weight: int
    line_height: float
    radius: int
    card_radius: int
    space: int
    field: str
    button: str
    card: str
    table: str
    link: str
    bar: str
    capitals: bool
    primary: str
    secondary: str
    success: str
    danger: str
    page: str
    surface: str
    tint: str
    ink: str
    muted: str
    line: str


def _hex(hue: float, lightness: float, saturation: float) -> str:
    red, green, blue = colorsys.hls_to_rgb(hue % 1.0, lightness, saturation)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def draw_theme(rng: random.Random) -> Theme:
    """Draw a look in any manner."""
    name = rng.choice(list(MANNERS))
    manner = MANNERS[name]
    dark = rng.random() < 0.13
    hue = rng.random()
    radius = rng.choice(manner.radii)
    font = rng.choice(SERIF if rng.random() < manner.serifs else SANS)
    heading_font = rng.choice(SERIF) if rng.random() < 0.1 else font
    white = rng.random() < 0.6
    return Theme(
        manner=name,
        dark=dark,
        font=font,
        heading_font=heading_font,
        font_size=rng.choice(manner.font_sizes),
        heading_scale=rng.uniform(1.7, 3.0),
        heading_weight=rng.choice([700, 700, 700, 600, 500, 400]),
        line_height=round(rng.uniform(1.3, 1.7), 2),
        radius=radius,
        card_radius=min(radius * rng.choice([1, 1, 2]), 20),
        space=rng.choice(manner.spaces),
        field=rng.choice(manner.fields),
        button=rng.choice(manner.buttons),
        card=rng.choice(manner.cards),
        table=rng.choice(manner.tables),
        link=rng.choice(manner.links),
        bar=rng.choice(manner.bars),
        capitals=rng.random() < manner.capitals,
        primary=_hex(hue, rng.uniform(0.35, 0.55), rng.uniform(0.5, 0.95)),
        secondary=_hex(hue + rng.uniform(0.2, 0.8), rng.uniform(0.3, 0.5), rng.uniform(0.05, 0.7)),
        success=_hex(rng.uniform(0.33, 0.45), rng.uniform(0.3, 0.45), 0.7),
        danger=_hex(rng.uniform(-0.04, 0.03), rng.uniform(0.4, 0.55), 0.8),
        page=_hex(hue, rng.uniform(0.07, 0.14), 0.2)
        if dark
        else ("#ffffff" if white else _hex(hue, rng.uniform(0.94, 0.98), 0.3)),
        surface=_hex(hue, rng.uniform(0.16, 0.22), 0.2) if dark else "#ffffff",
        tint=_hex(hue, 0.25, 0.25) if dark else _hex(hue, rng.uniform(0.9, 0.96), 0.5),
        ink=_hex(hue, 0.92, 0.1) if dark else _hex(hue, rng.uniform(0.05, 0.25), 0.2),
        muted=_hex(hue, 0.65, 0.1) if dark else _hex(hue, rng.uniform(0.4, 0.55), 0.1),
        line=_hex(hue, 0.32, 0.1) if dark else _hex(hue, rng.uniform(0.78, 0.9), 0.1),
    )
