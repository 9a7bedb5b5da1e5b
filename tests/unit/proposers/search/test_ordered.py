"""The order in which single changes are tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from math import inf

import pytest

from limner_server.edits import Edit
from limner_server.perception.syntax.languages import PYTHON
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.search.change import Change
from limner_server.proposers.search.ordered import Ordered
from limner_server.proposers.search.ranking.weights import Weights

TEXT = (
    "def total(prices, limit):\n"
    "    found = 0\n"
    "    for price in prices:\n"
    "        found -= price\n"
    "    return found\n"
)
# Knows only that names which nobody knows are wrong.
WEIGHTS = Weights(0.0, {"cost": -1.0, "name unknown": -20.0})


class Listed:
    """Changes that come by rising cost, as from the rules."""

    def __init__(self, *changes: Change) -> None:
        self._left = [*changes]

    def __iter__(self) -> Iterator[Change]:
        return self

    def __next__(self) -> Change:
        if not self._left:
            raise StopIteration
        return self._left.pop(0)

    @property
    def least(self) -> float:
        return self._left[0].cost if self._left else inf


def change(old: str, new: str, cost: float, evidence: float = 0.0) -> Change:
    at = TEXT.index(old)
    return Change((Edit(at, at + len(old), new),), f"{old} {new}", cost, evidence)


def notes(
    *changes: Change, weights: Weights | None = WEIGHTS, hangs: Counter[int] | None = None
) -> list[str]:
    tree = Tree.parse(TEXT, PYTHON)
    found = Ordered(Listed(*changes), tree, weights, hangs or Counter())
    return [one.note for one in found]


UNKNOWN = change("-= price", "-= other", 1.0)
KNOWN = change("-= price", "-= limit", 1.2)


def test_a_likely_change_comes_before_an_unlikely_one() -> None:
    assert notes(UNKNOWN, KNOWN) == [KNOWN.note, UNKNOWN.note]


def test_where_nothing_was_learnt_the_rules_decide() -> None:
    assert notes(UNKNOWN, KNOWN, weights=None) == [UNKNOWN.note, KNOWN.note]


def test_of_changes_that_cost_the_same_the_first_by_the_rules_comes_first() -> None:
    first, second = change("0", "1", 1.0), change("-=", "+=", 1.0)
    assert notes(first, second) == [first.note, second.note]
    assert notes(second, first) == [second.note, first.note]


def test_what_is_known_of_the_place_counts_in_full() -> None:
    tree = Tree.parse(TEXT, PYTHON)
    changes = Listed(change("-=", "+=", 1.0), change("-=", "+=", 9.0, 8.0))

    one, other = Ordered(changes, tree, WEIGHTS, Counter())

    assert other.cost - one.cost == pytest.approx(8.0)


def test_changes_of_lines_that_hang_are_put_off() -> None:
    here, there = change("-=", "+=", 1.0), change("0", "1", 1.2)

    assert notes(here, there) == [here.note, there.note]
    assert notes(here, there, hangs=Counter({4: 2})) == [there.note, here.note]


def test_no_more_is_looked_at_than_may_come_next() -> None:
    read = []

    class Endless(Listed):
        def __next__(self) -> Change:
            read.append(1)
            return change("0", str(len(read) + 1), 1.0)

        @property
        def least(self) -> float:
            return 1.0

    found = Ordered(Endless(), Tree.parse(TEXT, PYTHON), WEIGHTS, Counter())

    assert len([*islice(found, 5)]) == 5
    assert len(read) < 200


def test_what_costs_far_more_by_the_rules_is_not_looked_at_yet() -> None:
    near, far = change("0", "1", 1.0), [change("-=", "+=", 30.0) for _ in range(5)]
    changes = Listed(near, *far)
    found = Ordered(changes, Tree.parse(TEXT, PYTHON), WEIGHTS, Counter())

    assert next(found).note == near.note
    assert changes.least == 30.0
    assert len([*found]) == 5


def test_a_change_outside_of_all_functions_is_ranked_as_well() -> None:
    text = "limit = 3\ntotal = limit - 1\n"
    tree = Tree.parse(text, PYTHON)
    edit = Edit(text.index("- 1"), text.index("- 1") + 1, "+")

    found = [*Ordered(Listed(Change((edit,), "plus", 1.0)), tree, WEIGHTS, Counter())]

    assert [one.note for one in found] == ["plus"]
