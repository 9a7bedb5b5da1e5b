"""The element tree written as code in any stack."""

from __future__ import annotations

from collections import Counter
from typing import TypeVar

from limner_server.emit.code import Code, Stack
from limner_server.emit.html import document
from limner_server.emit.look import Inherited
from limner_server.emit.markup import HEADINGS, build
from limner_server.emit.node import Node
from limner_server.emit.pictures import Pictures
from limner_server.emit.stylesheet import make_stylesheet
from limner_server.emit.units import whole_px
from limner_server.layout.element import Element
from limner_server.perception.image import Picture
from limner_server.perception.scene import Colour, Family, Scene

_T = TypeVar("_T")


def emit(root: Element, scene: Scene, picture: Picture, stack: Stack = Stack.HTML) -> Code:
    """Write a page in a stack.

    Args:
        root: the numbered tree, `body` at its top. Every size and place is taken from it: change a
            box, a font or a line height and the page follows.
        scene: what the picture shows, for its size and colours.
        picture: the screenshot, which pictures are cropped from.
        stack: the dialect.
    """
    inherited = prevailing_type(root)
    pictures = Pictures(picture)
    page = build(root, inherited, pictures)
    page.style = {**inherited.style(), **page.style, "min-height": whole_px(scene.height)}
    title = page_title(root, picture)
    sheet = make_stylesheet(page)
    text, regions = document(page, title, sheet.text())
    _inline_pictures(page, pictures)
    html, _ = document(page, title, sheet.text(), marked=True)
    return Code(stack, text, html, regions, pictures.assets)


def prevailing_type(root: Element) -> Inherited:
    """The type that most of a page's text has: what the body sets and everything inherits."""
    family: Counter[Family] = Counter()
    size: Counter[float] = Counter()
    colour: Counter[Colour] = Counter()
    leading: Counter[float] = Counter()
    for element in root.walk():
        if (paragraph := element.paragraph) is None:
            continue
        length = len(paragraph.text)
        family[paragraph.font.family] += length
        size[paragraph.font.size] += length
        colour[paragraph.colour] += length
        if len(paragraph.lines) > 1:
            leading[round(paragraph.line_height / paragraph.font.size, 2)] += length
    return Inherited(
        family=_first(family, Family.SANS),
        size=_first(size, 16.0),
        weight=400,
        colour=_first(colour, Colour(0, 0, 0)),
        leading=_first(leading, 1.2),
    )


def _first(tally: Counter[_T], default: _T) -> _T:
    return tally.most_common(1)[0][0] if tally else default


def page_title(root: Element, picture: Picture) -> str:
    """The page's first heading, else the picture's name."""
    for element in root.walk():
        if element.role in HEADINGS and element.paragraph is not None:
            return element.paragraph.text
    return picture.name


def _inline_pictures(page: Node, pictures: Pictures) -> None:
    """Put each picture into its tag, so that the page stands by itself."""
    for node in page.walk():
        if node.attributes.get("src") in pictures.assets:
            node.attributes["src"] = pictures.data_uri(node.attributes["src"])
