"""What is told of a small change."""

from __future__ import annotations

import pytest

from limner_server.edits import Edit
from limner_server.proposers.search.ranking.features import Features, Surroundings
from limner_server.proposers.search.ranking.tokens import sort_of, tokens_of

TEXT = (
    "def total(prices, limit):\n"
    "    found = 0\n"
    "    for price in prices:\n"
    "        found -= price\n"
    "    return found\n"
)


def features(old: str, new: str, cost: float = 1.0) -> Features:
    at = TEXT.index(old)
    found = Surroundings(TEXT).features([Edit(at, at + len(old), new)], cost)
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("found += prices[0]", "name assignment name bracket number bracket"),
        ("not a.b <= len('x')", "logic name dot name comparison builtin bracket text bracket"),
        ("f = (a) => a** 2", "name assignment bracket name bracket sign name arithmetic number"),
        ("return None", "keyword constant"),
    ],
)
def test_tokens_are_of_sorts(text: str, sorts: str) -> None:
    assert [sort_of(token) for token in tokens_of(text)] == sorts.split()


def test_a_change_is_told_by_what_goes_and_comes_and_where() -> None:
    found = features("-= price", "+= limit * 2")

    assert found["in update"] == 1.0
    assert found["tokens go 2"] == found["tokens come 4"] == found["longer by 2"] == 1.0
    assert found["arithmetic comes"] == found["number comes"] == 1.0
    assert "number goes" not in found


def test_its_cost_by_the_rules_is_one_of_its_features() -> None:
    found = features("-=", "+=", 2.6)

    assert found["cost"] == 2.6
    assert found["cost 5"] == 1.0


def test_what_becomes_of_names_is_told() -> None:
    assert features("found -= price", "found -= cost")["name unknown"] == 1.0
    assert features("found -= price", "found -= len")["name built in"] == 1.0

    found = features("found -= price", "found -= limit")

    assert found["name once more"] == found["name used once"] == 1.0
    assert found["name of the header"] == 1.0
    assert features("-= price", "-= price_limit")["names alike"] == 1.0
    assert features("-= price", "-= found")["name twice"] == 1.0


def test_lines_that_come_are_counted() -> None:
    found = features("    return found", "    found += 1\n    return found")

    assert found["rows more 1"] == 1.0
    assert found["last row"] == 1.0


def test_edits_are_counted_in_the_function_and_applied_together() -> None:
    one, other = TEXT.index("price in"), TEXT.index("prices:")
    both = [Edit(one, one + 5, "prices"), Edit(other, other + 6, "price")]

    found = Surroundings(TEXT).features(both, 1.0)

    assert found["in two places"] == found["in for"] == 1.0
    assert found["tokens go 3"] == found["tokens come 3"] == 1.0
