"""Menus in a sidebar are lists of links, whichever of their items is open."""

from __future__ import annotations

import pytest

from limner_server.layout.element import Role
from limner_server.perception.scene import ShapeKind, TextLine
from naming import holder_of, named, role_of, roles
from sketch import BLUE, GREY, WHITE, box, lines, scene, text

OFFERS = ["Profile", "Account", "Security", "Billing"]
CONTENT = box(
    300,
    20,
    780,
    580,
    border=GREY,
    lines=lines(["What one can set is told here, in words", "of which there are some."], 320, 60),
)


def side(words: list[str], x: float = 30) -> list[TextLine]:
    return lines(words, x, 60, pitch=40)


def test_short_texts_in_a_sidebar_are_links() -> None:
    tree = named(scene(shapes=[CONTENT], lines=side(OFFERS)))

    assert [role_of(tree, word) for word in OFFERS] == [Role.A] * 4
    assert holder_of(tree, Role.A) is Role.LI


def test_the_open_item_in_a_box_of_its_own_is_one_of_them() -> None:
    first, second, *others = side(OFFERS)
    chosen = box(20, 80, 200, 112, fill=BLUE, radius=4)
    chosen.lines = [text(second.text, 30, 100, colour=WHITE, background=BLUE)]

    tree = named(scene(shapes=[chosen, CONTENT], lines=[first, *others]))

    assert [role_of(tree, word) for word in OFFERS] == [Role.A] * 4
    assert roles(tree)[Role.LI] == 4


def test_the_open_item_in_bold_is_one_of_them() -> None:
    items = side(OFFERS)
    items[2] = text("Security", 30, 140, weight=700, colour=BLUE)

    assert roles(named(scene(shapes=[CONTENT], lines=items)))[Role.LI] == 4


def test_texts_behind_icons_are_links_with_their_icons() -> None:
    icons = [
        box(30, 48 + 40 * n, 46, 64 + 40 * n, fill=BLUE, kind=ShapeKind.ICON) for n in range(4)
    ]

    tree = named(scene(shapes=[*icons, CONTENT], lines=side(OFFERS, 60)))

    links = [element for element in tree.walk() if element.role is Role.A]
    assert [[child.role for child in link.children] for link in links] == [
        [Role.ICON, Role.SPAN]
    ] * 4


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(["Captain Price", "12 Maple Road", "Campbell 95112"], id="an address"),
        pytest.param(["Name:", "Address:", "City:"], id="names of fields"),
        pytest.param(["Welcome", "Welcome", "Welcome"], id="the same"),
    ],
)
def test_other_texts_in_a_sidebar_are_no_menu(texts: list[str]) -> None:
    tree = named(scene(shapes=[CONTENT], lines=side(texts)))

    assert Role.A not in roles(tree)


def test_texts_before_arrows_at_the_other_end_are_links() -> None:
    arrows = [
        box(760, 48 + 40 * n, 774, 62 + 40 * n, fill=BLUE, kind=ShapeKind.ICON) for n in range(4)
    ]

    tree = named(scene(shapes=arrows, lines=side(OFFERS)))

    assert (roles(tree)[Role.LI], roles(tree)[Role.A]) == (4, 4)


def test_short_texts_among_longer_ones_are_no_menu() -> None:
    longer = "Whoever wants to know more of this may ask us"

    tree = named(scene(lines=lines([*OFFERS, longer, *OFFERS[:3]], 400, 60, pitch=40)))

    assert Role.A not in roles(tree)


def test_a_plain_text_above_links_is_what_they_are_called() -> None:
    items = [
        text("Elsewhere", 30, 60),
        *(text(w, 30, 100 + 40 * n, colour=BLUE) for n, w in enumerate(OFFERS)),
    ]

    tree = named(scene(shapes=[CONTENT], lines=items))

    assert role_of(tree, "Elsewhere") is Role.P
    assert roles(tree)[Role.LI] == 4
