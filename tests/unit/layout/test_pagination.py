"""Numbers that count on, side by side, lead to the pages of a list where one looks like a link."""

from __future__ import annotations

from limner_server.layout.element import Element, Role
from naming import named, roles
from sketch import BLUE, WHITE, box, lines, scene, text

ABOVE = ["A paragraph long enough to be the page's prevailing type and not a label of anything."]


def page_with(words: list[str], top: float = 300, open_at: int | None = None) -> Element:
    """A page with words side by side below a text, one of them in a box of its own."""
    lefts = [60 + 60 * index for index in range(len(words))]
    texts = [text(word, left, top) for word, left in zip(words, lefts, strict=True)]
    shapes = []
    if open_at is not None:
        left = lefts[open_at]
        inside = text(words[open_at], left, top, colour=WHITE, background=BLUE)
        shapes = [box(left - 12, top - 18, left + 22, top + 18, fill=BLUE, lines=[inside])]
        texts.pop(open_at)
    return named(scene(shapes=shapes, lines=[*lines(ABOVE, 60, 60), *texts]))


def test_numbers_of_which_one_is_open_are_links_in_a_navigation() -> None:
    found = roles(page_with(["1", "2", "3", "4"], open_at=1))

    assert (found[Role.NAV], found[Role.UL], found[Role.LI], found[Role.A]) == (1, 1, 4, 4)


def test_words_that_turn_pages_belong_to_the_numbers_between_them() -> None:
    found = roles(page_with(["Prev", "4", "5", "…", "9", "Next"]))

    assert (found[Role.NAV], found[Role.LI], found[Role.A]) == (1, 6, 6)


def test_numbers_of_which_none_looks_like_a_link_are_a_scale() -> None:
    found = roles(page_with(["1", "2", "3", "4"]))

    assert (found[Role.NAV], found[Role.A]) == (0, 0)


def test_figures_that_do_not_count_on_are_no_pages() -> None:
    found = roles(page_with(["12", "7", "30"], open_at=0))

    assert found[Role.NAV] == 0
