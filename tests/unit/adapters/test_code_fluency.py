"""How usual code looks."""

from __future__ import annotations

from math import exp

import pytest

from limner_adapters.code.fluency import Fluency

READ = ["total = 0\nfor item in items:\n    total += item.price\nreturn total\n"] * 5


def test_names_count_by_what_they_are_used_for() -> None:
    fluency = Fluency.of(READ)
    assert fluency.log_likelihood("found += row.width") == pytest.approx(
        fluency.log_likelihood("total += item.price")
    )
    assert fluency.log_likelihood("found += row.width()") < fluency.log_likelihood(
        "found += row.width"
    )


def test_what_was_read_often_is_usual_and_what_never_was_is_not() -> None:
    fluency = Fluency.of(READ)
    usual = fluency.log_likelihood("for x in y:")
    assert usual > fluency.log_likelihood("for x y in:")
    assert fluency.log_likelihood("lambda: 17 @ {}") < usual
    assert fluency.log_likelihood("") == 0.0


def test_the_likelihoods_of_what_may_follow_add_up_to_one_at_most() -> None:
    fluency = Fluency.of(["a", "a", "b + c", "0"])
    lines = ["a", "0", "1", "'x'", "if", "+", "a + a", "a +", "0 0"]
    assert 0.7 < sum(exp(fluency.log_likelihood(line)) for line in lines) <= 1.0


def test_a_loss_is_that_of_the_lines_that_differ() -> None:
    fluency = Fluency.of(READ)
    right = "total += item.price\nreturn total"
    wrong = "total = 5 total\nreturn total"
    assert fluency.loss(right, wrong) == pytest.approx(
        fluency.log_likelihood("total += item.price") - fluency.log_likelihood("total = 5 total")
    )
    assert fluency.loss(right, wrong) == pytest.approx(-fluency.loss(wrong, right))
    assert fluency.loss(right, right) == 0.0
