"""Names with slashes or arrows between them lead to a page; other rows of names do not."""

from __future__ import annotations

import pytest

from limner_server.layout.element import Role
from limner_server.perception.scene import ShapeKind, TextLine
from naming import named, role_of, roles
from sketch import BLACK, BLUE, GREY, box, lines, scene, text

BODY = lines(["A paragraph that says what this page is about, and that is", "as long."], 40, 300)
WAY = ["Home", "Docs", "Guides", "Install"]


def pieces(between: str) -> list[TextLine]:
    """Names and what stands between them, each a text of its own."""
    found: list[TextLine] = []
    start = 40.0
    for index, name in enumerate(WAY):
        last = index == len(WAY) - 1
        found.append(text(name, start, 200, colour=BLACK if last else BLUE))
        if not last:
            found.append(text(between, found[-1].box.x1 + 20, 200, colour=GREY))
        start = found[-1].box.x1 + 20
    return found


@pytest.mark.parametrize("between", ["/", ">", "»"])
def test_names_with_a_mark_between_each_two_are_a_list_of_links(between: str) -> None:
    tree = named(scene(lines=[*pieces(between), *BODY]))

    assert [role_of(tree, name) for name in WAY] == [Role.A, Role.A, Role.A, Role.SPAN]
    assert (roles(tree)[Role.NAV], roles(tree)[Role.UL], roles(tree)[Role.LI]) == (1, 1, 4)


def test_a_line_that_was_read_as_one_text_is_taken_apart() -> None:
    line = text("Home / Docs / Guides", 40, 200, colour=BLUE)

    tree = named(scene(lines=[line, *BODY]))

    assert [role_of(tree, name) for name in ("Home", "Docs", "Guides")] == [Role.A] * 3


def test_thin_marks_part_names_as_well() -> None:
    names = [text(name, 40 + 100 * n, 200, colour=BLUE) for n, name in enumerate(WAY)]
    marks = [
        box(115 + 100 * n, 186, 122 + 100 * n, 202, fill=GREY, kind=ShapeKind.ICON)
        for n in range(3)
    ]

    tree = named(scene(shapes=marks, lines=[*names, *BODY]))

    assert (roles(tree)[Role.NAV], roles(tree)[Role.LI]) == (1, 4)


@pytest.mark.parametrize(
    "words",
    ["12 / 24 / 36", "Either / or", "A or B", "We write / read / delete what you tell us to"],
)
def test_other_texts_are_no_way(words: str) -> None:
    assert Role.NAV not in roles(named(scene(lines=[text(words, 40, 200), *BODY])))
