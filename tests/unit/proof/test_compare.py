"""Words of a candidate against the words of the scene."""

from __future__ import annotations

import pytest

from limner_server.perception.scene import Box, Colour
from limner_server.proof.browser import Browser
from limner_server.proof.compare import (
    PlacedWord,
    TextFigures,
    compare_texts,
    match_words,
    shared_characters,
)
from pages import FERRY, seen

BLACK = Colour(0, 0, 0)


def word(text: str, x: float, y: float = 0) -> PlacedWord:
    return PlacedWord(text, Box(x, y, x + 40, y + 10), BLACK)


def figures(browser: Browser, candidate: str) -> TextFigures:
    _, scene = seen(browser, FERRY)
    return compare_texts(scene, browser.render(candidate, scene.width, scene.height))


def test_the_page_itself_scores_one(browser: Browser) -> None:
    same = figures(browser, FERRY)

    assert (same.block, same.text, same.position, same.colour) == pytest.approx((1, 1, 1, 1))


def test_an_empty_page_scores_nothing(browser: Browser) -> None:
    assert figures(browser, "<body></body>") == TextFigures(0, 0, 0, 0)


def test_missing_text_costs_block(browser: Browser) -> None:
    half = figures(browser, FERRY[: FERRY.index("<p>")])

    assert 0.2 < half.block < 0.8
    assert half.text == pytest.approx(1)


def test_text_that_is_too_much_costs_block(browser: Browser) -> None:
    more = figures(browser, FERRY.replace("</main>", "<p>and a good deal of other text</main>"))

    assert 0.6 < more.block < 0.98


def test_other_words_cost_text(browser: Browser) -> None:
    other = figures(browser, FERRY.replace("Ferry timetable", "Fermy tinetoble"))

    assert other.text < 0.99
    assert other.block == pytest.approx(1, abs=0.02)


def test_moved_text_costs_position(browser: Browser) -> None:
    moved = figures(browser, FERRY.replace("main{padding:24px", "main{padding:24px 80px"))

    assert moved.position < 0.95
    assert moved.text == pytest.approx(1)


def test_other_colours_cost_colour(browser: Browser) -> None:
    assert figures(browser, FERRY.replace("color:#222", "color:#0a0")).colour < 0.8


def test_how_text_is_nested_does_not_matter(browser: Browser) -> None:
    nested = figures(
        browser, FERRY.replace("north pier", "<b style='font-weight:400'>north</b> pier")
    )

    assert (nested.block, nested.text) == pytest.approx((1, 1))


def test_equal_words_are_paired_with_the_nearest() -> None:
    pairs = match_words([word("a", 0), word("a", 100)], [word("a", 110), word("a", 5)], (200, 100))

    assert sorted((a.box.x0, b.box.x0) for a, b in pairs) == [(0, 5), (100, 110)]


def test_words_that_share_little_are_not_paired() -> None:
    assert match_words([word("ferry", 0)], [word("boats", 0)], (200, 100)) == []


def test_a_script_without_spaces_is_compared_by_the_character(browser: Browser) -> None:
    page = (
        '<p style="width:{}px;font:16px sans-serif">\u6e21\u8f2a\u6642\u523b\u8868\u8acb\u770b</p>'
    )
    _, scene = seen(browser, page.format(300))

    wrapped = compare_texts(scene, browser.render(page.format(60), scene.width, scene.height))

    assert (wrapped.block, wrapped.text) == pytest.approx((1, 1))


def test_shared_characters_counts_each_as_often_as_it_stands() -> None:
    assert shared_characters("aab", "abb") == pytest.approx(2 / 3)
    assert shared_characters("", "") == 1
