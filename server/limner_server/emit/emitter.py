"""The element tree written as code in any stack."""

from __future__ import annotations

from limner_server.emit import react, vue
from limner_server.emit.code import Code, Stack
from limner_server.emit.html import document
from limner_server.emit.look import root_style
from limner_server.emit.markup import Markup
from limner_server.emit.node import Node
from limner_server.emit.pictures import Pictures
from limner_server.emit.stylesheet import make_stylesheet
from limner_server.emit.tailwind import fragment, use_utilities
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
        scene: what the picture shows, for its size.
        picture: the screenshot, which pictures are cropped from.
        stack: the dialect.
    """
    typography = prevailing_type(root)
    pictures = Pictures(picture)
    page = Markup(typography, pictures).build(root)
    page.style = {**root_style(typography), **page.style, "min-height": whole_px(scene.height)}
    if stack is not Stack.HTML:
        page.tag = "div"
    write = _write_tailwind if stack is Stack.TAILWIND else _write_classes
    return write(page, page_title(root, picture), pictures, stack)


def _write_classes(page: Node, title: str, pictures: Pictures, stack: Stack) -> Code:
    """Write a page whose looks are classes of a style sheet of its own."""
    sheet = make_stylesheet(page)
    css = sheet.text()
    assets = dict(pictures.assets)
    if stack is Stack.REACT:
        text, regions = react.component(page)
        assets[react.STYLESHEET] = (css + "\n").encode()
    elif stack is Stack.VUE:
        text, regions = vue.component(page, css)
    else:
        text, regions = document(page, title, css)
    return Code(stack, text, _proof(page, title, css, pictures), regions, assets)


def _write_tailwind(page: Node, title: str, pictures: Pictures, stack: Stack) -> Code:
    """Write a page whose looks are utilities."""
    sheet = use_utilities(page, page.style["line-height"])
    text, regions = fragment(page)
    html = _proof(page, title, sheet.text(), pictures)
    return Code(stack, text, html, regions, dict(pictures.assets))


def _proof(page: Node, title: str, css: str, pictures: Pictures) -> str:
    """The page as one self-contained document with marked elements, for rendering."""
    for path in pictures.assets:
        css = css.replace(path, pictures.data_uri(path))
    for node in page.walk():
        if node.attributes.get("src") in pictures.assets:
            node.attributes["src"] = pictures.data_uri(node.attributes["src"])
    html, _ = document(page, title, css, marked=True)
    return html


def page_title(root: Element, picture: Picture) -> str:
    """The page's first heading, else the picture's name."""
    for element in root.walk():
        if element.role in HEADINGS and element.paragraph is not None:
            return element.paragraph.text
    return picture.name
