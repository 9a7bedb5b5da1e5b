"""Columns that rows would cut through stay columns; tables and lists with pictures stay rows."""

from __future__ import annotations

from limner_server.layout.arrange import arrange
from limner_server.layout.element import Axis, Element
from limner_server.perception.scene import Scene, ShapeKind
from sketch import BLUE, GREY, WHITE, box, lines, picture, scene, text

OFFERS = ["Inbox", "Starred", "Snoozed", "Sent", "Drafts", "Archive", "Spam", "Trash"]


def arranged(drawn: Scene) -> Element:
    return arrange(drawn, picture(drawn.width, drawn.height))


def words(element: Element) -> list[str]:
    return [part.paragraph.text for part in element.walk() if part.paragraph is not None]


def test_a_list_beside_cards_is_not_cut_where_both_have_a_gap() -> None:
    offers = [
        box(20, 100 + 40 * n, 120, 130 + 40 * n, fill=BLUE, lines=[label])
        for n, label in enumerate(
            text(word, 30, 120 + 40 * n, colour=WHITE, background=BLUE)
            for n, word in enumerate(OFFERS)
        )
    ]
    cards = [
        box(150, top, 780, top + high, border=GREY, lines=[text(name, 170, top + 40)])
        for name, top, high in [("First", 100, 108), ("Second", 222, 102), ("Third", 340, 72)]
    ]

    tree = arranged(scene(shapes=[*offers, *cards], lines=[text("Mail", 150, 70, size=32)]))

    row = next(element for element in tree.walk() if element.axis is Axis.ROW)
    assert words(row.children[0]) == OFFERS


def test_what_stands_below_a_rule_of_its_own_is_a_column() -> None:
    rules = [box(x, 100, x + 360, 102, fill=GREY, kind=ShapeKind.RULE) for x in (20, 420)]
    left = lines(["How to pay", "How to cancel", "How to ask"], 20, 130, pitch=40)
    right = lines(["Who we are", "Where we are", "Why we do it"], 420, 130, pitch=40)
    title = text("A title that stands across both of the columns below it, from side", 20, 40)

    tree = arranged(scene(shapes=rules, lines=[title, *left, *right]))

    row = next(element for element in tree.walk() if element.axis is Axis.ROW)
    assert [words(column)[0] for column in row.children] == ["How to pay", "Who we are"]


def test_texts_beside_pictures_of_their_own_stay_rows() -> None:
    photos = [box(20, 40 + 150 * n, 180, 140 + 150 * n, fill=GREY) for n in range(3)]
    titles = [text(f"Article {n}", 200, 60 + 150 * n) for n in range(3)]
    dates = [text("Some days ago", 200, 120 + 150 * n) for n in range(3)]

    tree = arranged(scene(shapes=photos, lines=[*titles, *dates]))

    assert tree.axis is Axis.COLUMN
    assert [words(row) for row in tree.children] == [
        [f"Article {n}", "Some days ago"] for n in range(3)
    ]


def test_settings_with_a_switch_at_the_end_of_each_row_stay_rows() -> None:
    names = ["By mail", "By telephone", "On my desk", "Delete my account"]
    switches = [box(700, 46 + 40 * n, 740, 64 + 40 * n, fill=BLUE, radius=9) for n in range(3)]

    tree = arranged(scene(shapes=switches, lines=lines(names, 20, 60, pitch=40)))

    assert [len(row.children) for row in tree.children] == [2, 2, 2, 0]


def test_boxes_that_touch_are_one_card_beside_others() -> None:
    title = text("A title that is as wide as all the cards that stand below it, and more", 20, 40)
    heads = [box(x, 100, x + 200, 140, lines=[text("Head", x + 20, 125)]) for x in (20, 240)]
    bodies = [box(x, 141, x + 200, 260, lines=[text("Body", x + 20, 200)]) for x in (20, 240)]

    tree = arranged(scene(shapes=[*heads, *bodies], lines=[title]))

    row = next(element for element in tree.walk() if element.axis is Axis.ROW)
    assert [words(card) for card in row.children] == [["Head", "Body"], ["Head", "Body"]]
