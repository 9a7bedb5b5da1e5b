"""Scenes drawn by hand: texts whose ink lies where a browser would put it, boxes, pictures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from limner_server.layout.metrics import face_of
from limner_server.perception.image import Picture
from limner_server.perception.scene import (
    Border,
    Box,
    Colour,
    Family,
    Font,
    Scene,
    Shape,
    ShapeKind,
    TextLine,
    Word,
)

BLACK = Colour(0, 0, 0)
WHITE = Colour(255, 255, 255)
BLUE = Colour(40, 90, 220)
GREY = Colour(214, 217, 224)
FAINT = Colour(190, 190, 190)


def text(
    content: str,
    x: float,
    baseline: float,
    *,
    size: float = 16,
    weight: int = 400,
    colour: Colour = BLACK,
    background: Colour = WHITE,
    bullet: str = "",
    underlined: bool = False,
    bold: str = "",
    linked: str = "",
) -> TextLine:
    """A line whose pen starts at `x`; the words in `bold` and `linked` are set so."""
    font = Font(Family.SANS, size, weight)
    words: list[Word] = []
    pen = x
    for word in content.split():
        own = replace(font, weight=700) if word in bold.split() else font
        extent = face_of(own).extent(word)
        box = Box(
            pen + extent.left * size,
            baseline - extent.top * size,
            pen + (extent.left + extent.width) * size,
            baseline + extent.bottom * size,
        )
        ink = BLUE if word in linked.split() else colour
        words.append(Word(word, box, 0.96, ink, own))
        pen += (extent.advance + face_of(font).extent(" ").advance) * size
    whole = words[0].box
    for word in words[1:]:
        whole = whole.union(word.box)
    return TextLine(words, whole, baseline, font, colour, background, underlined, bullet)


def lines(
    contents: list[str], x: float, baseline: float, *, pitch: float = 24, size: float = 16
) -> list[TextLine]:
    """Lines under one another."""
    return [
        text(content, x, baseline + index * pitch, size=size)
        for index, content in enumerate(contents)
    ]


def box(
    x0: float,
    y0: float,
    x1: float,
    y1: float,
    *,
    fill: Colour | None = WHITE,
    border: Colour | None = None,
    radius: float = 0,
    children: list[Shape] | None = None,
    lines: list[TextLine] | None = None,
    kind: ShapeKind = ShapeKind.BOX,
) -> Shape:
    """A shape; a border is one pixel wide."""
    frame = Border(1, border) if border is not None else None
    return Shape(kind, Box(x0, y0, x1, y1), fill, frame, radius, None, children or [], lines or [])


def scene(
    width: int = 800,
    height: int = 600,
    *,
    shapes: list[Shape] | None = None,
    lines: list[TextLine] | None = None,
) -> Scene:
    """A scene on white, its shapes and lines numbered."""
    root = box(0, 0, width, height, children=shapes, lines=lines)
    whole = Scene(width, height, root)
    stack = [root]
    count = 0
    while stack:
        shape = stack.pop()
        for line in shape.lines:
            line.id = count
            count += 1
        stack.extend(shape.children)
    for shape in whole.shapes():
        shape.id = count
        count += 1
    return whole


def picture(width: int = 800, height: int = 600) -> Picture:
    """A white picture."""
    return Picture(np.full((height, width, 3), 255, np.uint8), "sketch")
