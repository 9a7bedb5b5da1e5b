"""Only what shows is declared: no width that nothing shows, no padding that nobody set."""

from __future__ import annotations

import pytest

from limner_server.emit.column import lay_out_column
from limner_server.emit.row import lay_out_row
from limner_server.layout.element import Axis, Element, Paragraph, Role, Run
from limner_server.perception.scene import Box, Shape, ShapeKind
from sketch import BLACK, GREY, text


def line(words: str, x: float, y: float) -> Element:
    """A line of text with its upper left corner near a point."""
    drawn = text(words, x, y + 14)
    box = Box(x, y, round(drawn.box.x1), y + 20)
    paragraph = Paragraph([drawn], [Run(words, BLACK)], drawn.font, BLACK, 20, "left", box)
    return Element(Role.P, box, paragraph=paragraph)


def group(axis: Axis, *children: Element, role: Role = Role.DIV, box: Box | None = None) -> Element:
    whole = children[0].box
    for child in children:
        whole = whole.union(child.box)
    return Element(role, box or whole, axis, list(children))


def page(*children: Element) -> Element:
    return group(Axis.COLUMN, *children, box=Box(0, 0, 800, 600))


def rule() -> Element:
    """As wide as the page but for its padding."""
    return Element(Role.HR, Box(20, 400, 780, 402))


def test_a_list_in_a_column_is_as_wide_as_it_may_be() -> None:
    items = group(Axis.COLUMN, line("One", 20, 20), line("Another", 20, 50), role=Role.UL)

    flow = lay_out_column(page(items, rule()))

    assert flow.items[0] == {}


def test_a_row_in_a_column_is_as_wide_as_it_may_be_and_stands_where_it_stood() -> None:
    row = group(Axis.ROW, line("One", 60, 20), line("Another", 120, 20))

    flow = lay_out_column(page(row, rule()))

    assert flow.items[0] == {"margin-left": "40px"}


def test_what_shows_its_width_keeps_it() -> None:
    card = group(Axis.COLUMN, line("One", 30, 20), line("Another", 30, 50))
    card.box = Box(20, 10, 220, 80)
    card.shape = Shape(ShapeKind.BOX, card.box, GREY)

    flow = lay_out_column(page(card, rule()))

    assert flow.items[0] == {"width": "200px"}


def test_a_row_that_reaches_to_its_right_end_keeps_its_width() -> None:
    row = group(Axis.ROW, line("One", 20, 20), line("Another", 300, 20))

    flow = lay_out_column(page(row, rule()))

    assert flow.items[0] == {"width": f"{row.box.width:.0f}px"}


def test_space_that_is_left_at_the_end_of_a_row_is_no_padding() -> None:
    bar = group(Axis.ROW, line("One", 20, 20), line("Another", 80, 20), box=Box(0, 0, 800, 60))

    flow = lay_out_row(bar)

    assert flow.container["padding"] == "20px"


@pytest.mark.parametrize(("role", "padding"), [(Role.BODY, "20px"), (Role.DIV, "20px 20px 198px")])
def test_space_that_is_left_below_is_padding_but_at_the_end_of_a_page(
    role: Role, padding: str
) -> None:
    whole = page(line("One", 20, 20), rule())
    whole.role = role

    flow = lay_out_column(whole)

    assert flow.container["padding"] == padding
