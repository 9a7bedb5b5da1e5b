"""Footers are found by what they say or by holding nothing but links, with what belongs to them."""

from __future__ import annotations

from limner_server.layout.element import Role
from limner_server.perception.scene import ShapeKind
from naming import named, roles
from sketch import BLUE, GREY, box, lines, scene, text

BODY = [
    text("A title", 40, 60, size=32, weight=700),
    *lines(["A paragraph that says what this page is about, at some", "length."], 40, 120),
]
LINKS = [text(word, 300 + 80 * n, 480, colour=BLUE) for n, word in enumerate(["Docs", "Blog"])]


def test_links_and_a_logo_far_below_all_else_are_a_footer() -> None:
    logo = box(300, 510, 420, 560, fill=GREY)

    tree = named(scene(shapes=[logo], lines=[*BODY, *LINKS]))

    footer = tree.children[-1]
    assert footer.role is Role.FOOTER
    assert (roles(footer)[Role.A], roles(footer)[Role.IMG]) == (2, 1)


def test_links_that_follow_at_once_are_no_footer() -> None:
    near = [text(word, 40 + 80 * n, 190, colour=BLUE) for n, word in enumerate(["Docs", "Blog"])]

    assert Role.FOOTER not in roles(named(scene(lines=[*BODY, *near])))


def test_a_rule_below_the_last_words_is_part_of_the_footer() -> None:
    rule = box(20, 570, 780, 571, fill=GREY, kind=ShapeKind.RULE)
    words = text("© 2026 Nobody. All rights reserved.", 300, 550)

    tree = named(scene(shapes=[rule], lines=[*BODY, words]))

    assert tree.children[-1].role is Role.FOOTER
    assert roles(tree.children[-1])[Role.HR] == 1
