"""The fonts that a browser on this machine sets text in, and how their letters measure."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from PIL import ImageFont

from limner_server.perception.scene import Family

# Letters are measured at this size and scaled: outlines scale linearly, Chromium does not hint.
_EM = 100

# Where there is no fontconfig: the usual files of each family, by what systems ship.
_FILES: dict[tuple[Family, bool, bool], tuple[str, ...]] = {
    (Family.SANS, False, False): ("Arial.ttf", "arial.ttf", "DejaVuSans.ttf"),
    (Family.SANS, True, False): ("Arial Bold.ttf", "arialbd.ttf", "DejaVuSans-Bold.ttf"),
    (Family.SANS, False, True): ("Arial Italic.ttf", "ariali.ttf", "DejaVuSans-Oblique.ttf"),
    (Family.SANS, True, True): ("Arial Bold Italic.ttf", "arialbi.ttf"),
    (Family.SERIF, False, False): ("Times New Roman.ttf", "times.ttf", "DejaVuSerif.ttf"),
    (Family.SERIF, True, False): ("Times New Roman Bold.ttf", "timesbd.ttf"),
    (Family.SERIF, False, True): ("Times New Roman Italic.ttf", "timesi.ttf"),
    (Family.SERIF, True, True): ("Times New Roman Bold Italic.ttf", "timesbi.ttf"),
    (Family.MONO, False, False): ("Courier New.ttf", "cour.ttf", "DejaVuSansMono.ttf"),
    (Family.MONO, True, False): ("Courier New Bold.ttf", "courbd.ttf"),
    (Family.MONO, False, True): ("Courier New Italic.ttf", "couri.ttf"),
    (Family.MONO, True, True): ("Courier New Bold Italic.ttf", "courbi.ttf"),
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


class _Letter(NamedTuple):
    x0: float
    top: float
    x1: float
    bottom: float
    advance: float
    coverage: float


@dataclass(slots=True, eq=False)
class Face:
    """One font file in the role of a generic family.

    Attributes:
        family: the generic family that it stands for.
        weight: 400 or 700.
        italic: whether it slants.
        font: the file, opened at `_EM` pixels.
    """

    family: Family
    weight: int
    italic: bool
    font: ImageFont.FreeTypeFont
    _letters: dict[str, _Letter] = field(default_factory=dict)
    _extents: dict[str, Extent] = field(default_factory=dict)

    def extent(self, text: str) -> Extent:
        """Measure `text`, at least one character, with kerning."""
        found = self._extents.get(text)
        if found is None:
            if len(self._extents) > 20_000:
                self._extents.clear()
            found = self._extents[text] = self._measure(text)
        return found

    def _measure(self, text: str) -> Extent:
        letters = [self._letter(character) for character in text]
        advance = self.font.getlength(text) / _EM
        left = letters[0].x0
        right = advance - (letters[-1].advance - letters[-1].x1)
        return Extent(
            width=right - left,
            top=max(letter.top for letter in letters),
            bottom=max(letter.bottom for letter in letters),
            left=left,
            advance=advance,
            coverage=sum(letter.coverage for letter in letters),
        )

    def _letter(self, character: str) -> _Letter:
        found = self._letters.get(character)
        if found is None:
            x0, y0, x1, y1 = self.font.getbbox(character, anchor="ls")
            mask = self.font.getmask(character, "L")
            found = self._letters[character] = _Letter(
                x0=x0 / _EM,
                top=-y0 / _EM,
                x1=x1 / _EM,
                bottom=y1 / _EM,
                advance=self.font.getlength(character) / _EM,
                coverage=sum(mask) / 255 / _EM**2,
            )
        return found


@cache
def faces() -> tuple[Face, ...]:
    """The faces of the generic families, upright ones first, regular before bold."""
    found = []
    for italic in (False, True):
        for family in Family:
            for bold in (False, True):
                font = _open(family, bold=bold, italic=italic)
                if font is not None:
                    found.append(Face(family, 700 if bold else 400, italic, font))
    if not found:
        found.append(Face(Family.SANS, 400, False, _built_in()))  # noqa: FBT003
    return tuple(found)


def _built_in() -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(_EM)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType")
    return font


def _open(family: Family, *, bold: bool, italic: bool) -> ImageFont.FreeTypeFont | None:
    candidates = _FILES.get((family, bold, italic), ())
    index = 0
    if shutil.which("fc-match"):
        file, index = _matched_file(family, bold=bold, italic=italic)
        candidates = (file,)
    for file in candidates:
        try:
            return ImageFont.truetype(file, _EM, index=index)
        except OSError:
            continue
    return None


def _matched_file(family: Family, *, bold: bool, italic: bool) -> tuple[str, int]:
    """Ask fontconfig, as Chromium does."""
    pattern = f"{family}:weight={'bold' if bold else 'regular'}:slant={100 if italic else 0}"
    answer = subprocess.run(
        ["fc-match", "--format=%{file}\n%{index}", pattern],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    ).stdout
    file, _, index = answer.partition("\n")
    return file, int(index) & 0xFFFF if index.isdigit() else 0
