"""A browser must break a paragraph where the picture shows it broken."""

from __future__ import annotations

import math

import pytest

from limner_server.layout.element import Paragraph
from limner_server.layout.metrics import advance
from limner_server.layout.paragraphs import text_element
from limner_server.layout.wrapping import measure
from limner_server.perception.scene import TextLine
from sketch import lines, text


def paragraph(found: list[TextLine]) -> Paragraph:
    made = text_element(found).paragraph
    assert made is not None
    return made


def test_a_soft_break_holds_between_its_line_and_its_line_with_the_next_word() -> None:
    made = paragraph(lines(["a line of words that ends softly", "before this one"], 0, 50))

    widths = measure(made)

    first = advance("a line of words that ends softly", made.font)
    assert widths.least == pytest.approx(first, abs=0.6)
    assert widths.most == pytest.approx(first + advance(" before", made.font), abs=0.6)
    assert widths.holds(widths.choice)
    assert not widths.holds(widths.least - 5)
    assert not widths.holds(widths.most + 5)


def test_a_single_line_holds_at_any_width_that_it_fits() -> None:
    assert math.isinf(measure(paragraph([text("one line", 0, 50)])).most)


def test_a_break_too_close_to_call_is_made_a_hard_one() -> None:
    # "i" nearly fits on the first line, so that a pixel decides.
    found = lines(["wwwwwwwwwwwwwwwwwwww", "i wwwwwwwwwwwwwwwwwwww"], 0, 50)

    made = paragraph(found)

    assert [run.break_before for run in made.runs] == [False, True]


def test_a_misread_text_keeps_its_lines_by_hard_breaks() -> None:
    found = lines(["the letters of this line were", "read as wider ones than they are"], 0, 50)
    found[0].words[0].text = "WWWWWWWWWWWW"

    made = paragraph(found)

    assert [run.break_before for run in made.runs] == [False, True]
