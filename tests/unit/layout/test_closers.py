"""The x at the end of a bar closes it; other marks there do nothing."""

from __future__ import annotations

from limner_server.layout.element import Role
from limner_server.perception.scene import Colour, Scene, Shape, ShapeKind
from naming import named, role_of, roles
from sketch import WHITE, box, scene, text

TEAL = Colour(0, 210, 178)
DARK_TEAL = Colour(0, 105, 89)
RED = Colour(220, 40, 40)
BELOW = "A paragraph long enough to be the page's prevailing type and not a label of anything."


def disc(fill: Colour) -> Shape:
    mark = box(725, 215, 735, 225, fill=None, kind=ShapeKind.ICON)
    return box(720, 210, 740, 230, fill=fill, kind=ShapeKind.CIRCLE, children=[mark])


def message(*, end: Shape | None = None, cross: str = "") -> Scene:
    title = text("Primary", 120, 226, weight=700, background=TEAL)
    words = [title, *([text(cross, 725, 226, background=TEAL)] if cross else [])]
    bar = box(100, 195, 760, 245, fill=TEAL, lines=words, children=[end] if end else [])
    return scene(shapes=[bar], lines=[text(BELOW, 20, 400)])


def test_a_disc_in_a_darker_shade_at_the_end_of_a_bar_is_a_button() -> None:
    tree = named(message(end=disc(DARK_TEAL)))

    assert roles(tree)[Role.BUTTON] == 1


def test_a_disc_in_a_colour_of_its_own_is_no_button() -> None:
    assert Role.BUTTON not in roles(named(message(end=disc(RED))))
    assert Role.BUTTON not in roles(named(message(end=disc(WHITE))))


def test_a_cross_at_the_end_of_a_bar_is_a_button() -> None:
    assert role_of(named(message(cross="x")), "x") is Role.BUTTON


def test_another_letter_at_the_end_of_a_bar_is_none() -> None:
    assert role_of(named(message(cross="y")), "y") is not Role.BUTTON


def test_a_cross_beside_a_text_without_a_bar_is_no_button() -> None:
    words = [text("Three times", 100, 226), text("x", 600, 226)]

    tree = named(scene(lines=[*words, text(BELOW, 20, 400)]))

    assert role_of(tree, "x") is not Role.BUTTON
