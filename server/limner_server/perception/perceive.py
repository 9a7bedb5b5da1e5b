"""From a picture to its scene."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from limner_server.perception.boxes import find_boxes, flat_colour
from limner_server.perception.contrast import measure_contrast
from limner_server.perception.image import Picture
from limner_server.perception.ink import to_colour
from limner_server.perception.lines import find_lines
from limner_server.perception.ocr import Reader, tesseract_reader
from limner_server.perception.pictures import find_pictures
from limner_server.perception.regions import Regions, connected_regions
from limner_server.perception.scene import Box, Colour, Scene, Shape, ShapeKind, TextLine
from limner_server.perception.tree import nest
from limner_server.perception.underlines import split_underlines


def perceive(
    picture: Picture,
    languages: str = "eng",
    check: Callable[[], None] = lambda: None,
    read: Reader | None = None,
) -> Scene:
    """See what a picture shows.

    Args:
        picture: of any size.
        languages: as Tesseract names them, joined by "+": "eng", "deu+eng".
        check: called between the steps; may raise to cancel.
        read: gives the words in place of Tesseract.

    Raises:
        ToolMissingError: there is no Tesseract, or not in these languages.
    """
    pixels = picture.pixels
    contrast, underlines = split_underlines(measure_contrast(pixels))
    check()
    words = (read or tesseract_reader(languages))(picture, contrast)
    check()
    lines = find_lines(pixels, contrast, words)
    check()
    regions = connected_regions(pixels)
    background = _page_colour(pixels)
    _mark_underlined(lines, underlines)
    shapes = _drop_letters(_merge(find_boxes(regions), pixels), lines)
    shapes = [shape for shape in shapes if not _is_page(shape, picture, background)]
    check()
    shapes += find_pictures(pixels, background, shapes, lines)
    whole = Box(0, 0, picture.width, picture.height)
    root = nest(Shape(ShapeKind.BOX, whole, background), shapes, lines)
    return Scene(picture.width, picture.height, root, _palette(regions))


def _page_colour(pixels: NDArray[np.uint8]) -> Colour:
    """The page's colour is that of its left, right and bottom edges.

    Its most frequent colour may be that of a large card.
    """
    edges = [pixels[:, [0, -1]].reshape(-1, 3), pixels[-1]]
    strip = np.concatenate(edges)[None]
    return flat_colour(strip, Box(0, 0, strip.shape[1], 1))


def _palette(regions: Regions, count: int = 16) -> list[Colour]:
    """The colours of the largest regions, most area first."""
    area: dict[Colour, int] = {}
    for index in np.argsort(-regions.area)[:400].tolist():
        colour = to_colour(regions.colours[index])
        area[colour] = area.get(colour, 0) + int(regions.area[index])
    return sorted(area, key=lambda colour: -area[colour])[:count]


def _is_page(shape: Shape, picture: Picture, background: Colour) -> bool:
    box = shape.box
    large = box.width > 0.97 * picture.width and box.height > 0.5 * picture.height
    return large and shape.fill == background


def _merge(shapes: list[Shape], pixels: NDArray[np.uint8]) -> list[Shape]:
    """A frame and the fill just inside it are one box."""
    frames = [shape for shape in shapes if shape.border is not None]
    merged: list[Shape] = []
    for shape in shapes:
        if shape.border is None and any(_fills(frame, shape) for frame in frames):
            continue
        merged.append(shape)
    for frame in frames:
        width = frame.border.width if frame.border else 0
        box = frame.box
        frame.fill = flat_colour(
            pixels, Box(box.x0 + width, box.y0 + width, box.x1 - width, box.y1 - width)
        )
    return merged


def _fills(frame: Shape, shape: Shape) -> bool:
    width = frame.border.width if frame.border else 0
    pairs = zip(frame.box, shape.box, strict=True)
    return all(abs(abs(one - other) - width) <= 2 for one, other in pairs)


def _mark_underlined(lines: list[TextLine], underlines: list[Box]) -> None:
    for line in lines:
        line.underlined = any(_underlines(rule, line) for rule in underlines)


def _drop_letters(shapes: list[Shape], lines: list[TextLine]) -> list[Shape]:
    """Stems and bowls of letters look like boxes and rules; underlines belong to their text."""
    return [
        shape
        for shape in shapes
        if not any(
            line.box.contains(shape.box, 2)
            or (shape.kind is ShapeKind.RULE and _underlines(shape.box, line))
            for line in lines
        )
    ]


def _underlines(rule: Box, line: TextLine) -> bool:
    if rule.height > 4:
        return False
    shared = min(rule.x1, line.box.x1) - max(rule.x0, line.box.x0)
    below = rule.y0 - line.baseline
    fits = shared > 0.8 * rule.width and shared > 0.5 * line.box.width
    return fits and 0 <= below <= 0.35 * line.font.size
