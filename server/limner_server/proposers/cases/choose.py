"""Which cases become tests: few, short, and together worth what all of them are.

All lines and branches that any case reaches are reached, every mutant that any case tells from the
code is told by one: a weighted set cover, taken greedily (Chvatal, "A greedy heuristic for the
set-covering problem", 1979), after which whatever has become needless is dropped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from limner_server.proof.recorder.case import Ending, Recorded

# What a person would rather not read costs more.
_CHARACTER: Final = 1 / 40
_STATEMENT: Final = 0.3
# Cases come in the order in which a person would try them: examples of the docstring first.
_LATER: Final = 0.004
_LATEST: Final = 0.6
# An error that no statement of the code raises is seldom meant; that nothing comes back is little.
_ACCIDENT: Final = 4.0
# What the documentation shows is shown again, and few rows are more convincing than one.
_EXAMPLES: Final = 4
_ENOUGH: Final = 4
_PLAIN: Final = 3.5
# A mutant is worth less than a line: some of them are the code in other words.
_WORTH: Final = {"line": 1.0, "arc": 1.0, "mutant": 0.7, "behaviour": 0.5}

# What a message quotes or counts is of the arguments; its beginning says what is wrong.
_VALUES: Final = re.compile(r"""'[^']*'|"[^"]*"|-?\d[\d.]*""")
_TOLD: Final = 20


@dataclass(frozen=True, slots=True)
class Weighed:
    """A case, and what it is worth.

    Attributes:
        recorded: the case with its outcome.
        killed: the mutants, by their number, that it tells from the code.
        is_accident: whether what comes of it is nothing that anybody meant, or nothing at all.
        is_example: whether the documentation shows it.
    """

    recorded: Recorded
    killed: frozenset[int] = frozenset()
    is_accident: bool = False
    is_example: bool = False


Worth = tuple[str, object]


def choose(cases: Sequence[Weighed], covered: frozenset[int], most: int) -> list[Weighed]:
    """The cases to write down, in the order given.

    Args:
        cases: all that could be tests, those first that a person would try first.
        covered: lines that existing tests run, which are worth nothing any more.
        most: how many there may be.
    """
    worths = [_worths(one, covered) for one in cases]
    costs = [_cost(one, index) for index, one in enumerate(cases)]
    shown = [index for index, one in enumerate(cases) if one.is_example and worths[index]]
    chosen = shown[:_EXAMPLES]
    left = set[Worth]().union(*worths).difference(*(worths[one] for one in chosen))
    while left and len(chosen) < most:
        gains = [_value(one & left) / cost for one, cost in zip(worths, costs, strict=True)]
        best = max(range(len(cases)), key=lambda index: (gains[index], -index))
        if not gains[best]:
            break
        chosen.append(best)
        left -= worths[best]
    needed = _needed(chosen, worths, costs) | set(shown[:_EXAMPLES])
    return [cases[index] for index in sorted(needed | _more(needed, cases, costs))]


def _more(
    needed: set[int],
    cases: Sequence[Weighed],
    costs: Sequence[float],
) -> set[int]:
    """Further cases of what few show: one alone may be right by chance.

    Each shows a value that no other does, and is worth something by itself.
    """
    more = set[int]()
    seen = {_shown(cases[index]) for index in needed}
    by_name = Counter(_method(cases[index].recorded) for index in needed)
    rows = {(_method(one), one.case.arrange) for one in (cases[i].recorded for i in needed)}
    for index in sorted(range(len(cases)), key=lambda one: costs[one]):
        one = cases[index]
        name = _method(one.recorded)
        is_plain = one.recorded.ending is Ending.RETURNED and costs[index] <= _PLAIN
        # One that is arranged otherwise would be a test of its own, and no row.
        arranged = (name, one.recorded.case.arrange)
        is_plain = is_plain and not one.recorded.state and arranged in rows
        is_plain = is_plain and not one.is_accident
        if not is_plain or not one.killed or by_name[name] >= _ENOUGH or _shown(one) in seen:
            continue
        seen.add(_shown(one))
        by_name[name] += 1
        more.add(index)
    return more


def _shown(one: Weighed) -> tuple[object, ...]:
    """What a reader sees of a case: that a predicate holds is shown by more than one."""
    recorded = one.recorded
    alike = recorded.value in ("True", "False")
    return (_method(recorded), recorded.value, recorded.case.act if alike else "")


def _worths(one: Weighed, covered: frozenset[int]) -> frozenset[Worth]:
    recorded = one.recorded
    # That nothing comes back is no reason for a test, but where nothing else runs the code.
    is_silent = one.is_accident and recorded.ending is Ending.RETURNED
    worths: set[Worth] = set() if is_silent else {("mutant", number) for number in one.killed}
    worths |= {("line", line) for line in recorded.lines if line not in covered}
    worths |= {
        ("arc", arc) for arc in recorded.arcs if not (arc[0] in covered and arc[1] in covered)
    }
    if one.is_accident:
        return frozenset(worths)
    if recorded.ending is Ending.RAISED:
        said = _VALUES.sub("", recorded.message)
        worths.add(("behaviour", (recorded.kind, said[:_TOLD])))
    elif recorded.ending is Ending.RETURNED and recorded.kind in ("bool", "NoneType"):
        worths.add(("behaviour", (_method(recorded), recorded.value)))
    return frozenset(worths)


def _method(recorded: Recorded) -> str:
    return recorded.case.act.partition("(")[0]


def _cost(one: Weighed, index: int) -> float:
    case = one.recorded.case
    shown = [case.act, *case.arrange, one.recorded.value]
    shown += [part for pair in one.recorded.state for part in pair]
    cost = 1 + _CHARACTER * sum(map(len, shown)) + _STATEMENT * len(case.arrange)
    return cost + min(_LATER * index, _LATEST) + _ACCIDENT * one.is_accident


def _value(worths: frozenset[Worth]) -> float:
    return sum(_WORTH[kind] for kind, _ in worths)


def _needed(
    chosen: Sequence[int], worths: Sequence[frozenset[Worth]], costs: Sequence[float]
) -> set[int]:
    """The chosen ones without those whose worth others have, the dearest dropped first."""
    needed = set(chosen)
    for index in sorted(chosen, key=lambda one: -costs[one]):
        others = set[Worth]().union(*(worths[one] for one in needed if one != index))
        if worths[index] <= others:
            needed.discard(index)
    return needed
