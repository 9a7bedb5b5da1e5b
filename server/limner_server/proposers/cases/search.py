"""The search for cases: what is new is kept, and what is kept is changed into more.

As coverage-guided fuzzers do it (Zalewski, "american fuzzy lop", 2013), with cases that a person
could have written in place of bytes, and with the branches that are still open looked for first.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, Protocol

from limner_server.proof.recorder.case import Case, Ending, Recorded
from limner_server.proof.recorder.recorder import Recorder
from limner_server.proposers.cases.corpus import Corpus
from limner_server.proposers.cases.obstacles import Obstacles, is_testable
from limner_server.proposers.cases.subject import Subject

_SEED: Final = 0
# Cases that are run between two looks at what is new. The first ones are few, so that the next
# ones profit from what they tell.
_ROUND: Final = 48
_FIRST: Final = 16
# The same where cases were found that do not come to an end.
_SLOW: Final = 8
# The share of the time after which no more cases are tried: those that are told are run again.
_SEARCHING: Final = 0.85
# So many rounds without news end the search, where all is covered, and where it is not.
_QUIET: Final = 10
_STUCK: Final = 40
# No more cases are told of one subject.
_MOST: Final = 160


class Inputs(Protocol):
    """Makes cases for a subject, in the language that it is written in."""

    def first(self) -> Iterable[Case]:
        """Cases to begin with, those that a person would try first at the front."""

    def like(
        self, recorded: Recorded, wanted: frozenset[int], dice: random.Random
    ) -> Iterable[Case]:
        """Some dozen cases near one, drawn anew each time; longer ones and shorter ones too.

        Args:
            recorded: a case that is worth changing, and what came of it.
            wanted: lines that it came to of whose ways out no case ever took some; empty where
                there is none.
            dice: for whatever is drawn.
        """

    def learn(self, recorded: Recorded) -> None:
        """Hear what came of a case before more are asked for: errors tell what is wanted."""


def search_cases(
    subject: Subject,
    recorder: Recorder,
    inputs: Inputs,
    *,
    seconds: float,
    check: Callable[[], None],
    obstacles: Obstacles | None = None,
    is_misuse: Callable[[Recorded], bool] = lambda _: False,
) -> Iterator[Recorded]:
    """Cases of a subject that differ in what they run or in what comes of it.

    Those come first that together cover what was covered, then others, the more unlike the sooner;
    each is confirmed by a second process. What cannot be a test is not among them: it never ends,
    or reaches for what is not the same everywhere.

    Args:
        subject: what to call.
        recorder: of its file.
        inputs: makes the cases.
        seconds: that the search may take.
        check: raises to cancel.
        obstacles: hears of all that was run.
        is_misuse: whether a case only tells of arguments that nobody would pass, or of nothing.

    Raises:
        SandboxError: nothing could be run.
        InputError: the file does not load, and its error.
    """
    deadline = time.monotonic() + _SEARCHING * seconds
    dice = random.Random(_SEED)  # noqa: S311 - no secret, the same each time
    corpus = Corpus(recorder.branches, _lines(subject))
    quiet, size = 0, _ROUND
    for cases in _rounds(inputs, corpus, dice):
        has_news, endless = False, 0
        for start in range(0, len(cases), size):
            for recorded in recorder.record(cases[start : start + size], check=check):
                if obstacles is not None:
                    obstacles.hear(recorded)
                inputs.learn(recorded)
                has_news |= corpus.add(recorded, is_misuse=is_misuse(recorded))
                endless += recorded.ending is Ending.TIMED_OUT
            if time.monotonic() > deadline:
                break
        quiet = 0 if has_news else quiet + 1
        size = _SLOW if endless else _ROUND
        is_hopeless = endless == len(cases) > 0
        is_done = quiet >= (_STUCK if corpus.wanted else _QUIET)
        if is_hopeless or is_done or time.monotonic() > deadline:
            break
    ranked = corpus.ranked(_MOST)
    for start in range(0, len(ranked), _ROUND):
        confirmed = recorder.confirm(ranked[start : start + _ROUND], check=check)
        yield from (one for one in confirmed if one.stable and is_testable(one))


def _rounds(inputs: Inputs, corpus: Corpus, dice: random.Random) -> Iterator[Sequence[Case]]:
    """The cases to run, round by round, none twice; without an end where there are any at all."""
    first = iter(inputs.first())
    tried: set[Case] = set()
    size = _FIRST
    while cases := list(islice(first, size)):
        for one in cases:
            corpus.mark_plain(one)
        yield _fresh(cases, tried)
        size = _ROUND
    while (parent := corpus.choose(dice)) is not None:
        yield _fresh(islice(inputs.like(parent, corpus.near(parent), dice), _ROUND), tried)


def _fresh(cases: Iterable[Case], tried: set[Case]) -> list[Case]:
    """Those that were not tried yet; now they are."""
    fresh = [one for one in dict.fromkeys(cases) if one not in tried]
    tried.update(fresh)
    return fresh


def _lines(subject: Subject) -> range:
    """The lines of the subject, 1-based."""
    lines, span = subject.tree.lines, subject.definition.span
    return range(lines.line(span.start), lines.line(max(span.start, span.end - 1)) + 1)
