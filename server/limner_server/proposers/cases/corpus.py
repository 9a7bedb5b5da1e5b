"""The cases that a search has kept: what they cover, and which is to be changed next."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from limner_server.proof.recorder.case import Case, Ending, Outside, Recorded
from limner_server.proposers.cases.obstacles import is_testable

# Of cases that run the same lines so many are kept for what comes of them.
_ALIKE: Final = 6
# A case is the likelier to be changed the shorter it is, up to so many characters.
_LONG: Final = 400
# A turn that is spent on cases which came to an open branch, while there is one.
_OPEN: Final = 0.7
# And one that is spent on cases that were called in a wrong way.
_STONES: Final = 0.1
# So much it costs to read a literal that no person would have thought of.
_ODD: Final = 12
_LITERALS: Final = re.compile(r"""(?<![\w.])-?\d[\w.]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""")
# Values that hold nothing, and no value at all.
_EMPTY: Final = dict.fromkeys(("", "[]", "{}", "()", "set()", '""', "''", "0"), "empty")
# What was found later was made by more changes, and reads less like a person's.
_LATER: Final = 0.3
_LATEST: Final = 200

Arcs = frozenset[tuple[int, int]]


class Corpus:
    """What was kept, and what it covers.

    Args:
        branches: of the file, as of `Recorder`.
        focus: the lines that count; what lies outside is worth keeping all the same.
    """

    def __init__(
        self,
        branches: Mapping[int, frozenset[int]],
        focus: range,
    ) -> None:
        self._open_branches = {
            line: set(ends) for line, ends in branches.items() if line in focus and ends
        }
        self._kept: list[Recorded] = []
        self._turns: Counter[int] = Counter()
        self._arcs: set[tuple[int, int]] = set()
        self._sure: set[tuple[int, int]] = set()
        self._alike: Counter[tuple[Arcs, bool]] = Counter()
        self._known: set[tuple[object, ...]] = set()
        self._stones: list[Recorded] = []
        self._misused: set[Arcs] = set()
        self._plain: set[str] = set()

    @property
    def wanted(self) -> frozenset[int]:
        """The lines of the focus that some case came to, and left by only some of their ways."""
        seen = {start for start, _ in self._arcs}
        return frozenset(line for line in self._open_branches if line in seen)

    def add(self, recorded: Recorded, *, is_misuse: bool = False) -> bool:
        """Take a case in; whether it is new in what it runs or in what comes of it.

        What a misuse runs, or a case that cannot be a test, counts as run by none; but changed it
        may become another.

        Args:
            recorded: the case.
            is_misuse: whether it only tells of arguments that nobody would pass.
        """
        if recorded.ending in (Ending.BROKEN, Ending.TIMED_OUT):
            return False
        if is_misuse or not is_testable(decided(recorded)):
            if recorded.arcs not in self._misused:
                self._misused.add(recorded.arcs)
                self._stones.append(recorded)
            return False
        # What may hang on the clock does not stand in for what cannot.
        is_sure = not recorded.outside
        is_new = not recorded.arcs <= (self._sure if is_sure else self._arcs)
        told, alike = (recorded.behaviour, recorded.arcs, is_sure), (recorded.arcs, is_sure)
        if not is_new and (told in self._known or self._alike[alike] >= _ALIKE):
            return False
        self._known.add(told)
        self._alike[alike] += 1
        self._arcs |= recorded.arcs
        if is_sure:
            self._sure |= recorded.arcs
        for start, end in recorded.arcs:
            if (missing := self._open_branches.get(start)) is not None:
                missing.discard(end)
                if not missing:
                    del self._open_branches[start]
        self._kept.append(recorded)
        return True

    def mark_plain(self, case: Case) -> None:
        """Hear that a person would write the literals of a case."""
        self._plain |= _literals(case)

    def near(self, recorded: Recorded) -> frozenset[int]:
        """The wanted lines that a case came to."""
        return self.wanted & {start for start, _ in recorded.arcs}

    def choose(self, dice: random.Random) -> Recorded | None:
        """The case to change next; None where none was kept."""
        if self._stones and (not self._kept or dice.random() < _STONES):
            return dice.choice(self._stones)
        if not self._kept:
            return None
        wanted = self.wanted
        places: Sequence[int] = range(len(self._kept))
        if wanted and dice.random() < _OPEN:
            places = [one for one in places if self.near(self._kept[one])] or places
        weights = [self._weight(one) for one in places]
        place = dice.choices(places, weights)[0]
        self._turns[place] += 1
        return self._kept[place]

    def ranked(self, most: int) -> list[Recorded]:
        """What is kept and can be a test, in the order of its worth: first what covers all."""
        left = list(self._kept)
        costs = {
            id(one): _cost(one)
            + _ODD * len(_literals(one.case) - self._plain)
            + _LATER * min(place, _LATEST)
            for place, one in enumerate(left)
        }
        features = {id(one): _features(one) for one in left}
        covered: set[object] = set()
        ranked: list[Recorded] = []
        alike: Counter[object] = Counter()
        while left and len(ranked) < most:
            best = max(
                left,
                key=lambda one: (
                    len(features[id(one)] - covered) / costs[id(one)],
                    1 / (1 + alike[_group(one)]) / costs[id(one)],
                ),
            )
            left.remove(best)
            ranked.append(best)
            covered |= features[id(best)]
            alike[_group(best)] += 1
        return ranked

    def _weight(self, place: int) -> float:
        case = self._kept[place].case
        length = len(case.act) + sum(map(len, case.arrange))
        one = self._kept[place]
        rare = 1 / self._alike[one.arcs, not one.outside]
        return rare * max(0.1, 1 - length / _LONG) / (1 + self._turns[place])


def decided(recorded: Recorded) -> Recorded:
    """A case as it will be where nothing hangs on the clock that it read."""
    return replace(recorded, outside=recorded.outside - {Outside.CLOCK})


def _literals(case: Case) -> set[str]:
    """The numbers and texts of a case, as they are written."""
    return {one for line in (*case.arrange, case.act) for one in _LITERALS.findall(line)}


def _features(recorded: Recorded) -> set[object]:
    """What a case is the only one to show, at first."""
    what = (_callee(recorded), recorded.ending, recorded.kind)
    is_plain = recorded.kind in ("bool", "NoneType")
    look = recorded.value if is_plain else _EMPTY.get(recorded.value, "full")
    return {*recorded.arcs, (*what, look)}


def _group(recorded: Recorded) -> object:
    """Cases of one group are much the same to a reader."""
    return _callee(recorded), recorded.arcs


def _callee(recorded: Recorded) -> str:
    return recorded.case.act.partition("(")[0]


def _cost(recorded: Recorded) -> float:
    """What it costs to read a case."""
    case = recorded.case
    length = len(case.act) + sum(map(len, case.arrange)) + len(recorded.value)
    return 40 + length + 30 * len(case.arrange)
