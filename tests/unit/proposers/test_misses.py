"""What a drawn page misses is told element by element."""

from __future__ import annotations

import pytest

from limner_server.layout.element import Element, Role
from limner_server.layout.paragraphs import text_element
from limner_server.perception.scene import Box, Shape, ShapeKind
from limner_server.proof.browser import Browser
from limner_server.proposers.misses import Misses, measure_misses, visual_lines
from pages import seen

PAGE = """<body style="margin:0"><p data-limner="1" style="margin:0;position:absolute;font:16px/20px
sans-serif;left:{left}px;top:{top}px;width:{width}px;text-align:{align}">Boats leave every forty
minutes from the pier</p></body>"""
AS_WANTED = {"left": 40, "top": 30, "width": 220, "align": "left"}


@pytest.fixture
def missed(browser: Browser):
    def of(wanted: dict[str, object], drawn: dict[str, object]) -> Misses:
        picture, scene = seen(browser, PAGE.format(**wanted), 400, 120)
        text = text_element(scene.lines())
        text.id = 1
        tree = Element(Role.BODY, Box(0, 0, 400, 120), children=[text])
        return measure_misses(tree, browser.render(PAGE.format(**drawn), 400, 120), picture)

    return of


def test_a_page_as_it_should_be_misses_nothing(missed) -> None:
    text = missed(AS_WANTED, AS_WANTED).texts[1]

    assert (text.right, text.down, text.stretch, text.pitch) == pytest.approx((0, 0, 1, 0))
    assert not text.misfit


def test_an_offset_is_told_in_both_directions(missed) -> None:
    text = missed(AS_WANTED, AS_WANTED | {"left": 37, "top": 32}).texts[1]

    assert (text.right, text.down) == pytest.approx((3, -2), abs=0.1)


def test_lines_that_break_elsewhere_are_told(missed) -> None:
    assert missed(AS_WANTED, AS_WANTED | {"width": 140}).wraps == {1}
    assert missed(AS_WANTED, AS_WANTED).wraps == frozenset()


def test_another_alignment_is_told(missed) -> None:
    text = missed(AS_WANTED | {"align": "right"}, AS_WANTED | {"align": "right"}).texts[1]
    assert text.align == "right"

    misread = missed(AS_WANTED | {"align": "center"}, AS_WANTED)
    assert misread.texts[1].align == "center"


def test_the_edges_of_a_shape_are_told(browser: Browser) -> None:
    look = "margin:0;border:0;width:90px;height:30px"
    page = f'<body style="margin:0"><hr data-limner="1" style="{look}">'
    picture, _ = seen(browser, "<body></body>", 200, 100)
    box = Element(Role.DIV, Box(0, 0, 0, 0), id=1)
    box.shape = Shape(ShapeKind.BOX, Box(4, 0, 100, 30))

    misses = measure_misses(box, browser.render(page, 200, 100), picture)

    assert misses.boxes[1] == (4, 0, 10, 0)


def test_pieces_on_one_baseline_are_one_line(browser: Browser) -> None:
    page = '<p style="width:90px;font:16px sans-serif">One <b>bold</b> word and more</p>'

    rows = visual_lines(browser.render(page, 200, 200).lines)

    assert [row.text for row in rows] == ["One bold", "word and", "more"]
