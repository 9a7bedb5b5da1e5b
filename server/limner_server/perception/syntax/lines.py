"""The lines of a text, counted as editors and tracebacks count them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

# Not str.splitlines, which also splits at form feeds and at U+2028.
_ENDING: Final = re.compile(r"\r\n|\n|\r")


class Lines:
    """Where the lines of one text stand. Lines and columns are 1-based, offsets 0-based."""

    def __init__(self, text: str) -> None:
        endings = list(_ENDING.finditer(text))
        self._starts = [0, *(found.end() for found in endings)]
        self._ends = [*(found.start() for found in endings), len(text)]

    def __len__(self) -> int:
        return len(self._starts)

    def line(self, offset: int) -> int:
        """The line that holds an offset."""
        return bisect_right(self._starts, offset)

    def column(self, offset: int) -> int:
        """The column of an offset on its line."""
        return offset - self._starts[self.line(offset) - 1] + 1

    def start(self, line: int) -> int:
        """Where a line starts; a line that is not there counts as the nearest that is."""
        return self._starts[self._index(line)]

    def end(self, line: int) -> int:
        """Where a line ends, before its line ending."""
        return self._ends[self._index(line)]

    def offset(self, line: int, column: int = 1) -> int:
        """The offset of a place; past the end of a line is its end."""
        return min(self.start(line) + max(column - 1, 0), self.end(line))

    def _index(self, line: int) -> int:
        return min(max(line, 1), len(self._starts)) - 1
