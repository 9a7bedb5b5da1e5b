"""From a picture to its scene."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from limner_server.perception.boxes import find_gradients
from limner_server.perception.bullets import mark_dotted, mark_numbered, take_dots
from limner_server.perception.colours import prevailing_colour, to_colour
from limner_server.perception.contrast import measure_contrast, on_gradients, smooth_regions
from limner_server.perception.controls import find_controls, without
from limner_server.perception.image import Picture
from limner_server.perception.lines import find_lines
from limner_server.perception.ocr import Reader, tesseract_reader
from limner_server.perception.passwords import find_passwords
from limner_server.perception.pictures import find_pictures
from limner_server.perception.regions import Regions, connected_regions
from limner_server.perception.scene import Box, Colour, Scene, Shape, ShapeKind, TextLine
from limner_server.perception.shapes import find_shapes, underlines
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
    smooth = smooth_regions(pixels)
    gradients = find_gradients(pixels, smooth)
    contrast = on_gradients(measure_contrast(pixels, smooth), pixels, gradients)
    contrast, ruled = split_underlines(contrast)
    controls = find_controls(pixels, contrast)
    contrast = without(contrast, controls.boxes)
    passwords = find_passwords(contrast, smooth)
    check()
    legible = without(contrast, [word.box for word in passwords])
    if read is None:
        words = tesseract_reader(languages)(picture, legible, check)
    else:
        words = read(picture, legible)
    words = words + passwords
    check()
    lines = find_lines(pixels, contrast, words)
    markers = mark_dotted(lines) + mark_numbered(lines)
    _mark_underlined(lines, ruled)
    check()
    flat = connected_regions(pixels)
    background = _page_colour(pixels)
    shapes = find_shapes(pixels, flat, gradients, lines, background=background, check=check)
    radios = controls.radios
    shapes = [shape for shape in shapes if not _is_inside(shape.box, radios)]
    explained = [line.box for line in lines] + markers + [radio.box for radio in radios]
    shapes += find_pictures(pixels, background, shapes, explained)
    shapes = take_dots(lines, shapes) + radios
    whole = Box(0, 0, picture.width, picture.height)
    root = nest(Shape(ShapeKind.BOX, whole, background), shapes, lines)
    return Scene(picture.width, picture.height, root, _palette(flat))


def _is_inside(box: Box, radios: list[Shape]) -> bool:
    """Whether a shape is what the inside of a radio button looks like by itself."""
    return any(radio.box.contains(box, 2) for radio in radios)


def _page_colour(pixels: NDArray[np.uint8]) -> Colour:
    """The page's colour is that of its left, right and bottom edges.

    Its most frequent colour may be that of a large card.
    """
    return prevailing_colour(np.concatenate([pixels[:, [0, -1]].reshape(-1, 3), pixels[-1]]))


def _palette(regions: Regions, count: int = 16) -> list[Colour]:
    """The colours of the largest regions, most area first."""
    area: dict[Colour, int] = {}
    for index in np.argsort(-regions.area)[:400].tolist():
        colour = to_colour(regions.colours[index])
        area[colour] = area.get(colour, 0) + int(regions.area[index])
    return sorted(area, key=lambda colour: -area[colour])[:count]


def _mark_underlined(lines: list[TextLine], rules: list[Box]) -> None:
    for line in lines:
        line.underlined = any(underlines(rule, line) for rule in rules)
