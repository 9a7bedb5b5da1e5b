"""The proof to look at: the picture and the page that was drawn, side by side, with the score."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from limner_server.perception.image import Picture
from limner_server.proof.likeness import on_canvas
from limner_server.proof.verdict import Proof

MARGIN: Final = 24
CAPTION: Final = 44
PAPER: Final = (238, 240, 243)
FRAME: Final = (170, 176, 186)
INK: Final = (32, 36, 44)
SHOWN: Final = ("score", "block", "text", "position", "colour", "ssim", "ink")


def draw_sheet(picture: Picture, drawn: npt.NDArray[np.uint8], proof: Proof) -> Picture:
    """Draw the sheet.

    Args:
        picture: the screenshot that was given.
        drawn: what the browser drew, shape (height, width, 3).
        proof: what was measured; its figures stand above the page.
    """
    width, height = picture.width, picture.height
    sheet = Image.new("RGB", (2 * width + 3 * MARGIN, height + CAPTION + MARGIN), PAPER)
    pen = ImageDraw.Draw(sheet)
    page = on_canvas(drawn, height, width)
    columns = (
        (picture.name, picture.pixels, MARGIN),
        (_caption(proof), page, width + 2 * MARGIN),
    )
    for caption, pixels, left in columns:
        font = _font_for(pen, caption, width)
        pen.text((left, CAPTION / 2), caption, fill=INK, font=font, anchor="lm")
        pen.rectangle((left - 1, CAPTION - 1, left + width, CAPTION + height), outline=FRAME)
        sheet.paste(Image.fromarray(pixels), (left, CAPTION))
    return Picture(np.asarray(sheet), f"{picture.name} and its page")


def _caption(proof: Proof) -> str:
    measured = [f"{name} {proof.figures[name]:.2f}" for name in SHOWN if name in proof.figures]
    return " · ".join([proof.summary, *measured])


def _font_for(
    pen: ImageDraw.ImageDraw, text: str, width: int
) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The largest of a few sizes at which the text fits."""
    fonts = [ImageFont.load_default(size) for size in (20, 16, 13, 11, 9)]
    fitting = [font for font in fonts if pen.textlength(text, font) <= width]
    return fitting[0] if fitting else fonts[-1]
