"""The cases of one subject that are worth a test: searched for, tried on mutants, chosen."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from limner_server.errors import InputError
from limner_server.patch import Patch
from limner_server.perception.syntax.definitions import Class
from limner_server.perception.syntax.functions import functions
from limner_server.proof.recorder.case import Ending, Recorded
from limner_server.proof.recorder.recorder import Recorder
from limner_server.proof.testing import Reached
from limner_server.proposers.cases.accidents import Regard
from limner_server.proposers.cases.aim import Survivor, aim
from limner_server.proposers.cases.choose import Weighed, choose
from limner_server.proposers.cases.mutants import mutants
from limner_server.proposers.cases.observe import observed
from limner_server.proposers.cases.obstacles import Obstacles, is_testable
from limner_server.proposers.cases.search import Inputs, search_cases
from limner_server.proposers.cases.shrink import shrink
from limner_server.proposers.cases.subject import Subject
from limner_server.proposers.cases.suspicion import is_example, suspicion

_ROWS: Final = 12
_TESTS_A_METHOD: Final = 8
# So many cases are tried on mutants, which takes a run of each for each.
_MOST_TRIED: Final = 60
# Of these such as ask what a call has changed that gives nothing back.
_MOST_SEEN: Final = 20
# Of the time for a subject, when the search ends, and when all was tried on mutants; the rest is
# for cases that are aimed at those that live.
_SEARCHING: Final = 0.5
_TRYING: Final = 0.75


@dataclass(frozen=True, slots=True)
class FoundCases:
    """What was found of a subject.

    Attributes:
        subject: what was called.
        chosen: the cases to be written down, with their outcomes.
        mutants: of the subject.
        suspected: what contradicts what the code says of itself, a line each.
        obstacle: why there is nothing to write; "" where there is, or no reason is known.
        branches: the ways out of the lines of the file that have more than one.
        statements: its lines that can be run.
    """

    subject: Subject
    chosen: tuple[Recorded, ...] = ()
    mutants: tuple[Patch, ...] = ()
    suspected: tuple[str, ...] = ()
    obstacle: str = ""
    branches: dict[int, frozenset[int]] = field(default_factory=dict)
    statements: frozenset[int] = frozenset()

    @property
    def lines(self) -> range:
        """The lines of the subject, 1-based."""
        lines, span = self.subject.tree.lines, self.subject.definition.span
        return range(lines.line(span.start), lines.line(max(span.start, span.end - 1)) + 1)

    @property
    def whole(self) -> Reached:
        """All that tests could reach of the subject: its statements, and its branches' ways out."""
        lines = self.lines
        jumps = {
            (start, end) for start, ends in self.branches.items() for end in ends if start in lines
        }
        return Reached(self.statements & set(lines), frozenset(jumps))


def find_cases(
    subject: Subject,
    recorder: Recorder,
    inputs: Inputs,
    *,
    covered: Reached,
    regard: Callable[[Subject, Recorded], Regard],
    seconds: float,
    check: Callable[[], None],
) -> FoundCases:
    """Search for cases, try them on mutants, choose.

    Args:
        subject: to call.
        recorder: of its file.
        inputs: makes the cases.
        covered: what existing tests run of the file.
        regard: how an outcome is to be taken.
        seconds: for all of it.
        check: raises to cancel.

    Raises:
        SandboxError: nothing could be run.
        InputError: the file does not load, and its error.
    """
    start = time.monotonic()
    obstacles = Obstacles()
    found = list(
        search_cases(
            subject,
            recorder,
            inputs,
            seconds=seconds * _SEARCHING,
            check=check,
            obstacles=obstacles,
            is_misuse=lambda one: (
                not _shows_something(one) or regard(subject, one) is Regard.MISUSE
            ),
        )
    )
    suspected: list[str] = []
    usable: list[Recorded] = []
    for one in found:
        told = suspicion(subject, one)
        if told:
            line = subject.tree.lines.line(subject.definition.header.start)
            suspected.append(f"suspected bug: {told} ({subject.source.path.name}:{line})")
        elif is_usable(subject, one, regard):
            usable.append(one)
    silent = [one for one in usable if regard(subject, one) is Regard.VOID]
    seen = observed(sorted(silent, key=_length), usable, recorder, check)[:_MOST_SEEN]
    # The first that contradict are enough to make somebody look.
    del suspected[3:]
    spoilt = mutants(subject, check)
    tried = [*usable[: _MOST_TRIED - len(seen)], *seen]
    texts = [one.applied(subject.source.path, subject.source.text) for one in spoilt]
    killed = _killed(tried, texts, recorder, start + seconds * _TRYING, check)
    survivors = _survivors(subject, spoilt, texts, killed)
    for one, number in aim(
        survivors,
        tried,
        inputs,
        recorder,
        is_usable=lambda case: is_usable(subject, case, regard),
        deadline=start + seconds,
        check=check,
    ):
        tried.append(one)
        killed.append(frozenset({number}))
    weighed = [
        Weighed(
            one,
            killed[index],
            is_accident=regard(subject, one) is not Regard.MEANT,
            is_example=is_example(subject, one),
        )
        for index, one in enumerate(tried)
    ]
    is_class = isinstance(subject.definition, Class)
    most = _TESTS_A_METHOD * _methods(subject) if is_class else _ROWS
    chosen = choose(weighed, covered.lines, most)
    return FoundCases(
        subject,
        tuple(dict.fromkeys(shrink([one.recorded for one in chosen], recorder, check))),
        tuple(spoilt),
        tuple(suspected),
        f"it {obstacles.told()}" if obstacles.told() and not chosen else "",
        recorder.branches,
        recorder.statements,
    )


def is_usable(
    subject: Subject, one: Recorded, regard: Callable[[Subject, Recorded], Regard]
) -> bool:
    """Whether a test can be made of a case."""
    return (
        is_testable(one)
        and _shows_something(one)
        and regard(subject, one) is not Regard.MISUSE
        and not suspicion(subject, one)
    )


def _survivors(
    subject: Subject,
    spoilt: Sequence[Patch],
    texts: Sequence[str],
    killed: Sequence[frozenset[int]],
) -> list[Survivor]:
    """The mutants that no case tells from the code."""
    dead = frozenset[int]().union(*killed)
    path, lines = subject.source.path, subject.tree.lines
    return [
        Survivor(number, texts[number], lines.line(one.edits[path][0].start))
        for number, one in enumerate(spoilt)
        if number not in dead
    ]


def _length(one: Recorded) -> int:
    return len(one.case.act) + sum(map(len, one.case.arrange))


def _shows_something(one: Recorded) -> bool:
    """Whether a test could assert anything of a case."""
    if not one.stable or _says_itself(one):
        return False
    return one.ending is Ending.RAISED or bool(one.value or one.state or one.printed)


def _says_itself(one: Recorded) -> bool:
    """Whether a test would hold what is made against the same, made again."""
    made, value = one.case.act.partition("("), one.value.partition("(")
    return bool(value[1]) and made[0] == value[0] and not one.state and not one.printed


def _methods(subject: Subject) -> int:
    definition = subject.definition
    own = [one for one in functions(subject.tree) if one.owner == definition.qualified]
    return max(len(own), 1)


def _killed(
    cases: Sequence[Recorded],
    texts: Sequence[str],
    recorder: Recorder,
    deadline: float,
    check: Callable[[], None],
) -> list[frozenset[int]]:
    """By case the mutants that it tells from the code, as far as time allows."""
    killed: list[set[int]] = [set() for _ in cases]
    for number, text in enumerate(texts if cases else ()):
        if number and time.monotonic() > deadline:
            break
        try:
            told = recorder.record([one.case for one in cases], text=text, check=check)
        except InputError:
            # It cannot even be imported: any test tells.
            continue
        for index, (one, spoilt) in enumerate(zip(cases, told, strict=True)):
            if one.behaviour != spoilt.behaviour:
                killed[index].add(number)
    return [frozenset(one) for one in killed]
