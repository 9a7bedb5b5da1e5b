"""Headings stand out from what they head; names of values, figures and notes do not."""

from __future__ import annotations

import pytest

from limner_server.layout.element import Role
from naming import named, role_of
from sketch import GREY, box, lines, scene, text

WORDS = "A paragraph long enough to be the page's prevailing type and not a label of anything."
HEADINGS = {Role.H1, Role.H2, Role.H3, Role.H4, Role.H5, Role.H6}


def test_a_bold_text_with_room_below_is_a_heading() -> None:
    tree = named(scene(lines=[text("Payment", 20, 100, weight=700), text(WORDS, 20, 140)]))

    assert role_of(tree, "Payment") in HEADINGS


def test_a_bold_text_right_above_its_value_is_its_name() -> None:
    value = text("By card, on the last day of each month, in advance and without a fee", 20, 119)

    tree = named(scene(lines=[text("Payment", 20, 100, weight=700), value, text(WORDS, 20, 200)]))

    assert role_of(tree, "Payment") is Role.P


def test_a_title_with_a_note_beside_it_is_a_heading() -> None:
    title = text("Invoices", 20, 200, size=20, weight=700)

    tree = named(scene(lines=[title, text("5 open", 160, 200), text(WORDS, 20, 250)]))

    assert role_of(tree, "Invoices") in HEADINGS
    assert role_of(tree, "5 open") is Role.P


def test_the_name_at_the_start_of_a_bar_is_no_heading() -> None:
    name = text("Harbour", 20, 40, size=24, weight=700)

    tree = named(scene(lines=[name, text("Sign in", 700, 40), text(WORDS, 20, 150)]))

    assert role_of(tree, "Harbour") not in HEADINGS


@pytest.mark.parametrize("figure", ["439k", "3.4k", "$12M", "98 %", "12 GB"])
def test_a_large_figure_is_no_heading(figure: str) -> None:
    tree = named(scene(lines=[text(figure, 20, 100, size=32, weight=700), text(WORDS, 20, 160)]))

    assert role_of(tree, figure) is Role.P


def test_the_second_line_of_a_title_is_a_heading_and_that_of_a_card_is_not() -> None:
    hero = [text("Our plans", 20, 60, size=32, weight=700), text("For teams", 20, 90, size=20)]
    inside = [text("Basic", 40, 200, size=28, weight=700), text("For one", 40, 228, size=20)]
    card = box(20, 160, 300, 260, border=GREY, lines=inside)

    tree = named(scene(shapes=[card], lines=[*hero, *lines([WORDS, "It goes on."], 20, 320)]))

    assert role_of(tree, "For teams") in HEADINGS
    assert role_of(tree, "For one") is Role.P


def test_a_few_larger_words_above_smaller_ones_are_a_heading() -> None:
    tree = named(scene(lines=[text("Our people", 20, 200, size=20), text(WORDS, 20, 240)]))

    assert role_of(tree, "Our people") in HEADINGS


def test_larger_words_right_above_smaller_ones_are_none() -> None:
    tree = named(scene(lines=[text("Our people", 20, 200, size=20), text(WORDS, 20, 220)]))

    assert role_of(tree, "Our people") is Role.P


def test_a_price_below_a_title_is_no_heading() -> None:
    found = [text("Basic", 20, 200, size=28, weight=700), text("$15.00", 20, 228, size=20)]

    assert role_of(named(scene(lines=[*found, text(WORDS, 20, 300)])), "$15.00") is Role.P


def test_the_name_of_a_coloured_strip_is_no_heading() -> None:
    name = text("Saved", 40, 325, weight=700)
    strip = box(20, 300, 600, 340, fill=GREY, lines=[name, text("x", 560, 325)])

    assert role_of(named(scene(shapes=[strip], lines=[text(WORDS, 20, 200)])), "Saved") is Role.P


def test_body_text_is_told_from_many_long_titles() -> None:
    titles = [
        text(
            "How does one put a button into the middle of a box?",
            20,
            60 + 90 * n,
            size=20,
            weight=700,
        )
        for n in range(4)
    ]
    notes = [text("Asked by somebody, some days ago", 20, 100 + 90 * n) for n in range(4)]

    tree = named(scene(lines=[*titles, *notes]))

    assert role_of(tree, titles[0].text) in HEADINGS
