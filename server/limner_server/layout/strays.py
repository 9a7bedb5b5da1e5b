"""Stray marks: bits of letters that were read a second time, as a text or a shape of their own."""

from __future__ import annotations

from limner_server.perception.scene import Box, Shape, TextLine

_LONGEST = 3  # letters
_COVERED = 0.5
# Bits of letters are at most so large, in ems.
_LARGEST = 1.3
_HAIRLINE = 2
_LARGEST_CORNER = 0.4  # of the radius


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


def drop_strokes(shapes: list[Shape], lines: list[TextLine]) -> list[Shape]:
    """Leave out the empty shapes that lie on the letters of a text."""
    return [shape for shape in shapes if not any(_is_stroke(shape, line) for line in lines)]


def drop_corners(frame: Shape, shapes: list[Shape]) -> list[Shape]:
    """Leave out the bits of a rounded frame's own corners that were read as marks inside it."""
    return [shape for shape in shapes if not _is_corner(shape, frame)]


def _is_corner(shape: Shape, frame: Shape) -> bool:
    if shape.fill is not None or shape.children or shape.lines:
        return False
    inside, around, radius = shape.box, frame.box, frame.radius
    if max(inside.width, inside.height) > _LARGEST_CORNER * radius:
        return False
    beside = min(inside.x1 - around.x0, around.x1 - inside.x0)
    below = min(inside.y1 - around.y0, around.y1 - inside.y0)
    return max(beside, below) <= radius


def _is_stroke(shape: Shape, line: TextLine) -> bool:
    if shape.children or shape.lines:
        return False
    box, size = shape.box, line.font.size
    if min(box.width, box.height) <= _HAIRLINE and shape.fill is None:
        return box.overlap(line.box) > 0
    if max(box.width, box.height) > _LARGEST * size and box.width > 2:
        return False
    return box.overlap(line.box) > _COVERED * box.area
