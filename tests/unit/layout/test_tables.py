"""Rows whose cells line up are a table, as wide as its rules."""

from __future__ import annotations

from limner_server.layout.element import Role
from limner_server.perception.scene import Shape, ShapeKind, TextLine
from naming import named, roles
from sketch import FAINT, GREY, box, scene, text

WORDS = "A paragraph long enough to be the page's prevailing type and not a label of anything."
ROWS = [("Name", "Age", "City"), ("Ada", "36", "London"), ("Alan", "41", "Wilmslow")]


def cells() -> list[TextLine]:
    return [
        text(cell, 40 + 200 * column, 60 + 36 * row, weight=700 if row == 0 else 400)
        for row, texts in enumerate(ROWS)
        for column, cell in enumerate(texts)
    ]


def rules(x0: float, x1: float) -> list[Shape]:
    return [
        box(x0, 73 + 36 * row, x1, 74 + 36 * row, fill=GREY, kind=ShapeKind.RULE)
        for row in range(len(ROWS) - 1)
    ]


def test_rows_that_share_their_columns_are_a_table_with_a_head() -> None:
    tree = named(scene(lines=[*cells(), text(WORDS, 20, 300)]))

    found = roles(tree)
    assert (found[Role.TABLE], found[Role.TR], found[Role.TH], found[Role.TD]) == (1, 3, 3, 6)


def test_a_table_is_as_wide_as_its_rules() -> None:
    tree = named(scene(shapes=rules(30, 700), lines=[*cells(), text(WORDS, 20, 300)]))

    (table,) = (one for one in tree.walk() if one.role is Role.TABLE)
    assert (table.box.x0, table.box.x1) == (30, 700)
    assert {row.children[-1].box.x1 for row in table.children} == {700}


def test_a_table_is_as_wide_as_the_fills_of_its_rows() -> None:
    texts = cells()
    stripes = [
        box(30, 40 + 36 * row, 700, 76 + 36 * row, fill=fill, lines=texts[3 * row : 3 * row + 3])
        for row, fill in enumerate((GREY, FAINT, GREY))
    ]

    tree = named(scene(shapes=stripes, lines=[text(WORDS, 20, 300)]))

    (table,) = (one for one in tree.walk() if one.role is Role.TABLE)
    assert (table.box.x0, table.box.x1) == (30, 700)
    assert [row.children[0].box.x0 for row in table.children] == [30, 30, 30]


def test_a_rule_below_a_row_is_drawn_with_its_fill() -> None:
    texts = cells()
    stripes = [
        box(30, 38 + 36 * row, 700, 73 + 36 * row, fill=FAINT, lines=texts[3 * row : 3 * row + 3])
        for row in range(len(ROWS))
    ]

    tree = named(scene(shapes=[*stripes, *rules(30, 700)], lines=[text(WORDS, 20, 300)]))

    (table,) = (one for one in tree.walk() if one.role is Role.TABLE)
    drawn = [row.shape for row in table.children if row.shape is not None]
    assert [shape.fill for shape in drawn] == [FAINT] * 3
    assert [shape.border and shape.border.sides for shape in drawn] == ["b", "b", None]
