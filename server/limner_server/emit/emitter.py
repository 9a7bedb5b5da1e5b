"""The element tree written as code in any stack."""

from __future__ import annotations

from limner_server.emit.code import Code, Stack
from limner_server.emit.html import document
from limner_server.emit.look import root_style
from limner_server.emit.markup import build
from limner_server.emit.node import Node
from limner_server.emit.pictures import Pictures
from limner_server.emit.stylesheet import make_stylesheet
from limner_server.emit.units import whole_px
from limner_server.layout.element import Element
from limner_server.layout.headings import HEADINGS
from limner_server.layout.typography import prevailing_type
from limner_server.perception.image import Picture
from limner_server.perception.scene import Scene


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
    page.style = {**root_style(inherited), **page.style, "min-height": whole_px(scene.height)}
    title = page_title(root, picture)
    sheet = make_stylesheet(page)
    text, regions = document(page, title, sheet.text())
    _inline_pictures(page, pictures)
    html, _ = document(page, title, sheet.text(), marked=True)
    return Code(stack, text, html, regions, pictures.assets)


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
