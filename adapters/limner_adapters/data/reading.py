"""Reads words from the truth as OCR would: boxes tight around the ink, some words wrong or lost.

Tesseract takes a second a page and more; this reader lets the rest of perception, which measures
pixels, run on many pages in little time.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from limner_adapters.data.truth import TrueWord
from limner_server.perception.image import Picture
from limner_server.perception.ocr import ReadWord
from limner_server.perception.scene import Box

if TYPE_CHECKING:
    from limner_server.perception.contrast import Contrast

# Letters that Tesseract takes for one another.
_ALIKE = {"l": "I", "I": "l", "O": "0", "0": "O", "1": "l", "S": "5", "5": "S", "rn": "m", "e": "c"}
_INK = 40  # contrast from which a pixel is ink


@dataclass(frozen=True, slots=True)
class NoisyReader:
    """A reader of words that are known.

    Attributes:
        words: of the page.
        rng: decides what goes wrong.
        lost: share of words that are not seen.
        garbled: share of words with a wrong letter.
    """

    words: list[TrueWord]
    rng: random.Random
    lost: float = 0.002
    garbled: float = 0.02

    def __call__(self, picture: Picture, contrast: Contrast) -> list[ReadWord]:
        """The words whose ink is there to be seen."""
        del picture
        read = []
        for word in self.words:
            box = _ink_box(word.box, contrast)
            if box is None or self.rng.random() < self.lost:
                continue
            text = self._garble(word.text) if self.rng.random() < self.garbled else word.text
            read.append(ReadWord(text, box, self.rng.uniform(0.8, 0.97)))
        return read

    def _garble(self, text: str) -> str:
        places = [part for part in _ALIKE if part in text]
        if places:
            part = self.rng.choice(places)
            return text.replace(part, _ALIKE[part], 1)
        return text[:-1] if len(text) > 2 else text


def _ink_box(box: Box, contrast: Contrast) -> Box | None:
    """The box around the ink within `box`, or None where there is none."""
    height, width = contrast.distance.shape
    left, top = max(int(box.x0) - 1, 0), max(int(box.y0), 0)
    right, bottom = min(int(box.x1) + 2, width), min(int(np.ceil(box.y1)), height)
    if right <= left or bottom <= top:
        return None
    ink = contrast.distance[top:bottom, left:right] > _INK
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows) or not len(columns):
        return None
    return Box(left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1)
