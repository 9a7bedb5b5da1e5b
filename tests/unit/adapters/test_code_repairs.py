"""Bugs put into right code, and the lessons of them."""

from __future__ import annotations

from collections import Counter
from statistics import fmean

import pytest

from dice import dice
from limner_adapters.code.bugs import KINDS, with_bug
from limner_adapters.code.fluency import Fluency
from limner_adapters.code.functions import CodeFunction
from limner_adapters.code.repairs import repair_examples
from limner_server.perception.syntax.languages import JAVASCRIPT, PYTHON
from limner_server.perception.syntax.tree import Tree

MEAN = """def mean(values, weights):
    total = 0
    for value, weight in zip(values, weights):
        if weight > 0:
            total += value * weight
    return total / sum(weights)"""
CLAMP = """function clamp(value, low, high) {
  if (value < low) {
    return low;
  }
  return value > high ? high : value;
}"""


def function(text: str = MEAN) -> CodeFunction:
    language = PYTHON if text.startswith("def") else JAVASCRIPT
    return CodeFunction("mean", text, language, "shop: a.py:1")


@pytest.mark.parametrize("text", [MEAN, CLAMP])
def test_a_bug_is_a_small_change_that_can_still_be_read(text: str) -> None:
    one = function(text)
    found = [with_bug(text, one.language, dice(seed)) for seed in range(60)]
    bugs = [bug for bug in found if bug is not None]
    assert len(bugs) > 50
    for bug in bugs:
        assert bug.right == text
        assert bug.wrong != text
        assert not Tree.parse(bug.wrong, one.language).has_errors
    assert len(Counter(bug.kind for bug in bugs)) > len(KINDS) // 2


def test_the_same_seed_puts_in_the_same_bug() -> None:
    one, other = (with_bug(MEAN, PYTHON, dice(7)) for _ in range(2))
    assert one == other


def test_code_that_cannot_be_read_gets_no_bug() -> None:
    assert with_bug("def broken(:\n    return 1", PYTHON, dice(1)) is None


def test_a_lesson_asks_for_the_line_as_it_was() -> None:
    lessons = [lesson for seed in range(30) for lesson in repair_examples([function()], seed)]
    assert len(lessons) > 20
    right = MEAN.replace("    ", "\t").split("\n")
    for lesson in lessons:
        place, _, line = lesson.answer.partition("]]")
        assert place.startswith(" [[")
        if "\n" not in line and not line.startswith("-") and line:
            assert line in right
        assert " [[0]]def mean(" in lesson.messages[-1]["content"] or lesson.answer.startswith(
            " [[0]]"
        )


def test_of_several_bugs_one_is_taken_that_does_not_look_odd() -> None:
    usual = Fluency.of([MEAN] * 20)
    odd, plain = (
        [
            max(usual.loss(MEAN, bug.wrong), 0.0)
            for seed in range(40)
            if (bug := with_bug(MEAN, PYTHON, dice(seed), fluency)) is not None
        ]
        for fluency in (None, usual)
    )
    assert fmean(plain) < fmean(odd) / 2
