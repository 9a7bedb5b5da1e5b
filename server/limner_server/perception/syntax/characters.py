"""Offsets in characters of a text and in bytes of its UTF-8, one from the other.

tree-sitter counts bytes; everything else here counts characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final

_WIDE: Final = re.compile(r"[^\x00-\x7f]")


class Characters:
    """The offsets of one text. Of ASCII they are the same, and cost nothing."""

    def __init__(self, text: str) -> None:
        # Where each character that takes more than a byte ends, in either unit.
        self._ends, self._byte_ends = [0], [0]
        if text.isascii():
            return
        extra = 0
        for found in _WIDE.finditer(text):
            extra += _more_bytes(found.group())
            self._ends.append(found.end())
            self._byte_ends.append(found.end() + extra)

    def character(self, byte: int) -> int:
        """The character offset of a byte offset; inside a character, that of its start."""
        index = bisect_right(self._byte_ends, byte)
        offset = byte - self._byte_ends[index - 1] + self._ends[index - 1]
        return min(offset, self._ends[index] - 1) if index < len(self._ends) else offset

    def byte(self, character: int) -> int:
        """The byte offset of a character offset."""
        index = bisect_right(self._ends, character)
        return character - self._ends[index - 1] + self._byte_ends[index - 1]


def _more_bytes(character: str) -> int:
    """How many bytes a character takes beyond its first."""
    return bisect_left((0x80, 0x800, 0x10000), ord(character) + 1)
