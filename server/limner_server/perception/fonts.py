"""The fonts that a browser on this machine sets text in, and how their letters measure."""

from __future__ import annotations

import operator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import ImageFont

from limner_server.perception.fallback import font_for
from limner_server.perception.fontconfig import EM, match
from limner_server.perception.scene import Family

# Where there is no fontconfig: the usual files of each family, by what systems ship.
_FILES: dict[tuple[Family, int, bool], tuple[str, ...]] = {
    (Family.SANS, 400, False): ("Arial.ttf", "arial.ttf", "DejaVuSans.ttf"),
    (Family.SANS, 700, False): ("Arial Bold.ttf", "arialbd.ttf", "DejaVuSans-Bold.ttf"),
    (Family.SANS, 400, True): ("Arial Italic.ttf", "ariali.ttf", "DejaVuSans-Oblique.ttf"),
    (Family.SANS, 700, True): ("Arial Bold Italic.ttf", "arialbi.ttf"),
    (Family.SERIF, 400, False): ("Times New Roman.ttf", "times.ttf", "DejaVuSerif.ttf"),
    (Family.SERIF, 700, False): ("Times New Roman Bold.ttf", "timesbd.ttf"),
    (Family.SERIF, 400, True): ("Times New Roman Italic.ttf", "timesi.ttf"),
    (Family.SERIF, 700, True): ("Times New Roman Bold Italic.ttf", "timesbi.ttf"),
    (Family.MONO, 400, False): ("Courier New.ttf", "cour.ttf", "DejaVuSansMono.ttf"),
    (Family.MONO, 700, False): ("Courier New Bold.ttf", "courbd.ttf"),
    (Family.MONO, 400, True): ("Courier New Italic.ttf", "couri.ttf"),
    (Family.MONO, 700, True): ("Courier New Bold Italic.ttf", "courbi.ttf"),
}


class Extent(NamedTuple):
    """How a text's ink measures at a font size of 1.

    Attributes:
        width: of the ink.
        top: of the ink above the baseline.
        bottom: of the ink below the baseline, negative where all of it is above.
        left: from the pen's start to the ink.
        advance: from the pen's start to its end.
        coverage: ink area.
    """

    width: float
    top: float
    bottom: float
    left: float
    advance: float
    coverage: float


@dataclass(frozen=True, slots=True, eq=False)
class Letter:
    """One character at a font size of `EM` pixels.

    Attributes:
        character: the character itself.
        x0, x1: the ink's left and right from the pen.
        top: the ink's top above the baseline.
        bottom: the ink's bottom below the baseline.
        advance: of the pen.
        columns: ink by column, from `x0`.
        rows: ink by row, from the top.
        coverage: amount of ink.
    """

    character: str
    x0: int
    x1: int
    top: int
    bottom: int
    advance: float
    columns: NDArray[np.float32]
    rows: NDArray[np.float32]
    coverage: float


@dataclass(slots=True, eq=False)
class Face:
    """One font file in the role of a generic family.

    Attributes:
        family: the generic family that it stands for.
        weight: 300, 400 or 700.
        italic: whether it slants.
        font: the file, opened at `EM` pixels.
    """

    family: Family
    weight: int
    italic: bool
    font: ImageFont.FreeTypeFont
    _letters: dict[str, Letter] = field(default_factory=dict)
    _steps: dict[str, tuple[float, float]] = field(default_factory=dict)

    def letter(self, character: str) -> Letter:
        """Measure one character."""
        found = self._letters.get(character)
        if found is None:
            found = self._letters[character] = self._measure(character)
        return found

    def pens(self, text: str) -> list[float]:
        """Where the pen stands before each character and after the last, in `EM` pixels."""
        pen = 0.0
        pens = [pen]
        for pair in map(operator.add, text, text[1:]):
            advance, kerning = self._steps.get(pair) or self._step(pair)
            pen = pen + advance + kerning
            pens.append(pen)
        if text:
            pens.append(pen + self.letter(text[-1]).advance)
        return pens

    def extent(self, text: str) -> Extent:
        """Measure `text`, at least one character, with kerning."""
        letters = [self.letter(character) for character in text]
        advance = self.pens(text)[-1]
        left = letters[0].x0
        right = advance - letters[-1].advance + letters[-1].x1
        return Extent(
            width=(right - left) / EM,
            top=max([letter.top for letter in letters]) / EM,
            bottom=max([letter.bottom for letter in letters]) / EM,
            left=left / EM,
            advance=advance / EM,
            coverage=sum([letter.coverage for letter in letters]) / EM**2,
        )

    def columns(self, text: str, spacing: float = 0.0) -> NDArray[np.float32]:
        """Ink by column at `EM` pixels, from the leftmost to the rightmost ink of `text`.

        Args:
            text: at least one character.
            spacing: letter-spacing at `EM` pixels.
        """
        letters = [self.letter(character) for character in text]
        starts = [
            round(pen + place * spacing) + letter.x0
            for place, (pen, letter) in enumerate(zip(self.pens(text), letters, strict=False))
        ]
        first = min(starts)
        last = max(start + len(each.columns) for start, each in zip(starts, letters, strict=True))
        profile = np.zeros(last - first, np.float32)
        for start, letter in zip(starts, letters, strict=True):
            profile[start - first : start - first + len(letter.columns)] += letter.columns
        return profile

    def rows(self, text: str) -> tuple[NDArray[np.float32], int]:
        """Ink by row at `EM` pixels, and the baseline's place from the profile's start."""
        letters = [self.letter(character) for character in set(text)]
        top = max(letter.top for letter in letters)
        profile = np.zeros(top + max(letter.bottom for letter in letters), np.float32)
        for letter in letters:
            start = top - letter.top
            profile[start : start + len(letter.rows)] += letter.rows * text.count(letter.character)
        return profile, top

    def _step(self, pair: str) -> tuple[float, float]:
        """How far the pen moves from one character to the next: by the letter, by the kerning."""
        step = (self.letter(pair[0]).advance, self._measure_kern(pair))
        self._steps[pair] = step
        return step

    def _measure_kern(self, pair: str) -> float:
        first, second = (
            font_for(character, self.font, self.family, self.weight) for character in pair
        )
        if first is not second:
            return 0.0
        apart = sum(self.letter(character).advance for character in pair)
        return float(first.getlength(pair)) - apart

    def _measure(self, character: str) -> Letter:
        font = font_for(character, self.font, self.family, self.weight)
        left, top, _, _ = font.getbbox(character, anchor="ls")
        mask = font.getmask(character, "L")
        wide, high = mask.size
        ink = np.asarray(mask, np.float32).reshape(high, wide) / 255
        # Pillow's bounds reach to the pen; only the ink counts.
        columns, rows = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
        advance = float(font.getlength(character))
        if not len(columns):
            nothing = np.zeros(0, np.float32)
            return Letter(character, 0, 0, 0, 0, advance, nothing, nothing, 0.0)
        ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        x0, y0 = round(left) + int(columns[0]), round(top) + int(rows[0])
        high, wide = ink.shape
        by_row = ink.sum(axis=1)
        return Letter(
            character=character,
            x0=x0,
            x1=x0 + wide,
            top=-y0,
            bottom=y0 + high,
            advance=advance,
            columns=ink.sum(axis=0),
            rows=by_row,
            coverage=float(by_row.sum()),
        )


@cache
def faces() -> tuple[Face, ...]:
    """The faces of the generic families, upright ones first, regular before bold.

    A light face is among them only where there is a file of its own.
    """
    found: dict[str, Face] = {}
    for italic in (False, True):
        for family in Family:
            for weight in (400, 700, 300):
                font = _open(family, weight, italic=italic)
                if font is not None:
                    found.setdefault(str(font.path), Face(family, weight, italic, font))
    if not found:
        return (Face(Family.SANS, 400, False, _built_in()),)
    return tuple(found.values())


def _built_in() -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(EM)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType")
    return font


def _open(family: Family, weight: int, *, italic: bool) -> ImageFont.FreeTypeFont | None:
    candidates = _FILES.get((family, weight, italic), ())
    index = 0
    if (matched := match(family, weight, italic=italic)) is not None:
        candidates, index = (matched.file,), matched.face
    for file in candidates:
        try:
            return ImageFont.truetype(file, EM, index=index)
        except OSError:
            continue
    return None
