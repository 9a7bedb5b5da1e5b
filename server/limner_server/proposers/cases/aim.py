"""Cases aimed at mutants that no other case tells from the code.

As tests are made for mutants one by one (Fraser, Zeller, "Mutation-driven generation of unit tests
and oracles", IEEE Transactions on Software Engineering, 2012): cases that come to what is spoilt
are changed until one shows the difference.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from limner_server.errors import InputError
from limner_server.proof.recorder.case import Case, Recorded
from limner_server.proof.recorder.recorder import Recorder
from limner_server.proposers.cases.search import Inputs

_SEED: Final = 1
# Each mutant is aimed at so often, each time with so many cases.
_ROUNDS: Final = 6
_CASES: Final = 40
# The shortest of the cases that come to a place are changed.
_PARENTS: Final = 8


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that lives.

    Attributes:
        number: among all mutants.
        text: of the file with it.
        line: that it spoils, 1-based.
    """

    number: int
    text: str
    line: int


def aim(
    survivors: Sequence[Survivor],
    cases: Sequence[Recorded],
    inputs: Inputs,
    recorder: Recorder,
    *,
    is_usable: Callable[[Recorded], bool],
    deadline: float,
    check: Callable[[], None],
) -> Iterator[tuple[Recorded, int]]:
    """Cases with the number of the mutant that each tells from the code, one for a mutant.

    Args:
        survivors: the mutants.
        cases: that were found, and tell none of them.
        inputs: makes cases near others.
        recorder: of the file.
        is_usable: whether a test could be made of a case.
        deadline: when to end, by the monotonic clock.
        check: raises to cancel.

    Raises:
        SandboxError: nothing could be run.
    """
    dice = random.Random(_SEED)  # noqa: S311 - no secret, the same each time
    left = [one for one in survivors if any(one.line in case.lines for case in cases)]
    tried: dict[int, set[Case]] = {one.number: set() for one in left}
    for _ in range(_ROUNDS):
        for mutant in list(left):
            if time.monotonic() > deadline:
                return
            fresh = _near(mutant, cases, inputs, dice, tried[mutant.number])
            ran = [one for one in recorder.record(fresh, check=check) if is_usable(one)]
            killer = _killer(mutant, ran, recorder, check)
            if killer is not None:
                left.remove(mutant)
                yield killer, mutant.number


def _near(
    mutant: Survivor,
    cases: Sequence[Recorded],
    inputs: Inputs,
    dice: random.Random,
    tried: set[Case],
) -> list[Case]:
    """New cases near those that come to a mutant."""
    there = sorted((one for one in cases if mutant.line in one.lines), key=_length)[:_PARENTS]
    parents = dice.sample(there, min(2, len(there)))
    wanted = frozenset({mutant.line})
    found = (
        case
        for parent in parents
        for case in islice(inputs.like(parent, wanted, dice), _CASES // len(parents))
    )
    fresh = [one for one in dict.fromkeys(found) if one not in tried]
    tried.update(fresh)
    return fresh


def _killer(
    mutant: Survivor, ran: Sequence[Recorded], recorder: Recorder, check: Callable[[], None]
) -> Recorded | None:
    """The shortest case that ends otherwise with a mutant, and the same in a second process."""
    there = [one for one in ran if mutant.line in one.lines]
    if not there:
        return None
    try:
        spoilt = recorder.record([one.case for one in there], text=mutant.text, check=check)
    except InputError:
        return None
    told = [
        one for one, other in zip(there, spoilt, strict=True) if one.behaviour != other.behaviour
    ]
    confirmed = recorder.confirm(sorted(told, key=_length)[:_PARENTS], check=check)
    return next((one for one in confirmed if one.stable), None)


def _length(one: Recorded) -> int:
    return len(one.case.act) + sum(map(len, one.case.arrange))
