"""Wrapping: the widths at which a browser breaks a paragraph where the picture shows it broken."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from limner_server.layout.element import Paragraph, Run
from limner_server.layout.metrics import advance
from limner_server.perception.scene import Font, TextLine

# Widths are known to a pixel or so: a break with less room than this is left to nobody.
_CERTAIN = 3.0
# How much wider than its ink a text may be set, in ems: the white space beside its outer letters.
_MISREAD = 0.35


@dataclass(frozen=True, slots=True)
class Measure:
    """The widths that keep a paragraph's line breaks, in pixels.

    Attributes:
        least: its widest line fits.
        most: from here on, some line would take in a word of the next; infinite where no line
            ends softly.
    """

    least: float
    most: float

    def holds(self, width: float) -> bool:
        """Whether a paragraph of this width breaks as it should."""
        return self.least <= width + 0.5 and width < self.most - 0.5

    @property
    def choice(self) -> float:
        """A width in whole pixels that keeps clear of both ends."""
        if math.isinf(self.most):
            return math.ceil(self.least) + 2
        return round(self.least + min((self.most - self.least) / 2, 8))


def measure(paragraph: Paragraph) -> Measure:
    """Find the widths at which a paragraph breaks as in the picture."""
    widths, joined = _set_widths(paragraph.lines, paragraph.runs, paragraph.font)
    least = max(widths)
    hard = _hard_starts(paragraph)
    most = min(
        (width for index, width in enumerate(joined) if index + 1 not in hard), default=math.inf
    )
    return Measure(least, most)


def uncertain_breaks(lines: list[TextLine], runs: list[Run], font: Font) -> list[bool]:
    """For each line, whether no soft break before it can be relied on.

    That is so where its first word would nearly fit on the line before, and in the whole text
    where it was misread and is set wider than it is.
    """
    widths, joined = _set_widths(lines, runs, font)
    widest = max(widths)
    if widest > max(line.box.width for line in lines) + _MISREAD * font.size:
        return [False] + [True] * (len(lines) - 1)
    return [False, *(width < widest + _CERTAIN for width in joined)]


def _hard_starts(paragraph: Paragraph) -> set[int]:
    """The indices of the lines that a hard break stands before."""
    starts = set()
    words = 0
    begins = {0: 0}
    for index, line in enumerate(paragraph.lines):
        begins[words] = index
        words += len(line.words)
    words = 0
    for run in paragraph.runs:
        if run.break_before and words in begins:
            starts.add(begins[words])
        words += len(run.text.split(" "))
    return starts


def _set_widths(
    lines: list[TextLine], runs: list[Run], font: Font
) -> tuple[list[float], list[float]]:
    """How wide each line is when set, and how wide with the next line's first word."""
    fonts = [
        replace(font, weight=700 if run.bold else font.weight, italic=run.italic or font.italic)
        for run in runs
        for _ in run.text.split(" ")
    ]
    space = advance(" ", font)
    widths: list[float] = []
    firsts: list[float] = []
    start = 0
    for line in lines:
        of_line = fonts[start : start + len(line.words)]
        advances = [advance(word.text, one) for word, one in zip(line.words, of_line, strict=True)]
        widths.append(sum(advances) + space * (len(advances) - 1))
        firsts.append(advances[0])
        start += len(line.words)
    joined = [width + space + first for width, first in zip(widths, firsts[1:], strict=False)]
    return widths, joined
