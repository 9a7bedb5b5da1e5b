"""The question which line is wrong: what is shown, and what an answer says."""

from __future__ import annotations

import pytest

from limner_server.proposers.rewrite.faulty_line import MOST_LINES, Numbered

LINES = (
    "    def total(self, items):",
    "",
    "        found = 0",
    "        for item in items:",
    "            found -= item",
    "        return found",
)


def numbered(*lines: str) -> Numbered:
    found = Numbered.of(lines)
    assert found is not None
    return found


def test_lines_are_shown_with_pointers_and_tabs_and_without_empty_ones() -> None:
    assert numbered(*LINES).question == (
        " [[0]]def total(self, items):\n"
        " [[1]]\tfound = 0\n"
        " [[2]]\tfor item in items:\n"
        " [[3]]\t\tfound -= item\n"
        " [[4]]\treturn found\n"
    )


@pytest.mark.parametrize(
    ("after", "says"),
    [
        (("a", "x", "c"), " [[1]]x"),
        (("a", "c"), " [[1]]"),
        (("x", "y", "c"), " [[0]]-[[1]]x\ny"),
        (("a", "x", "b", "c"), " [[1]]x\nb"),
        (("a", "b", "c", "x"), " [[2]]c\nx"),
        (("b", "a", "c"), " [[0]]-[[1]]b\na"),
        (("a", "b", "b", "c"), " [[2]]b\nc"),
        (("a", "    b", "c"), " [[1]]\tb"),
    ],
)
def test_an_answer_names_the_line_and_what_should_stand_there(
    after: tuple[str, ...], says: str
) -> None:
    assert numbered("a", "b", "c").answer(after) == says


def test_lines_are_counted_as_the_question_shows_them() -> None:
    after = [line.replace("-=", "+=") for line in LINES]
    assert numbered(*LINES).answer(after) == " [[3]]\t\tfound += item"


def test_too_many_lines_are_no_question() -> None:
    assert Numbered.of(["x"] * MOST_LINES) is not None
    assert Numbered.of(["x"] * (MOST_LINES + 1)) is None
    assert Numbered.of(["x" * 5000]) is None
    assert Numbered.of(["", " "]) is None
