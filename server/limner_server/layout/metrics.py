"""Where a browser puts text: from the ink of a line to its line box and its advance width.

Browsers round a font's ascent and descent to whole pixels and put half of what is left of the
line height, rounded down, above them (CSS Inline Layout, "half-leading"). Ascent and descent are
those of the DejaVu families, which the generic families resolve to on most Linux machines; Arial,
Helvetica and Liberation differ by a few hundredths of an em, which the measured correction takes
up.
"""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import fmean

from limner_server.perception.fonts import Face, faces
from limner_server.perception.scene import Box, Font, TextLine

ASCENT = 0.928
DESCENT = 0.236


@lru_cache(maxsize=32)
def _face(family: str, weight: int, italic: bool) -> Face:
    """The face of this machine that comes nearest to a font."""

    def mismatch(face: Face) -> tuple[bool, bool, bool]:
        return face.family != family, face.weight != weight, face.italic != italic

    return min(faces(), key=mismatch)


def face_of(font: Font) -> Face:
    """The face of this machine that a font is set in."""
    return _face(font.family, font.weight, font.italic)


def advance(text: str, font: Font) -> float:
    """How far a text moves the pen, in pixels."""
    return face_of(font).extent(text).advance * font.size + font.spacing * len(text)


def advance_span(line: TextLine, font: Font) -> tuple[float, float]:
    """Return where a line's advance begins and ends.

    Args:
        line: its ink is where the picture has it.
        font: what its paragraph is set in.

    Returns:
        `(x0, x1)` in pixels: the ink, widened by the side bearings of the outer letters.
    """
    first, last = line.words[0].text[0], line.words[-1].text[-1]
    face = face_of(font)
    left = face.extent(first).left * font.size
    end = face.extent(last)
    right = (end.advance - end.left - end.width) * font.size
    return line.box.x0 - left, line.box.x1 + right


def baseline_offset(size: float, line_height: float) -> float:
    """Return the distance from the top of a line box to its baseline, in pixels."""
    ascent = round(ASCENT * size)
    descent = round(DESCENT * size)
    return ascent + math.floor((line_height - ascent - descent) / 2)


def content_height(size: float) -> int:
    """Return the height in pixels of a font's ascent and descent together."""
    return round(ASCENT * size) + round(DESCENT * size)


def line_boxes(lines: list[TextLine], font: Font, line_height: float) -> Box:
    """Return the box that a paragraph's line boxes fill.

    Args:
        lines: at least one, top to bottom.
        font: the prevailing font.
        line_height: pixels from baseline to baseline.

    Returns:
        As wide as the widest line's advance, `len(lines) * line_height` high, placed so that the
        baselines fall where the picture has them.
    """
    spans = [advance_span(line, font) for line in lines]
    offset = baseline_offset(font.size, line_height)
    tops = [line.baseline - offset - index * line_height for index, line in enumerate(lines)]
    # Browsers paint baselines on whole pixels: half a pixel here would move every line by one.
    top = float(round(fmean(tops)))
    return Box(
        min(x0 for x0, _ in spans),
        top,
        max(x1 for _, x1 in spans),
        top + len(lines) * line_height,
    )
