"""Boxes that hang together are links; fields stand apart."""

from __future__ import annotations

from limner_server.layout.element import Role
from limner_server.perception.scene import Shape
from naming import named, role_of, roles
from sketch import BLUE, FAINT, GREY, WHITE, box, lines, scene, text

OFFERS = ["Orders", "Invoices", "Messages", "Reports"]
BODY = lines(["Some words that are what most of the page is set in,", "and that go on."], 20, 500)


def boxes(pitch: float, colour: object = None) -> list[Shape]:
    look = {} if colour is None else {"colour": colour}
    return [
        box(
            40,
            60 + pitch * n,
            340,
            101 + pitch * n,
            border=GREY,
            radius=4,
            lines=[text(word, 56, 86 + pitch * n, **look)],
        )
        for n, word in enumerate(OFFERS)
    ]


def test_boxes_that_share_their_edges_are_links() -> None:
    tree = named(scene(shapes=boxes(41), lines=BODY))

    assert [role_of(tree, word) for word in OFFERS] == [Role.A] * 4


def test_the_chosen_box_is_one_of_them() -> None:
    first, second, *others = boxes(41)
    second.fill = BLUE
    second.lines = [text("Invoices", 56, 127, colour=WHITE, background=BLUE)]

    tree = named(scene(shapes=[first, second, *others], lines=BODY))

    assert [role_of(tree, word) for word in OFFERS] == [Role.A] * 4


def test_boxes_that_stand_apart_are_fields() -> None:
    found = roles(named(scene(shapes=boxes(60, FAINT), lines=BODY)))

    assert (found[Role.INPUT], found[Role.A]) == (4, 0)
