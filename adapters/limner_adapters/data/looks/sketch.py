"""Wireframes and drawings by hand: any page as one would sketch it, by CSS laid over its own."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from limner_adapters.data.looks.pens import PENS, pen_rules

_PICTURES = "img,video,canvas,iframe,svg[data-role=img],svg[data-role=avatar]"


class Medium(StrEnum):
    """What a page is drawn with."""

    WIREFRAME = "wireframe"
    PEN = "pen"


@dataclass(frozen=True, slots=True)
class Sketch:
    """How a page is sketched.

    Attributes:
        medium: straight grey boxes of a design tool, or a pen.
        ink: colour of lines and letters.
        paper: colour of the ground.
        accent: ground of buttons and of what is filled with a colour.
        pen: typeface; empty where the page's own stays.
        thick: width of the lines in pixels.
        wobble: by how many pixels a drawn line leaves its place; 0 for a ruler.
    """

    medium: Medium
    ink: str
    paper: str
    accent: str
    pen: str
    thick: float
    wobble: float


def draw_sketch(rng: random.Random) -> Sketch:
    """Draw a way to sketch."""
    if rng.random() < 0.5:
        ink = rng.choice(["#333333", "#555555", "#000000", "#777777", "#3b4252"])
        paper = rng.choice(["#ffffff", "#ffffff", "#f7f7f7", "#fafafa"])
        accent = rng.choice(["#e0e0e0", "#d0d0d0", "#ffffff", "#cfd8dc", "#c7d2fe"])
        pen = rng.choice(["", "", "DejaVu Sans", "DejaVu Sans Mono", PENS[0]])
        return Sketch(Medium.WIREFRAME, ink, paper, accent, pen, rng.choice([1, 1, 2]), 0.0)
    ink = rng.choice(["#222222", "#1e1e1e", "#1a237e", "#3e2723", "#333333"])
    paper = rng.choice(["#ffffff", "#ffffff", "#fdfdf7", "#fbf7ec", "#f5f5f5"])
    accent = rng.choice(["#ffffff", "#eeeeee", "#ffe8a3", "#d0ebff", "#d3f9d8"])
    thick = rng.choice([1.5, 2, 2, 2.5, 3])
    return Sketch(Medium.PEN, ink, paper, accent, rng.choice(PENS), thick, rng.uniform(0.8, 2.6))


def sketch_css(sketch: Sketch) -> str:
    """The rules that make any page such a sketch.

    Raises:
        ToolMissingError: its pen is not in the cache and npm does not bring it.
    """
    round_ = "255px 15px 225px 15px/15px 225px 15px 255px"
    corners = f"border-radius:{round_}!important;" if sketch.medium is Medium.PEN else ""
    family = f"font-family:'{sketch.pen}',sans-serif!important;" if sketch.pen else ""
    line = f"{sketch.thick}px solid {sketch.ink}!important"
    boxes = (
        ".card,.box,.panel,.notification,.alert,.callout,.message,.modal-card,.dropdown-menu,"
        ".thumbnail,article:not(:has(p + p))"
    )
    fields = "input:not([type=checkbox]):not([type=radio]):not([type=range]),select,textarea"
    buttons = "button,.btn,.button,[role=button],input[type=submit],input[type=button]"
    # Deep enough to come before what a dialect calls important.
    return (
        (pen_rules(sketch.pen) if sketch.pen in PENS else "")
        + f":root:root,:root:root body{{background:{sketch.paper}!important}}:root:root:root{{"
        f"*,*::before,*::after{{{family}color:{sketch.ink}!important;"
        "box-shadow:none!important;text-shadow:none!important;"
        f"background-image:none!important;border-color:{sketch.ink}!important}}"
        "body :not(svg,svg *,img){background-color:transparent!important}"
        f":is({boxes}){{border:{line};{corners}}}"
        f":is({fields}){{border:{line};{corners}}}"
        f"body :is({buttons}){{border:{line};{corners}background-color:{sketch.accent}!important}}"
        f":is({_PICTURES}){{border:{line};{corners}object-position:-9999px -9999px;"
        f'background:url("{_crossed(sketch)}") center/100% 100% no-repeat!important}}'
        f":is({_PICTURES}) *{{visibility:hidden}}"
        f"svg *{{fill:none!important;stroke:{sketch.ink}!important}}}}"
    )


def _crossed(sketch: Sketch) -> str:
    """A box with a cross from corner to corner: what stands for a picture."""
    return "data:image/svg+xml," + quote(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" preserveAspectRatio="none">'
        f'<path d="M0 0L100 100M100 0L0 100" stroke="{sketch.ink}" stroke-width="{sketch.thick}" '
        'vector-effect="non-scaling-stroke"/></svg>'
    )
