"""Titles under a heading or a rule are a list; paragraphs are none."""

from __future__ import annotations

import pytest

from limner_server.layout.element import Role
from limner_server.perception.scene import ShapeKind
from naming import named, role_of, roles
from sketch import GREY, box, lines, scene, text

TITLES = ["How do I change the owner of my account?", "What to do when your card is declined"]
MORE = "Where are my invoices, and how do I print them"
RULE = box(320, 100, 780, 102, fill=GREY, kind=ShapeKind.RULE)


def test_titles_below_a_rule_are_a_list_without_links() -> None:
    titles = [*TITLES, MORE]

    tree = named(scene(shapes=[RULE], lines=lines(titles, 320, 140, pitch=40)))

    assert [role_of(tree, title) for title in titles] == [Role.LI] * 3
    assert roles(tree)[Role.UL] == 1
    assert roles(tree)[Role.A] == 0


def test_titles_below_a_heading_are_a_list() -> None:
    heading = text("Questions", 320, 80, size=24, weight=700)

    tree = named(scene(lines=[heading, *lines([*TITLES, MORE], 320, 140, pitch=40)]))

    assert roles(tree)[Role.LI] == 3


@pytest.mark.parametrize(
    ("texts", "pitch"),
    [
        pytest.param([*TITLES, MORE + "."], 40, id="a sentence"),
        pytest.param(TITLES, 40, id="two"),
        pytest.param(["Name:", "Address:", "Telephone:"], 40, id="names of fields"),
    ],
)
def test_other_texts_are_no_list(texts: list[str], pitch: float) -> None:
    tree = named(scene(shapes=[RULE], lines=lines(texts, 320, 140, pitch=pitch)))

    assert Role.UL not in roles(tree)


def test_titles_with_nothing_above_are_paragraphs() -> None:
    tree = named(scene(lines=lines([*TITLES, MORE], 320, 140, pitch=40)))

    assert Role.UL not in roles(tree)
