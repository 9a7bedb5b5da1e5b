"""What can be said of a small change without running it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from math import log1p
from typing import Final

from limner_server.edits import Edit, line_end, line_start
from limner_server.proposers.search.ranking.tokens import (
    is_builtin,
    is_name,
    sort_of,
    tokens_of,
)

Features = dict[str, float]

# Costs are told apart by halves of a nat, and no more of them than so many; so with tokens, rows.
_BANDS: Final = 14
_MOST_TOKENS: Final = 5
_MOST_ROWS: Final = 3
# A name that is used more often than this is used much; further than that many lines away, far.
_MUCH: Final = 3
_FAR: Final = 4
_PIECES: Final = re.compile("[a-z]+")
# What a line begins with, and what that makes of it.
_OPENERS: Final = frozenset(
    (
        *("if", "elif", "else", "for", "while", "return", "def", "raise", "throw", "with", "try"),
        *("except", "catch", "assert", "yield", "del", "continue", "break", "function", "switch"),
        "case",
    )
)
_DECLARATIONS: Final = frozenset(("const", "let", "var"))
_ASSIGNED: Final = re.compile(r"^[\w.$\[\], ]+=[^=>]")
_AUGMENTED: Final = re.compile(r"^[\w.$\[\]]+ *[-+*/|&%]+=[^=]")


class Surroundings:
    """A function, in which changes are looked at.

    Args:
        text: of the function; changes count their characters in it.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        lines = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in lines[:-1])]
        self._last = max(len(lines) - 1, 1)
        rows = [tokens_of(line) for line in lines]
        self._names = Counter(token for row in rows for token in row if is_name(token))
        # The lines that each name stands in.
        self._places: dict[str, list[int]] = {}
        for at, row in enumerate(rows):
            for name in {*filter(is_name, row)}:
                self._places.setdefault(name, []).append(at)
        self._tokens: dict[str, list[str]] = {}

    def features(self, edits: Sequence[Edit], cost: float) -> Features:
        """The features of a change; those that are not named are 0.

        Args:
            edits: of the change, in order.
            cost: what it costs by the rules of its mutation, in nats.
        """
        start = line_start(self._text, edits[0].start)
        end = line_end(self._text, edits[-1].end)
        before = after = self._text[start:end]
        for edit in reversed(edits):
            after = after[: edit.start - start] + edit.text + after[edit.end - start :]
        row = bisect_right(self._starts, start) - 1
        now = tokens_of(after)
        old, new = _differing(self._of(before), now)
        rows = after.count("\n") - before.count("\n")
        found = {
            "cost": cost,
            "log cost": log1p(cost),
            f"cost {min(int(cost * 2), _BANDS)}": 1.0,
            "row": row / self._last,
            "first row": float(row <= 1),
            "last row": float(row >= self._last - 1),
            f"in {_opener(before)}": 1.0,
            f"tokens go {min(len(old), _MOST_TOKENS)}": 1.0,
            f"tokens come {min(len(new), _MOST_TOKENS)}": 1.0,
            f"longer by {_within(len(new) - len(old), _MOST_TOKENS)}": 1.0,
            f"rows more {_within(rows, _MOST_ROWS)}": 1.0,
            "in two places": float(len(edits) > 1),
        }
        found.update(_sorts(old, new))
        found.update(self._named(old, new, now, row))
        return found

    def _of(self, line: str) -> list[str]:
        if line not in self._tokens:
            self._tokens[line] = tokens_of(line)
        return self._tokens[line]

    def _named(self, old: list[str], new: list[str], now: list[str], row: int) -> Features:
        """What becomes of the names that go and come."""
        going, coming = Counter(filter(is_name, old)), Counter(filter(is_name, new))
        found = Counter[str]()
        for name in going - coming:
            left = self._names[name] - going[name] + coming[name]
            found["name gone"] += left <= 0
            found["name once more"] += left == 1
        for name in coming - going:
            known = self._names[name]
            found["name twice"] += now.count(name) > 1
            if not known:
                found["name built in" if is_builtin(name) else "name unknown"] += 1
                continue
            found["name used once"] += known == 1
            found["name used much"] += known > _MUCH
            found["name of the header"] += self._places[name][0] == 0
            away = min((abs(at - row) for at in self._places[name] if at != row), default=_FAR + 1)
            found["name near"] += away <= 1
            found["name far"] += away > _FAR
        if going.total() == coming.total() == 1:
            (one,), (other,) = going, coming
            pieces = [{*_PIECES.findall(name.lower())} for name in (one, other)]
            found["names alike"] += bool(pieces[0] & pieces[1])
            found["names as short"] += (len(one) == 1) == (len(other) == 1)
        return {name: float(count) for name, count in found.items()}


def _sorts(old: list[str], new: list[str]) -> Features:
    """The sorts of token of which there are less, or more."""
    going, coming = Counter(map(sort_of, old)), Counter(map(sort_of, new))
    found = dict.fromkeys((f"{sort} goes" for sort in going - coming), 1.0)
    found.update(dict.fromkeys((f"{sort} comes" for sort in coming - going), 1.0))
    if len(old) == len(new) == 1:
        found[f"other {sort_of(old[0])}"] = 1.0
    return found


def _differing(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """The tokens that go and those that come, between what both begin and end with."""
    most = min(len(before), len(after))
    first = 0
    while first < most and before[first] == after[first]:
        first += 1
    last = 0
    while last < most - first and before[-1 - last] == after[-1 - last]:
        last += 1
    return before[first : len(before) - last], after[first : len(after) - last]


def _within(value: int, most: int) -> int:
    return max(-most, min(value, most))


def _opener(lines: str) -> str:
    """What the first of some lines does."""
    line = lines.lstrip()
    word = (_PIECES.match(line) or [""])[0]
    if word in _DECLARATIONS or _ASSIGNED.match(line):
        return "assignment"
    if word in _OPENERS:
        return word
    return "update" if _AUGMENTED.match(line) else "expression"
