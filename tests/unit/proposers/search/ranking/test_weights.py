"""What was learnt of small changes, and the file of it."""

from __future__ import annotations

import pytest

from limner_server.edits import Edit
from limner_server.proposers.search.ranking.features import Surroundings
from limner_server.proposers.search.ranking.weights import TRUST, Weights, learnt

TEXT = (
    "def total(prices, limit):\n"
    "    found = 0\n"
    "    for price in prices:\n"
    "        found -= price\n"
    "    return found\n"
)


def learnt_cost(old: str, new: str, by_rules: float = 2.0) -> float:
    weights = learnt("python")
    assert weights is not None
    at = TEXT.index(old)
    found = Surroundings(TEXT).features([Edit(at, at + len(old), new)], by_rules)
    return weights.cost(found, by_rules)


def test_what_speaks_for_a_change_makes_it_cheaper_and_no_more_than_is_trusted() -> None:
    weights = Weights(2.0, {"tokens go 1": 1.0, "name unknown": -3.0})

    assert weights.cost({"tokens go 1": 1.0, "row": 0.5}, 2.0) == pytest.approx(2.0 - TRUST)
    assert weights.cost({"name unknown": 1.0}, 2.0) == pytest.approx(2.0 + 3 * TRUST)


def test_a_likely_repair_costs_less_than_an_unlikely_one_of_the_same_cost_by_the_rules() -> None:
    likely = learnt_cost("-=", "+=")

    assert likely < learnt_cost("found -= price", "found -= limit + limit - 1")
    assert likely < learnt_cost("price in prices", "found in prices")


def test_what_the_rules_find_unlikely_stays_so() -> None:
    costs = [learnt_cost("-=", "+=", by_rules) for by_rules in (0.5, 1.0, 2.0, 4.0, 8.0)]

    assert costs == sorted(costs)


def test_the_weights_that_come_along_are_of_features_that_there_are() -> None:
    weights = learnt("python")
    assert weights is not None
    at = TEXT.index("-=")
    known = Surroundings(TEXT).features([Edit(at, at + 2, "+=")], 1.0)

    assert weights.weights["cost"] < 0
    assert {"row", "log cost", "in update", "tokens go 1"} <= {*weights.weights} & {*known}
    assert all(abs(weight) < 5 for weight in weights.weights.values())


def test_of_a_language_that_was_not_fitted_nothing_is_known() -> None:
    assert learnt("javascript") is None
