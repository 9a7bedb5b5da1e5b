"""Stray marks: bits of letters that were read a second time, as a text of their own."""

from __future__ import annotations

from limner_server.perception.scene import Box, TextLine

_LONGEST = 3  # letters
_COVERED = 0.5


def drop_strays(lines: list[TextLine]) -> list[TextLine]:
    """Leave out the short texts that lie on the letters of a longer one."""
    return [line for line in lines if not any(_lies_on(line, other) for other in lines)]


def _lies_on(line: TextLine, other: TextLine) -> bool:
    if line is other or len(line.text) > _LONGEST or len(line.text) >= len(other.text):
        return False
    reach = 0.25 * other.font.size
    letters = Box(
        other.box.x0 - reach, other.box.y0 - reach, other.box.x1 + reach, other.box.y1 + reach
    )
    return line.box.overlap(letters) > _COVERED * line.box.area
