"""Where a browser puts text: from the ink of a line to its line box and its advance width.

Browsers round a font's ascent and descent to whole pixels and put half of what is left of the
line height, rounded down, above them (CSS Inline Layout, "half-leading"). The figures are those of
the DejaVu families, which the generic families resolve to on most Linux machines; Arial, Helvetica
and Liberation differ by a few hundredths of an em, which the measured correction takes up.
"""

from __future__ import annotations

import math
from statistics import fmean

from limner_server.perception.scene import Box, Font, TextLine

ASCENT = 0.928
DESCENT = 0.236
SPACE = 0.318

# White space left and right of a glyph's ink, in ems: sans-serif letters fall into few classes.
_LEFT_BEARING = {
    -0.04: "Jj",
    0.0: "/ATVY\\_",
    0.03: "*WXZftvwxyz",
    0.06: "%&-024689?@CGOQSacdegoqs",
    0.11: "+.1:<=>^{|}~!",
}
_RIGHT_BEARING = {
    -0.02: "Kf",
    0.0: "/ALTVY\\_kr",
    0.03: "&*PRWXZtvwxyz",
    0.06: "%-04689?@BCDEFOQSbceops",
    0.12: "+.:;<=>^{|}~!",
}
_STEM_BEARING = 0.09
_LEFT = {letter: bearing for bearing, letters in _LEFT_BEARING.items() for letter in letters}
_RIGHT = {letter: bearing for bearing, letters in _RIGHT_BEARING.items() for letter in letters}


def advance_span(text: str, ink: Box, size: float) -> tuple[float, float]:
    """Return where a line's advance begins and ends.

    Args:
        text: what stands on the line, not empty.
        ink: the box around its ink, in pixels.
        size: font size in pixels.

    Returns:
        `(x0, x1)` in pixels: the ink, widened by the side bearings of the outer letters.
    """
    left = _LEFT.get(text[0], _STEM_BEARING) * size
    right = _RIGHT.get(text[-1], _STEM_BEARING) * size
    return ink.x0 - left, ink.x1 + right


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
    spans = [advance_span(line.text, line.box, font.size) for line in lines]
    offset = baseline_offset(font.size, line_height)
    tops = [line.baseline - offset - index * line_height for index, line in enumerate(lines)]
    top = fmean(tops) if len(tops) > 1 else tops[0]
    return Box(
        min(x0 for x0, _ in spans),
        top,
        max(x1 for _, x1 in spans),
        top + len(lines) * line_height,
    )
