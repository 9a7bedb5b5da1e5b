"""A file of tests, proven: what fails or adds nothing is dropped, and the file written anew."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from limner_server.patch import Patch
from limner_server.proof.recorder.case import Case
from limner_server.proof.testing import RUNS, Reached, Runs, TestProver, Trial, function_of
from limner_server.proof.verdict import Proof, Status
from limner_server.proposers.cases.piece import TestPiece
from limner_server.tasks.test_kit import Placed

# Where the title of a test that is run for rows shows their values: "%j", "${JSON.stringify(n)}".
_PLACES: Final = re.compile(r"(%[sdifjop]|\$\{[^}]*\})")


@dataclass(frozen=True, slots=True)
class Goal:
    """What tests are held against.

    Attributes:
        whole: all that they could reach of what is tested.
        before: what existing tests reach of it.
        mutants: of what is tested.
        seconds: to try mutants.
        told: what each case was seen to run, where the runner of the tests does not tell.
    """

    whole: Reached
    before: Reached
    mutants: tuple[Patch, ...] = ()
    seconds: float = 10.0
    told: Mapping[Case, Reached] = field(default_factory=dict)


@dataclass(slots=True)
class ProvenTests:
    """What became of tests.

    Attributes:
        pieces: those that are left.
        text: of the whole test file with them.
        proof: what was measured.
        dropped: names of those that did not hold or added nothing.
        reached: what they run of what is tested.
    """

    pieces: list[TestPiece]
    text: str
    proof: Proof
    dropped: list[str] = field(default_factory=list)
    reached: Reached = field(default_factory=Reached)


def prove_tests(
    pieces: Sequence[TestPiece],
    placed: Placed,
    prover: TestProver,
    goal: Goal,
    *,
    normal: Callable[[Reached], Reached],
    check: Callable[[], None],
) -> ProvenTests:
    """Run the tests, again and again, and keep those that hold and are worth it.

    Args:
        pieces: the tests, in their order.
        placed: where they go.
        prover: runs the file.
        goal: what they are held against.
        normal: what a run told in the lines and jumps of `goal`.
        check: raises to cancel.

    Raises:
        SandboxError: nothing could be run.
    """
    left, dropped = list(pieces), list[str]()
    old = _existing(placed, prover, check)
    worth: _Worth | None = None
    while left:
        text = placed.writer.text(left)
        with prover.trial(placed.place.source.encoded(text)) as trial:
            unwanted = _failing(left, Runs((trial.once(check),)))
            if not unwanted:
                # What a test is worth by itself stays when others are dropped.
                worth = worth or _Worth(left, trial, goal, normal, check)
                unwanted = worth.needless(left)
            if not unwanted and worth is not None:
                # Only what is worth it is run again and again.
                runs = trial.again(check, _shuffled(left, placed))
                unwanted = _failing(left, runs)
                if not unwanted and (spoilt := old - runs.passed):
                    return _nothing(dropped, f"with them {min(spoilt)} does not pass any more")
                if not unwanted:
                    proof, reached = worth.proof(left, len(old)), worth.reached(left)
                    return ProvenTests(left, text, proof, dropped, reached)
        dropped += [one.name for one in unwanted]
        left = [one for one in left if one not in unwanted]
    return _nothing(dropped, "")


def _shuffled(pieces: Sequence[TestPiece], placed: Placed) -> Iterator[bytes]:
    """The file with the tests in another order, the first time backwards."""
    for number in range(1, RUNS):
        dice = random.Random(number)  # noqa: S311 - no secret, the same each time
        order = pieces[::-1] if number == 1 else dice.sample(pieces, len(pieces))
        yield placed.place.source.encoded(placed.writer.text(order))


def _nothing(dropped: list[str], why: str) -> ProvenTests:
    count = len(dropped)
    told = why or "none of them holds and adds anything"
    summary = f"no test is kept of {count}: {told}" if count else "no test was found to write"
    return ProvenTests([], "", Proof(Status.REFUTED, summary), dropped)


def _existing(placed: Placed, prover: TestProver, check: Callable[[], None]) -> frozenset[str]:
    """The tests of the file that pass as it is."""
    source = placed.place.source
    if placed.place.is_new:
        return frozenset()
    with prover.trial(source.encoded(source.text)) as trial:
        return trial.once(check).passed


def _failing(pieces: Sequence[TestPiece], runs: Runs) -> list[TestPiece]:
    """The tests that did not pass, or were not run at all."""
    return [
        one
        for one in pieces
        if any(is_of(name, one) for name in runs.failed)
        or not any(is_of(name, one) for name in runs.passed)
    ]


def is_of(name: str, piece: TestPiece) -> bool:
    """Whether a runner means a test, or one row of it, by a name."""
    plain = function_of(name) if function_of(name).endswith(piece.name) else name
    if plain == piece.name:
        return not piece.suite
    # A title of JavaScript may have places for the values of a row.
    told = "".join(
        ".*" if index % 2 else re.escape(part)
        for index, part in enumerate(_PLACES.split(piece.name))
    )
    match = re.search(rf"(?:^|::|\.|>|/| ){told}$", plain, re.DOTALL)
    if match is None or not piece.suite:
        return match is not None
    around = plain[: match.start()]
    return re.search(rf"(?:^|\W){re.escape(piece.suite)}(?:\W|$)", around) is not None


class _Worth:
    """What each test is worth."""

    def __init__(
        self,
        pieces: Sequence[TestPiece],
        trial: Trial,
        goal: Goal,
        normal: Callable[[Reached], Reached],
        check: Callable[[], None],
    ) -> None:
        self._goal = goal
        reached = trial.reached(check)
        # Where not, what existing tests reach is not known either.
        self._tells = bool(reached)
        self._reached = {
            piece: normal(_union(one for name, one in reached.items() if is_of(name, piece)))
            if reached
            else _union(goal.told[case] for case in piece.cases if case in goal.told)
            for piece in pieces
        }
        self._killed: dict[TestPiece, set[int]] = {piece: set() for piece in pieces}
        # What no test survives, as code that does not load, says nothing for any of them.
        self._by_all = set[int]()
        self._tried = 0
        until = time.monotonic() + goal.seconds
        for number, failed in enumerate(trial.killed(goal.mutants, check)):
            self._tried += 1
            if "" in failed:
                self._by_all.add(number)
            for piece in pieces:
                if "" in failed or any(is_of(name, piece) for name in failed):
                    self._killed[piece].add(number)
            if time.monotonic() > until:
                break

    def needless(self, pieces: Sequence[TestPiece]) -> list[TestPiece]:
        """The tests that reach nothing new and tell no mutant that the tests before them do not."""
        covered, killed = self._goal.before, set[int]()
        needless = []
        for piece in pieces:
            within = self._within(self._reached[piece])
            kills = self._killed[piece] - self._by_all
            # Until all mutants were tried, the choice of the search's own stands.
            is_known = piece.proposer != "search" or self._tried == len(self._goal.mutants)
            if within <= covered and kills <= killed and is_known:
                needless.append(piece)
            covered |= within
            killed |= kills
        return needless

    def reached(self, pieces: Sequence[TestPiece]) -> Reached:
        """What they run together of what is tested."""
        return self._within(_union(self._reached[one] for one in pieces))

    def _within(self, reached: Reached) -> Reached:
        whole = self._goal.whole
        return Reached(reached.lines & whole.lines, reached.jumps & whole.jumps)

    def proof(self, pieces: Sequence[TestPiece], old: int) -> Proof:
        """What they are worth together; `old` tests that were there still pass."""
        goal, tests = self._goal, len(pieces)
        before = self._within(goal.before)
        after = self._within(_union([before, *(self._reached[one] for one in pieces)]))
        caught = len(set[int]().union(*(self._killed[one] for one in pieces)))
        figures = {"tests": float(tests), "runs": float(RUNS)}
        passes = f"{tests} test{'s' * (tests != 1)} pass{'es' * (tests == 1)}"
        told = [f"{passes} {RUNS} times in changed order"]
        if goal.whole.lines:
            covered = [self._covered("line", before.lines, after.lines, goal.whole.lines, figures)]
            if goal.whole.jumps:
                jumps = (before.jumps, after.jumps, goal.whole.jumps)
                covered.append(self._covered("branch", *jumps, figures))
            told.append(", ".join(covered))
        if self._tried:
            figures |= {"mutants": float(self._tried), "mutants_killed": float(caught)}
            told.append(f"{caught} of {self._tried} mutants caught")
        if old:
            figures["tests_before"] = float(old)
            told.append(f"the {old} test{'s' * (old > 1)} that were there still pass")
        return Proof(Status.PROVEN, "; ".join(told), figures)

    def _covered(
        self,
        what: str,
        before: Collection[object],
        after: Collection[object],
        whole: Collection[object],
        figures: dict[str, float],
    ) -> str:
        """What is covered, in words and as figures; before only where the runner tells that."""
        share = figures[f"{what}_coverage"] = _share(after, whole)
        told = f"{'lines' if what == 'line' else 'branches'} "
        if self._tells:
            first = figures[f"{what}_coverage_before"] = _share(before, whole)
            told += f"{first:.0%} -> "
        return f"{told}{share:.0%}".replace("%", " %")


def _share(part: Collection[object], whole: Collection[object]) -> float:
    return round(len(part) / len(whole), 4)


def _union(parts: Iterable[Reached]) -> Reached:
    whole = Reached()
    for one in parts:
        whole |= one
    return whole
