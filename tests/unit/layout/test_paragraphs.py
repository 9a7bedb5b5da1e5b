"""Lines that flow as one text become one paragraph; lines broken on purpose stay apart."""

from __future__ import annotations

from limner_server.layout.paragraphs import join_lines
from limner_server.perception.scene import Box, Colour, TextLine
from sketch import BLUE, lines, text

PAGE = Box(0, 0, 800, 600)

FLOWING = [
    "Thanks for trying our product. You have added a lot of data",
    "to it already, so here are several options for you to think",
    "about before you go on.",
]


def joined(found: list[TextLine], obstacles: list[Box] | None = None) -> list[str]:
    return [
        element.paragraph.text
        for element in join_lines(found, PAGE, obstacles or [])
        if element.paragraph is not None
    ]


def test_lines_that_fill_their_column_are_one_text() -> None:
    assert joined(lines(FLOWING, 100, 50)) == [" ".join(FLOWING)]


def test_a_line_that_left_room_for_the_next_word_was_broken_on_purpose() -> None:
    menu = ["Members", "Plugins", "Add a member", "Remove a member"]

    assert joined(lines(menu, 100, 50)) == menu


def test_two_short_lines_far_from_the_edge_are_two_texts() -> None:
    assert joined(lines(["Captain Price Street", "Campbell"], 20, 50)) == [
        "Captain Price Street",
        "Campbell",
    ]


def test_two_lines_that_reach_a_neighbour_are_one_text() -> None:
    pair = lines(["Captain Price of the large", "flying ship"], 20, 50)

    assert joined(pair, [Box(pair[0].box.x1 + 15, 0, 700, 100)]) == [
        "Captain Price of the large flying ship"
    ]


def test_a_bullet_starts_a_text_of_its_own() -> None:
    found = lines(FLOWING[:2], 100, 50)
    found[1].bullet = "disc"

    assert len(joined(found)) == 2


def test_a_larger_line_does_not_flow_into_a_smaller_one() -> None:
    found = [text("A heading of some length here", 100, 50, size=24), *lines(FLOWING, 100, 80)]

    assert joined(found) == ["A heading of some length here", " ".join(FLOWING)]


def test_lines_around_one_middle_are_centred() -> None:
    wide = text("The lines of this text stand around one middle,", 100, 50)
    middle = (wide.box.x0 + wide.box.x1) / 2
    narrow = text("as those of an invitation do", 0, 74)
    narrow = text("as those of an invitation do", middle - narrow.box.width / 2, 74)

    (element,) = join_lines([wide, narrow], Box(90, 0, 500, 200), [])

    assert element.paragraph is not None
    assert element.paragraph.align == "center"


def test_the_box_of_a_text_is_its_line_boxes() -> None:
    (element,) = join_lines(lines(FLOWING, 100, 50, pitch=26), PAGE, [])

    assert element.paragraph is not None
    assert element.paragraph.line_height == 26
    assert element.box.height == 3 * 26
    # Ascent 15 and descent 4 of 16 px type, and half of the 7 pixels left, rounded down.
    assert element.box.y0 == 50 - 15 - 3
    assert abs(element.box.x0 - 100) < 0.01


def test_links_and_bold_words_inside_a_line_are_runs() -> None:
    line = text(
        "Call our customer support team at any hour", 10, 50, bold="support team", linked="customer"
    )

    (element,) = join_lines([line], PAGE, [])

    assert element.paragraph is not None
    assert [(run.text, run.link, run.bold) for run in element.paragraph.runs] == [
        ("Call our", False, False),
        ("customer", True, False),
        ("support team", False, True),
        ("at any hour", False, False),
    ]
    assert element.paragraph.runs[1].colour == BLUE


def test_words_between_links_are_no_link_though_links_are_most_of_the_line() -> None:
    found = text("View the comment or see them all", 10, 50, linked="View the comment see them all")
    found.colour = BLUE

    (element,) = join_lines([found], PAGE, [])

    assert element.paragraph is not None
    assert [(run.text, run.link) for run in element.paragraph.runs] == [
        ("View the comment", True),
        ("or", False),
        ("see them all", True),
    ]


def test_each_hashtag_and_each_account_is_a_link_of_its_own() -> None:
    found = text(
        "Seen by @ada #ships #sea today", 10, 50, linked="@ada #ships #sea", colour=Colour(9, 9, 9)
    )

    (element,) = join_lines([found], PAGE, [])

    assert element.paragraph is not None
    assert [run.text for run in element.paragraph.runs if run.link] == ["@ada", "#ships", "#sea"]
