from __future__ import annotations

import random
from itertools import pairwise

import pytest

from limner_server.edits import Edit
from limner_server.proposers.search.compose import compose


@pytest.mark.parametrize("seed", range(300))
def test_two_changes_are_one_change_of_the_first_text(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - the same each time
    text = "".join(dice.choices("abcdef", k=dice.randrange(14)))
    first = _edits(text, dice)
    between = _applied(text, first)
    second = _edits(between, dice)

    both = compose(first, second, between)

    assert _applied(text, both) == _applied(between, second)
    assert all(one.end <= other.start for one, other in pairwise(both))


def _edits(text: str, dice: random.Random) -> list[Edit]:
    edits: list[Edit] = []
    place = 0
    while place <= len(text) and len(edits) < 3:
        start = dice.randrange(place, len(text) + 1)
        end = dice.randrange(start, min(len(text), start + 4) + 1)
        edits.append(Edit(start, end, "".join(dice.choices("XYZ", k=dice.randrange(4)))))
        place = end + 1
    return edits


def _applied(text: str, edits) -> str:
    for edit in reversed(edits):
        text = edit.applied(text)
    return text
