"""The texts of a picture with their places: what is read, and nothing else measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Final

from limner_server.perception.boxes import find_gradients
from limner_server.perception.contrast import measure_contrast, on_gradients, smooth_regions
from limner_server.perception.controls import find_controls, without
from limner_server.perception.glyphs import find_strips
from limner_server.perception.image import Picture
from limner_server.perception.ocr import ReadWord, tesseract_reader
from limner_server.perception.scene import Box
from limner_server.perception.underlines import split_underlines

# Words further apart than this share of the line's height are of two texts.
_APART: Final = 1.1
# Tesseract reads frames and icons as letters, and is not sure of them.
_LEAST_SURE: Final = 0.3


@dataclass(frozen=True, slots=True)
class ReadText:
    """Words of a picture that stand together on one line.

    Attributes:
        text: as read.
        box: around it, in pixels.
        sure: 0 to 1, the reader's own.
    """

    text: str
    box: Box
    sure: float


def read_texts(picture: Picture, languages: str, check: Callable[[], None]) -> list[ReadText]:
    """Read the texts of a picture, from top to bottom, then left to right.

    Args:
        picture: of any size.
        languages: as Tesseract names them, joined by "+".
        check: raises where the user took the request back.

    Raises:
        ToolMissingError: there is no Tesseract, or not in these languages.
    """
    pixels = picture.pixels
    smooth = smooth_regions(pixels)
    gradients = find_gradients(pixels, smooth)
    contrast = on_gradients(measure_contrast(pixels, smooth), pixels, gradients)
    contrast, _ = split_underlines(contrast)
    contrast = without(contrast, find_controls(pixels, contrast).boxes)
    check()
    rows = tesseract_reader(languages).read(contrast, find_strips(contrast), check)
    texts = [text for row in rows for text in _texts(row)]
    return sorted(texts, key=lambda one: (one.box.y0, one.box.x0))


def _texts(row: list[ReadWord]) -> list[ReadText]:
    """The words of a strip, parted where there is more than a blank between them."""
    texts: list[list[ReadWord]] = []
    words = sorted((word for word in row if _is_read(word)), key=lambda word: word.box.x0)
    for word in words:
        last = texts[-1][-1] if texts else None
        height = max(word.box.height, last.box.height) if last else 0.0
        if last is None or word.box.x0 - last.box.x1 > _APART * max(height, 8.0):
            texts.append([word])
        else:
            texts[-1].append(word)
    return [
        ReadText(
            " ".join(word.text for word in words),
            reduce(Box.union, (word.box for word in words)),
            sum(word.confidence for word in words) / len(words),
        )
        for words in texts
    ]


def _is_read(word: ReadWord) -> bool:
    return word.confidence >= _LEAST_SURE and any(sign.isalnum() for sign in word.text)
