"""Words of a monospaced text, set again in the rows and columns where they stood."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import numpy as np

from limner_server.perception.ocr import ReadWord

# Words of fewer letters say little about the width of a letter.
_TELLING = 4
# Between two words a whole letter is blank; a dot or a bracket leaves less around it.
_BLANK = 0.9


def advance_of(words: Sequence[ReadWord]) -> float:
    """The width of a letter and the gap after it, in pixels.

    A word of n letters is n of these wide, less the blank edge of its last letter: the slope of a
    line through the widths.
    """
    telling = [word for word in words if len(word.text) >= _TELLING] or list(words)
    rough = median(word.box.width / len(word.text) for word in telling)
    near = [word for word in telling if abs(word.box.width / len(word.text) / rough - 1) < 0.15]
    lengths = np.array([len(word.text) for word in near], np.float64)
    if len(near) < 3 or np.ptp(lengths) < 3:
        return rough
    slope = float(np.polyfit(lengths, [word.box.width for word in near], 1)[0])
    return slope if 0.9 < slope / rough < 1.15 else rough


def set_on_grid(rows: Sequence[Sequence[ReadWord]], advance: float) -> list[str]:
    """The text of rows, each word at its column."""
    left = min((word.box.x0 for row in rows for word in row), default=0.0)
    return [_line(row, left, advance) for row in rows]


def _line(row: Sequence[ReadWord], left: float, advance: float) -> str:
    text, end = "", left
    for word in sorted(row, key=lambda word: word.box.x0):
        column = round((word.box.x0 - left) / advance)
        blanks = column - len(text)
        if text:
            blanks = max(blanks, 1) if word.box.x0 - end >= _BLANK * advance else 0
        text += " " * blanks + word.text
        end = word.box.x1
    return text
