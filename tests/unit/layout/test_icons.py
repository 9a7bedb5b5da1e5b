"""Rows of icons are links to elsewhere; letters, stars and charts are not."""

from __future__ import annotations

import pytest

from limner_server.layout.element import Role
from limner_server.perception.scene import Shape, ShapeKind
from naming import named, roles
from sketch import BLUE, GREY, box, lines, scene

TEXTS = lines(["Some words that are what most of the page is set in,", "and that go on."], 20, 60)


def icons(count: int, pitch: float, width: float = 20) -> list[Shape]:
    return [
        box(40 + pitch * n, 300, 40 + pitch * n + width, 320, fill=BLUE, kind=ShapeKind.ICON)
        for n in range(count)
    ]


def test_icons_of_one_size_evenly_apart_are_links() -> None:
    tree = named(scene(shapes=icons(4, 45), lines=TEXTS))

    links = [element for element in tree.walk() if element.role is Role.A]
    assert [link.children[0].role for link in links] == [Role.ICON] * 4


def test_links_of_narrow_and_wide_icons_are_as_wide() -> None:
    row = icons(4, 45)
    row[1] = box(90, 300, 100, 320, fill=BLUE, kind=ShapeKind.ICON)

    tree = named(scene(shapes=row, lines=TEXTS))

    assert {element.box.width for element in tree.walk() if element.role is Role.A} == {20}


def test_empty_pills_are_links_each() -> None:
    pills = [box(40 + 63 * n, 300, 88 + 63 * n, 324, fill=GREY, radius=12) for n in range(3)]

    assert roles(named(scene(shapes=pills, lines=TEXTS)))[Role.A] == 3


@pytest.mark.parametrize(
    "marks",
    [
        pytest.param(icons(5, 24), id="stars"),
        pytest.param(icons(2, 45), id="two"),
        pytest.param(
            [box(40 + 45 * n, 300, 60 + 45 * n, 320 + 30 * n, fill=BLUE) for n in range(4)],
            id="bars of a chart",
        ),
        pytest.param(
            [box(x, 300, x + 20, 320, fill=BLUE, kind=ShapeKind.ICON) for x in (40, 90, 300, 420)],
            id="uneven",
        ),
    ],
)
def test_other_marks_are_no_links(marks: list[Shape]) -> None:
    assert Role.A not in roles(named(scene(shapes=marks, lines=TEXTS)))
