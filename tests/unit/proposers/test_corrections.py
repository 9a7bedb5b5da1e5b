"""Corrections move and size what was missed, and leave rounding alone."""

from __future__ import annotations

import pytest

from limner_server.layout.element import number
from limner_server.perception.scene import Box
from limner_server.proposers.corrections import correct, rounded_size
from limner_server.proposers.misses import Edges, Misses, TextMiss
from trees import drawing, group, page, text


def test_a_text_goes_where_it_was_missed() -> None:
    tree = number(page(text("Hello", (10, 10, 60, 30))))
    miss = TextMiss(right=4, down=-3, stretch=1, doubt=0.001, pitch=0)

    moved = correct(tree, Misses({}, {1: miss})).children[0]

    assert moved.paragraph is not None
    assert moved.box == moved.paragraph.box
    assert moved.box.x0 - tree.children[0].paragraph.box.x0 == 4
    assert moved.box.centre[1] - tree.children[0].paragraph.box.centre[1] == -3


def test_a_stretch_becomes_a_font_size_of_round_figures() -> None:
    tree = number(page(text("Hello", (10, 10, 60, 30), size=15.5)))
    miss = TextMiss(right=0, down=0, stretch=1.031, doubt=0.002, pitch=0)

    sized = correct(tree, Misses({}, {1: miss})).children[0]

    assert sized.paragraph is not None
    assert sized.paragraph.font.size == 16


def test_a_size_that_did_not_help_gives_way_to_letter_spacing() -> None:
    tree = number(page(text("Hello", (10, 10, 60, 30), size=16)))
    miss = TextMiss(0, 0, stretch=1.1, doubt=0.01, pitch=0, other_spacing=1.2)

    spaced = correct(tree, Misses({}, {1: miss}).respaced({1})).children[0]

    assert spaced.paragraph is not None
    assert (spaced.paragraph.font.size, spaced.paragraph.font.spacing) == (16, 1.2)


def test_a_box_takes_the_edges_that_were_missed() -> None:
    tree = number(page(drawing((10, 10, 110, 60))))

    moved = correct(tree, Misses({1: Edges(2, 0, -4, 0.2)}, {})).children[0]

    assert moved.box == Box(12, 10, 106, 60)


def test_a_box_is_never_turned_inside_out() -> None:
    tree = number(page(drawing((10, 10, 20, 60))))

    moved = correct(tree, Misses({1: Edges(30, 0, 0, 0)}, {})).children[0]

    assert moved.box == Box(10, 10, 20, 60)


def test_a_group_follows_what_stands_in_it() -> None:
    inner = [drawing((10, 10, 60, 30)), drawing((10, 40, 60, 60))]
    tree = number(page(group(*inner)))

    moved = correct(tree, Misses({2: Edges(0, 0, 0, 0), 3: Edges(0, 5, 0, 5)}, {}))

    assert moved.children[0].box == Box(10, 10, 60, 65)


def test_the_tree_that_was_drawn_stays_as_it_is() -> None:
    tree = number(page(text("Hello", (10, 10, 60, 30))))
    before = tree.children[0].box

    correct(tree, Misses({}, {1: TextMiss(9, 9, 1.2, 0.01, 0)}))

    assert tree.children[0].box == before


def test_what_is_dropped_stays_where_it_is() -> None:
    tree = number(page(drawing((10, 10, 60, 30)), drawing((10, 40, 60, 60))))
    misses = Misses({1: Edges(5, 0, 5, 0), 2: Edges(5, 0, 5, 0)}, {})

    moved = correct(tree, misses.without({1}))

    assert [child.box.x0 for child in moved.children] == [10, 15]


@pytest.mark.parametrize(
    ("size", "doubt", "rounded"),
    [(15.93, 0.001, 16), (15.8, 0.001, 15.8), (13.6, 0.002, 13.6), (15.7, 0.03, 16)],
)
def test_sizes_are_rounded_as_far_as_the_measure_allows(size, doubt, rounded) -> None:
    assert rounded_size(size, doubt) == pytest.approx(rounded)


def test_lines_that_broke_elsewhere_are_broken_by_hand() -> None:
    tree = number(page(text("Hello", (10, 10, 60, 30))))
    paragraph = tree.children[0].paragraph
    assert paragraph is not None
    paragraph.lines = paragraph.lines * 2

    broken = correct(tree, Misses({}, {}, frozenset({1}))).children[0].paragraph

    assert broken is not None
    assert [(run.text, run.break_before) for run in broken.runs] == [
        ("Hello", False),
        ("Hello", True),
    ]
