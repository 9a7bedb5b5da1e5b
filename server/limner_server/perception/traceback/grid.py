"""Words of a monospaced text, set again in the rows and columns where they stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from limner_server.perception.ocr import ReadWord

# Words of fewer letters say little about the width of a letter.
_TELLING = 4
# Lower than this share of the others a word is a dot, a dash or a quote.
_LOW = 0.6


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a terminal.

    Attributes:
        words: from left to right.
        top: of its tall words, in pixels.
        bottom: of the same.
    """

    words: tuple[ReadWord, ...]
    top: float
    bottom: float


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


def rows_of(words: Sequence[ReadWord]) -> list[Row]:
    """The rows, top to bottom; what is low, such as a dash, goes to the row it stands in."""
    usual = median(word.box.height for word in words)
    tall = [word for word in words if word.box.height >= _LOW * usual]
    low = [word for word in words if word.box.height < _LOW * usual]
    groups: list[list[ReadWord]] = []
    for word in sorted(tall, key=_middle):
        if groups and _middle(word) - median(map(_middle, groups[-1])) < 0.5 * usual:
            groups[-1].append(word)
        else:
            groups.append([word])
    reach = 0.3 * usual
    for word in low:
        home = min(
            groups, key=lambda group: abs(_middle(word) - median(map(_middle, group))), default=None
        )
        if (
            home is not None
            and abs(_middle(word) - median(map(_middle, home))) < 0.5 * usual + reach
        ):
            home.append(word)
    return [_row(group, _LOW * usual) for group in groups]


def _middle(word: ReadWord) -> float:
    return (word.box.y0 + word.box.y1) / 2


def _row(words: list[ReadWord], tall: float) -> Row:
    high = [word for word in words if word.box.height >= tall]
    return Row(
        tuple(sorted(words, key=lambda word: word.box.x0)),
        median(word.box.y0 for word in high),
        median(word.box.y1 for word in high),
    )


def set_on_grid(rows: Sequence[Row], advance: float) -> list[str]:
    """The text of rows, each word at its column."""
    left = min(word.box.x0 for row in rows for word in row.words)
    return [_line(row, left, advance) for row in rows]


def _line(row: Row, left: float, advance: float) -> str:
    text = ""
    for word in row.words:
        column = round((word.box.x0 - left) / advance)
        text += " " * max(column - len(text), 1 if text else 0) + word.text
    return text
