"""List markers: dots and numbers that stand before a text and are no part of it."""

from __future__ import annotations

import re
from itertools import pairwise

from limner_server.perception.scene import Box, Shape, ShapeKind, TextLine, Word

_NUMBER = re.compile(r"(\d{1,3})[.)]")
# What Tesseract reads a dot, a ring or a small square as.
_DOTS = frozenset("•·°ºo0eoO*.-«»¢©®@■▪◦")


def mark_numbered(lines: list[TextLine]) -> list[Box]:
    """Take the numbers off lines that count upwards, one below the other; where they stood."""
    numbered = [(line, int(match[1])) for line in lines if (match := _number(line)) is not None]
    numbered.sort(key=lambda item: (round(item[0].box.x0 / 12), item[0].baseline))
    items: dict[int, TextLine] = {}
    for (one, first), (other, second) in pairwise(numbered):
        if second == first + 1 and abs(one.box.x0 - other.box.x0) <= one.font.size:
            items |= {id(one): one, id(other): other}
    return [_drop_first(line, "decimal") for line in items.values()]


def _number(line: TextLine) -> re.Match[str] | None:
    return _NUMBER.fullmatch(line.words[0].text) if len(line.words) > 1 else None


def mark_dotted(lines: list[TextLine]) -> list[Box]:
    """Take the dots that were read as letters off their lines; where they stood."""
    taken = []
    for line in lines:
        if len(line.words) < 2 or len(line.words[0].text) > 1:
            continue
        dot, following = line.words[0], line.words[1]
        apart = following.box.x0 - dot.box.x1 > 0.38 * line.font.size
        if dot.text in _DOTS and apart and _is_dot(dot.box, line):
            taken.append(_drop_first(line, "disc"))
    return taken


def take_dots(lines: list[TextLine], shapes: list[Shape]) -> list[Shape]:
    """Give small marks right before a line to it, and return the shapes that are left."""
    left = []
    for shape in shapes:
        owner = None
        if shape.kind is not ShapeKind.RULE and max(shape.box.width, shape.box.height) <= 24:
            owner = next((line for line in lines if _precedes(shape.box, line)), None)
        if owner is None:
            left.append(shape)
        else:
            owner.bullet = "disc"
    return left


def _precedes(box: Box, line: TextLine) -> bool:
    size = line.font.size
    gap = line.box.x0 - box.x1
    return 0.3 * size <= gap <= 1.6 * size and not line.bullet and _is_dot(box, line)


def _is_dot(box: Box, line: TextLine) -> bool:
    """Whether a mark is as large, and as high above the baseline, as a list marker is."""
    size = line.font.size
    large = max(box.width, box.height)
    round_enough = abs(box.width - box.height) <= max(0.12 * size, 1)
    middle = line.baseline - box.centre[1]
    return (
        0.2 * size <= large <= 0.52 * size and round_enough and 0.2 * size <= middle <= 0.5 * size
    )


def _drop_first(line: TextLine, bullet: str) -> Box:
    marker = line.words[0].box
    line.words = line.words[1:]
    line.bullet = bullet
    line.box = _around(line.words)
    return marker


def _around(words: list[Word]) -> Box:
    box = words[0].box
    for word in words[1:]:
        box = box.union(word.box)
    return box
