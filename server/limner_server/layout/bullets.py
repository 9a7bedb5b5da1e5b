"""List markers: the dots and the numbers that stand before a line."""

from __future__ import annotations

import re
from dataclasses import replace

from limner_server.perception.scene import Shape, ShapeKind, TextLine

# In units of the font size: how large a dot is, and how far before its text it stands.
_SMALLEST, _LARGEST = 0.15, 0.55
_NEAREST, _FARTHEST = 0.2, 1.6
# A dot's middle lies this far above the baseline, give or take as much again.
_RISE, _RISE_SLACK = 0.35, 0.2

_NUMBER = re.compile(r"^(\d{1,3})[.)]$")


def take_bullets(lines: list[TextLine], shapes: list[Shape]) -> tuple[list[TextLine], list[Shape]]:
    """Turn dots before lines into the lines' bullets.

    Args:
        lines: the texts of one shape.
        shapes: the marks in the same shape.

    Returns:
        The lines, those behind a dot with their `bullet` set, and the shapes without the dots.
    """
    rest = list(shapes)
    found: list[TextLine] = []
    for line in lines:
        dot = next((shape for shape in rest if _is_bullet(shape, line)), None)
        if dot is not None:
            rest.remove(dot)
            line = replace(line, bullet="disc")  # noqa: PLW2901
        found.append(line)
    return found, rest


def _is_bullet(shape: Shape, line: TextLine) -> bool:
    if shape.kind is ShapeKind.RULE or shape.children or shape.lines:
        return False
    size, box = line.font.size, shape.box
    if not all(_SMALLEST * size <= side <= _LARGEST * size for side in (box.width, box.height)):
        return False
    rise = line.baseline - box.centre[1]
    before = line.box.x0 - box.x1
    return (
        abs(rise - _RISE * size) <= _RISE_SLACK * size
        and _NEAREST * size <= before <= _FARTHEST * size
    )


def take_numbers(lines: list[TextLine]) -> list[TextLine]:
    """Turn the numbers before lines into bullets, where one line counts on from another."""
    numbers = {line.id: _number(line) for line in lines}
    counted = {
        line.id
        for line in lines
        for other in lines
        if numbers[line.id] and abs(numbers[line.id] - numbers[other.id]) == 1
        if numbers[other.id] and abs(line.words[1].box.x0 - other.words[1].box.x0) < line.font.size
    }
    return [_without_number(line) if line.id in counted else line for line in lines]


def _number(line: TextLine) -> int:
    """The number that a line begins with, or 0."""
    match = _NUMBER.match(line.words[0].text)
    return int(match[1]) if match and len(line.words) > 1 else 0


def _without_number(line: TextLine) -> TextLine:
    words = line.words[1:]
    return replace(line, words=words, box=line.box._replace(x0=words[0].box.x0), bullet="decimal")
