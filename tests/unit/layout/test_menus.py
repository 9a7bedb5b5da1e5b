"""Short words that look alike are menus: tabs, what a sidebar offers, the foot of a card."""

from __future__ import annotations

import pytest

from limner_server.layout.element import Role
from limner_server.perception.scene import Colour, Shape, TextLine
from naming import holder_of, named, role_of, roles
from sketch import BLACK, BLUE, GREY, WHITE, box, lines, scene, text

WORDS = ["Pictures", "Articles", "Teams", "Videos"]
LONG = ["A text that is long enough to be what most of the page is set in,", "and goes on."]


def tabs(words: list[str], **look: object) -> list[TextLine]:
    """Words in a row, evenly apart, the first of another look."""
    found: list[TextLine] = []
    start = 100.0
    for index, word in enumerate(words):
        found.append(text(word, start, 320, **(look if index == 0 else {})))
        start = found[-1].box.x1 + 30
    return found


def body() -> list[TextLine]:
    return [*lines(LONG, 20, 200), *lines(LONG, 20, 420)]


def sidebar(*parts: Shape) -> list[Shape]:
    return [*parts, box(300, 100, 780, 560, fill=GREY, lines=lines(LONG, 310, 130))]


def test_words_beside_one_that_is_underlined_are_links_in_a_list() -> None:
    tree = named(scene(lines=[*body(), *tabs(WORDS, underlined=True)]))

    assert [role_of(tree, word) for word in WORDS] == [Role.A] * 4
    assert roles(tree)[Role.UL] == 1
    assert holder_of(tree, Role.A) is Role.LI


def test_words_beside_one_in_a_box_are_links() -> None:
    first, *others = tabs(WORDS)
    chosen = box(85, 300, first.box.x1 + 15, 335, fill=BLACK, lines=[first])

    tree = named(scene(shapes=[chosen], lines=[*body(), *others]))

    assert [role_of(tree, word) for word in WORDS] == [Role.A] * 4


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(tabs(WORDS), id="nothing tells that they lead anywhere"),
        pytest.param(tabs(["Ada", "3 days ago", "12 replies"], colour=BLUE), id="figures"),
        pytest.param(tabs(["Ada", "wrote this short text", "once"], colour=BLUE), id="long"),
        pytest.param(
            [
                text("Ada", 100, 320, colour=BLUE),
                text("Drafts", 150, 320),
                text("Later", 500, 320),
            ],
            id="uneven",
        ),
    ],
)
def test_other_rows_of_words_stay_texts(row: list[TextLine]) -> None:
    tree = named(scene(lines=[*body(), *row]))

    assert role_of(tree, row[1].text) is not Role.A
    assert Role.UL not in roles(tree)


def test_a_link_beside_buttons_makes_no_menu_of_them() -> None:
    labels = tabs(["Accept", "Reject", "Settings"])
    buttons = [
        box(
            label.box.x0 - 12,
            300,
            label.box.x1 + 12,
            335,
            fill=Colour(240, 240, 240),
            border=GREY,
            lines=[label],
        )
        for label in labels[:2]
    ]
    link = text("Settings", labels[2].box.x0, 320, underlined=True)

    tree = named(scene(shapes=buttons, lines=[*body(), link]))

    assert role_of(tree, "Accept") is Role.BUTTON
    assert role_of(tree, "Settings") is Role.A


def test_boxes_under_one_another_in_a_sidebar_are_links_in_a_list() -> None:
    items = [
        box(20, 150 + 60 * n, 220, 195 + 60 * n, fill=BLUE, radius=4, lines=[label])
        for n, label in enumerate(
            text(word, 35, 178 + 60 * n, colour=WHITE, background=BLUE)
            for n, word in enumerate(WORDS)
        )
    ]

    tree = named(scene(shapes=sidebar(*items)))

    assert [role_of(tree, word) for word in WORDS] == [Role.A] * 4
    assert roles(tree)[Role.LI] == 4


def test_the_same_boxes_in_the_middle_of_a_page_are_no_list() -> None:
    items = [
        box(420, 150 + 60 * n, 620, 195 + 60 * n, fill=BLUE, radius=4, lines=[label])
        for n, label in enumerate(
            text(word, 435, 178 + 60 * n, colour=WHITE, background=BLUE)
            for n, word in enumerate(WORDS)
        )
    ]

    assert Role.UL not in roles(named(scene(shapes=items, lines=body()[:2])))


def test_headings_that_head_nothing_are_a_menu() -> None:
    offers = [
        text("Settings", 30, 130, weight=700),
        text("Your Team", 30, 165, weight=700),
        text("Members", 30, 215, weight=700),
    ]
    menu = box(20, 100, 240, 235, border=GREY, radius=5, lines=offers)

    tree = named(scene(shapes=sidebar(menu), lines=[]))

    assert [role_of(tree, offer.text) for offer in offers] == [Role.A] * 3


def test_a_heading_above_a_text_is_no_menu() -> None:
    parts = [
        text("Settings", 30, 130, weight=700),
        text("Where to find us", 30, 165),
        text("Members", 30, 215, weight=700),
    ]
    card = box(20, 100, 240, 235, border=GREY, radius=5, lines=parts)

    tree = named(scene(shapes=sidebar(card), lines=[]))

    assert role_of(tree, "Settings") is Role.H4


def test_joined_boxes_with_a_word_in_the_middle_of_each_are_links() -> None:
    look = {"size": 12, "weight": 700}
    left = box(20, 300, 150, 345, border=GREY, lines=[text("Preview", 62, 327, **look)])
    right = box(150, 300, 280, 345, border=GREY, lines=[text("Source", 194, 327, **look)])

    tree = named(scene(shapes=[left, right], lines=body()[:2]))

    assert role_of(tree, "Preview") is Role.A
    assert role_of(tree, "Source") is Role.A
