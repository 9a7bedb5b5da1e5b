"""From words to lines: which words stand together, and what was no word at all."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from limner_server.perception.blanks import split_at_blank
from limner_server.perception.contrast import Contrast
from limner_server.perception.fallback import is_unspaced
from limner_server.perception.fonts import faces
from limner_server.perception.ink import Ink, measure_ink
from limner_server.perception.ocr import ReadWord
from limner_server.perception.scene import Colour, TextLine, Word
from limner_server.perception.typesetting import Setting, settle

# What Tesseract makes of frames, rules and icons.
_DESCENDING = frozenset("gjpqyQ,;|()[]{}$@_/\\")
_FRAME_MARKS = frozenset("|_[](){}!¦—-=~.,'`\"«»<>\\/;:")

# Chi-square per letter below which a line is in a face that is known here.
_FITTING = 6.0
# The narrowest blank, as a share of the font size; a third is usual.
_LEAST_BLANK = 0.1
# Ideographs stand this far apart at most where nothing stands between them.
_LEAST_IDEOGRAPHIC_BLANK = 0.5


@dataclass(frozen=True, slots=True)
class MeasuredWord:
    """A word that was read, with its ink.

    Attributes:
        text: as read.
        confidence: 0 to 1.
        ink: as measured.
        ground: the number of the region that it stands on.
        size: a first guess of the font size from the ink's height, in pixels.
    """

    text: str
    confidence: float
    ink: Ink
    ground: int
    size: float

    @property
    def as_read(self) -> ReadWord:
        """The word as a reader gives it, its box around the ink that was measured."""
        return ReadWord(self.text, self.ink.box, self.confidence)


def find_lines(
    pixels: NDArray[np.uint8], contrast: Contrast, words: list[ReadWord]
) -> list[TextLine]:
    """Measure the words, drop what is no text, join the rest to lines, fit their fonts.

    Returns:
        Lines from top to bottom, then left to right, without ids.
    """
    apart = [part for word in words for part in split_at_blank(word, contrast)]
    measured = [found for word in apart if (found := _measure(pixels, contrast, word))]
    rows = [
        _mend(_joined(row, pixels, contrast)) for row in _rows(_once(measured)) if _has_letters(row)
    ]
    settings = settle([[(word.text, word.ink) for word in row] for row in rows])
    known = _fonts_are_known(rows, settings)
    lines = [
        _line(row, setting)
        for row, setting in zip(rows, settings, strict=True)
        if _is_text(row, setting, known=known)
    ]
    lines.sort(key=lambda line: (line.baseline, line.box.x0))
    return lines


def _fonts_are_known(rows: list[list[MeasuredWord]], settings: list[Setting]) -> bool:
    """Whether the page is set in fonts of this machine: then most of its letters fit well."""
    letters = [sum(len(word.text) for word in row) for row in rows]
    fitting = sum(
        count for count, setting in zip(letters, settings, strict=True) if setting.misfit < _FITTING
    )
    return fitting > 0.6 * sum(letters)


def _is_text(row: list[MeasuredWord], setting: Setting, *, known: bool) -> bool:
    """Whether a row is a line of text, rather than an icon or a drawing misread.

    Where the page's fonts are known, letters that look like themselves in one of them are text
    however unsure the reader was, and a few that look so in none are a drawing.
    """
    text = "".join(word.text for word in row)
    sure = sum(word.confidence * len(word.text) for word in row) / len(text)
    if known and len(text) >= 3 and setting.misfit < _FITTING:
        return True
    # A bold that the browser makes of a regular font fits none; ideographs are no drawings' parts.
    if is_unspaced(text[0]) and sure >= 0.8:
        return True
    if known and setting.misfit > _largest_misfit(len(text), sure):
        return False
    if len(text) < 3:
        return sure >= 0.55
    if max(word.ink.box.height for word in row) > 44:
        return sure >= 0.6
    return sure >= (0.3 if len(text) < 8 else 0.05)


def _largest_misfit(letters: int, sure: float) -> float:
    if letters == 1 and sure < 0.8:
        return 4.0
    limit = 8.0 if letters <= 2 else 16.0 if letters <= 4 else 60.0
    return limit * 2 if sure >= 0.9 else limit


def _measure(pixels: NDArray[np.uint8], contrast: Contrast, word: ReadWord) -> MeasuredWord | None:
    ink = measure_ink(pixels, contrast, word.box)
    if ink is None or not word.text:
        return None
    x, y = ink.box.centre
    extent = faces()[0].extent(word.text)
    return MeasuredWord(
        text=word.text,
        confidence=word.confidence,
        ink=ink,
        ground=int(contrast.ground[int(y), int(x)]),
        size=ink.box.height / max(extent.top + extent.bottom, 0.1),
    )


def _once(words: list[MeasuredWord]) -> list[MeasuredWord]:
    """Where two readings cover each other, the surer and longer one."""
    kept: list[MeasuredWord] = []
    for word in sorted(words, key=lambda word: -word.confidence * len(word.text)):
        box = word.ink.box
        smaller = (min(box.area, other.ink.box.area) for other in kept)
        shared = (box.overlap(other.ink.box) for other in kept)
        if not any(part > 0.6 * area for part, area in zip(shared, smaller, strict=True)):
            kept.append(word)
    return kept


def _rows(words: list[MeasuredWord]) -> list[list[MeasuredWord]]:
    """Words that follow each other on one baseline and one ground, at most a wide blank apart."""
    rows: list[list[MeasuredWord]] = []
    for word in sorted(words, key=lambda word: word.ink.box.x0):
        home = min(
            (row for row in rows if _follows(row[-1], word)),
            key=lambda row: word.ink.box.x0 - row[-1].ink.box.x1,
            default=None,
        )
        if home is None:
            rows.append([word])
        else:
            home.append(word)
    return rows


def _follows(left: MeasuredWord, right: MeasuredWord) -> bool:
    one, other = left.ink.box, right.ink.box
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    size = max(left.size, right.size) if len(right.text) > 1 else left.size
    return (
        left.ground == right.ground
        and shared >= 0.5 * min(one.height, other.height)
        and -0.3 * size <= other.x0 - one.x1 <= max(0.8 * size, 7)
    )


def _has_letters(row: list[MeasuredWord]) -> bool:
    """Whether a row is more than what Tesseract makes of frames and rules."""
    text = "".join(word.text for word in row)
    if any(character not in _FRAME_MARKS for character in text):
        return True
    sure = sum(word.confidence * len(word.text) for word in row) / len(text)
    return sure > 0.9 and len(text) > 1


def _joined(
    row: list[MeasuredWord], pixels: NDArray[np.uint8], contrast: Contrast
) -> list[MeasuredWord]:
    """Words with no blank between them in the picture are one."""
    joined = row[:1]
    for word in row[1:]:
        last = joined[-1]
        gap = word.ink.box.x0 - last.ink.box.x1
        size = max(last.size, word.size)
        if gap >= _least_blank(last.text, word.text) * size or gap < -0.3 * size:
            joined.append(word)
            continue
        whole = last.as_read.joined(word.as_read)
        joined[-1] = _measure(pixels, contrast, whole) or last
    return joined


def _least_blank(left: str, right: str) -> float:
    unspaced = is_unspaced(left[-1]) and is_unspaced(right[0])
    return _LEAST_IDEOGRAPHIC_BLANK if unspaced else _LEAST_BLANK


def _mend(row: list[MeasuredWord]) -> list[MeasuredWord]:
    """A lone bar that ends on the baseline, as no bar does, is a capital I."""
    level = [word.ink.box.y1 for word in row if not set(word.text) & _DESCENDING]
    mended = []
    for word in row:
        rests = len(row) > 1 and any(abs(word.ink.box.y1 - bottom) <= 1 for bottom in level)
        mended.append(replace(word, text="I") if word.text == "|" and rests else word)
    return mended


def _line(row: list[MeasuredWord], setting: Setting) -> TextLine:
    box = row[0].ink.box
    for word in row[1:]:
        box = box.union(word.ink.box)
    longest = max(row, key=lambda word: len(word.text))
    return TextLine(
        words=[
            Word(word.text, word.ink.box, word.confidence, word.ink.colour, font)
            for word, font in zip(row, setting.fonts, strict=True)
        ],
        box=box,
        baseline=setting.baseline,
        font=setting.font,
        colour=_prevailing([word.ink.colour for word in row], [len(word.text) for word in row]),
        background=longest.ink.background,
    )


def _prevailing(colours: list[Colour], weights: list[int]) -> Colour:
    """The colour that most letters have, taken from where its contrast is purest."""
    support = [
        sum(
            weight for other, weight in zip(colours, weights, strict=True) if c.distance(other) < 24
        )
        for c in colours
    ]
    return max(zip(support, weights, colours, strict=True))[2]
