"""Cards with a title above and actions below have a head and a foot."""

from __future__ import annotations

from limner_server.layout.element import Role
from limner_server.perception.scene import Shape
from naming import named, role_of, roles
from sketch import FAINT, GREY, box, lines, scene, text

BODY = ["What is known of this is told", "in the middle of the card."]


def card(x: float, *, foot: bool = True) -> list[Shape]:
    """Boxes that touch, from head to foot."""
    title = text("Release notes", x + 16, 130, size=20, weight=700)
    parts = [
        box(x, 100, x + 260, 150, lines=[title]),
        box(x, 150, x + 260, 250, border=GREY, lines=lines(BODY, x + 16, 190)),
    ]
    look = {"size": 12.0, "weight": 700}
    if foot:
        parts += [
            box(x, 250, x + 130, 294, border=GREY, lines=[text("Preview", x + 40, 276, **look)]),
            box(
                x + 130, 250, x + 260, 294, border=GREY, lines=[text("Code", x + 178, 276, **look)]
            ),
        ]
    return parts


def test_a_title_and_links_around_a_body_are_head_and_foot() -> None:
    tree = named(scene(shapes=[*card(40), *card(340)]))

    assert (roles(tree)[Role.HEADER], roles(tree)[Role.FOOTER]) == (2, 2)
    assert role_of(tree, "Preview") is Role.A


def test_a_title_without_a_foot_is_no_header() -> None:
    tree = named(scene(shapes=[*card(40, foot=False), *card(340, foot=False)]))

    assert Role.HEADER not in roles(tree)


def test_the_head_of_a_card_is_no_field() -> None:
    name = text("Search for users", 50, 130, colour=FAINT)
    head = box(40, 105, 400, 150, radius=4, lines=[name])
    field = box(60, 170, 380, 210, border=GREY, radius=4)
    body = box(40, 155, 400, 260, fill=GREY, radius=4, children=[field])

    tree = named(scene(shapes=[head, body]))

    assert role_of(tree, "Search for users") is not Role.SEARCH
    assert roles(tree)[Role.INPUT] == 1
