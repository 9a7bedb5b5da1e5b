"""Small element trees, written as a person would draw them."""

from __future__ import annotations

from limner_server.layout.element import Axis, Element, Paragraph, Role, Run
from limner_server.perception.scene import (
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

BLACK, WHITE, BLUE = Colour(20, 20, 20), Colour(255, 255, 255), Colour(30, 80, 220)


def text(
    words: str, box: tuple[float, float, float, float], role: Role = Role.P, **look
) -> Element:
    """A leaf with one line of text."""
    place = Box(*box)
    font = Font(Family.SANS, look.get("size", 16), look.get("weight", 400))
    colour = look.get("colour", BLACK)
    line = TextLine([Word(words, place, 0.9, colour, font)], place, place.y1, font, colour, WHITE)
    return Element(role, place, paragraph=Paragraph([line], [Run(words, colour)], font, colour, 20))


def drawing(
    box: tuple[float, float, float, float],
    role: Role = Role.DIV,
    kind: ShapeKind = ShapeKind.BOX,
    children: list[Element] | None = None,
    **look,
) -> Element:
    """An element that draws a shape."""
    place = Box(*box)
    shape = Shape(kind, place, look.get("fill", BLUE), look.get("border"), look.get("radius", 0))
    return Element(role, place, children=children or [], shape=shape)


def group(*children: Element, role: Role = Role.DIV, axis: Axis = Axis.COLUMN) -> Element:
    """An element around others."""
    box = children[0].box
    for child in children[1:]:
        box = box.union(child.box)
    return Element(role, box, axis, list(children))


def page(*children: Element, axis: Axis = Axis.COLUMN) -> Element:
    """A body of 1000 x 800 pixels."""
    return Element(Role.BODY, Box(0, 0, 1000, 800), axis, list(children))


def blank_scene() -> Scene:
    """The white picture that `page` belongs to."""
    return Scene(1000, 800, Shape(ShapeKind.BOX, Box(0, 0, 1000, 800), WHITE))


def outline(element: Element) -> str:
    """A tree as `role(child child)`; texts in quotes."""
    inside = [outline(child) for child in element.children]
    if element.paragraph is not None:
        inside.append(f"'{element.paragraph.text}'")
    return f"{element.role}({' '.join(inside)})" if inside else str(element.role)
