"""The prover of fixes: the failing tests pass, and none fails that passed before.

Candidates are screened by a warm runner, thousands of them. The few that hold are run again, each
in a fresh view of the workspace and with the tests around them: that second run is the proof.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, Protocol

from limner_server.patch import Patch
from limner_server.proof.conduct import Conduct
from limner_server.proof.runner.coverage import Coverage
from limner_server.proof.runner.outcome import Outcome, Result
from limner_server.proof.verdict import Proof, Status

# The one name there is where a runner tells none.
WHOLE: Final = "*"
# Figures on the tests around those that were asked for.
OTHERS_MENDED: Final = "others mended"
OTHERS_FAILING: Final = "others still failing"
# Once one holds, others that are about as likely are worth this much more time, in seconds or as a
# share of what the first took; and this much less likelihood, as a difference of costs. It is
# little: of 91 bugs of HumanEvalPack and our own, the first that held was right for 85, and none
# of the other six would have been mended by waiting.
_PATIENCE: Final = 0.1
_SHARE: Final = 0.1
# A patch that mends one of several tests, or changes what was right, is no reason to stop so soon.
_PATIENCE_WITH_PARTS: Final = 5.0
_MARGIN: Final = 3.0
_MOST_SURVIVORS: Final = 24
# Seconds that a fix waits for one who thinks longer.
_AWAITED: Final = 10.0
# Seconds between two words on how it goes.
_BREATH: Final = 0.3


class _TimeIsUpError(Exception):
    """The time to look for a fix is over, in the middle of a test's run."""


class Tests(Protocol):
    """Tests that can be run on a patched workspace: `runner.judge.Judge`."""

    def screen(
        self, patches: Iterable[Patch], check: Callable[[], None]
    ) -> Iterator[tuple[Patch, Outcome]]:
        """Run them on each patch, warm."""

    def prove(self, patch: Patch, check: Callable[[], None]) -> Outcome:
        """Run them on one patch, in a fresh view."""

    def coverage(self, check: Callable[[], None]) -> Coverage:
        """Tell which lines each of them runs."""


@dataclass(frozen=True, slots=True)
class Suite:
    """Tests, and what became of them before anything was changed.

    Attributes:
        tests: to be run.
        before: how they ended.
        mended: what is said where they are one, and it passes now.
        printed: what they printed before they failed, which a fix should leave as it was.
    """

    tests: Tests
    before: Outcome
    mended: str = "the failing test passes"
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a patch does to tests, by their names.

    Attributes:
        mended: those that failed and pass.
        failing: those that failed and still do.
        kept: those that passed and still do.
        broken: those that passed and do not any more.
    """

    mended: frozenset[str]
    failing: frozenset[str]
    kept: frozenset[str]
    broken: frozenset[str]

    @classmethod
    def between(cls, before: Outcome, after: Outcome) -> Effect:
        """What happened from one run of tests to the next."""
        failed, passed = _failed(before), _passed(before)
        passes, fails = _passed(after) | after.passed, _failed(after)
        if before.result is Result.BROKEN:
            # No test could begin; which ones there are is known only now.
            failed = (passes | fails) - {WHOLE} or frozenset({WHOLE})
            fails = frozenset()
        return cls(
            failed & passes,
            failed - passes,
            passed & passes,
            (passed - passes) | (fails - failed - {WHOLE}),
        )

    @property
    def mends_all(self) -> bool:
        """Whether every test that failed passes, and none was broken."""
        return bool(self.mended) and not self.failing and not self.broken

    @property
    def functions(self) -> frozenset[str]:
        """The test functions that pass now: with every one of their parametrized cases."""
        failing = {_function(name) for name in self.failing}
        return frozenset(_function(name) for name in self.mended) - failing

    @property
    def mends(self) -> bool:
        """Whether a test function passes that did not, and no test was broken."""
        return bool(self.functions) and not self.broken


def _passed(outcome: Outcome) -> frozenset[str]:
    whole = frozenset({WHOLE} if outcome.result is Result.PASSED else ())
    return outcome.passed or whole


def _failed(outcome: Outcome) -> frozenset[str]:
    whole = frozenset(() if outcome.result is Result.PASSED else {WHOLE})
    return outcome.failed or whole


def _function(name: str) -> str:
    return name.partition("[")[0]


class Listener(Protocol):
    """Hears what becomes of candidates while they are tried."""

    def heard(self, patch: Patch, outcome: Outcome) -> None:
        """What the tests said of a patch."""

    @property
    def awaited(self) -> bool:
        """Whether the likeliest patch of all may still come, from one who thinks longer."""

    def counted(self, tried: int, held: int) -> None:
        """How many were tried so far, and how many hold; now and then."""


@dataclass(slots=True)
class RepairProver:
    """Tries fixes.

    Attributes:
        asked: the tests that fail.
        conduct: what no fix may do.
        others: tests around them, which must not fail for it.
        tried: how many candidates were screened so far.
        offences: what those did that passed the tests as they should not.
    """

    asked: Suite
    conduct: Conduct
    others: list[Suite] = field(default_factory=list)
    tried: int = 0
    offences: list[str] = field(default_factory=list)
    # The first that held, which mostly is the one to prove, and what a cold run says of it.
    _early: tuple[Patch, Future[Outcome]] | None = None

    def survivors(
        self,
        patches: Iterable[Patch],
        listener: Listener,
        seconds: float,
        check: Callable[[], None],
    ) -> list[Patch]:
        """The patches that mend the most, as far as a warm run can tell, in the order given.

        Args:
            patches: the likeliest first.
            listener: hears of each.
            seconds: to look for the first; others get a part of what it took.
            check: raises where nobody waits any more.
        """
        start = told = time.monotonic()
        until = enough = start + seconds
        dearest = math.inf
        held: list[tuple[Patch, tuple[bool, int]]] = []
        whole = 0

        def in_time() -> None:
            check()
            if time.monotonic() > until:
                raise _TimeIsUpError

        with suppress(_TimeIsUpError):
            for patch, outcome in self.asked.tests.screen(patches, in_time):
                now = time.monotonic()
                self.tried += 1
                listener.heard(patch, outcome)
                effect = Effect.between(self.asked.before, outcome)
                if effect.mends and self._behaves(patch):
                    same = outcome.output.startswith(self.asked.printed)
                    held.append((patch, (same, len(effect.functions))))
                    patience = _PATIENCE_WITH_PARTS
                    if effect.mends_all and same:
                        whole += 1
                        patience = _PATIENCE
                        dearest = min(dearest, patch.cost + _MARGIN)
                        self._run_early(patch, check)
                    enough = min(enough, now + max(patience, _SHARE * (now - start)))
                    until = min(until, enough + _AWAITED)
                if now - told > _BREATH:
                    told = now
                    listener.counted(self.tried, len(held))
                over = now > enough or patch.cost > dearest or whole >= _MOST_SURVIVORS
                if over and not listener.awaited:
                    break
        best = max((worth for _, worth in held), default=None)
        return [patch for patch, worth in held if worth == best]

    def _run_early(self, patch: Patch, check: Callable[[], None]) -> None:
        """Run the tests on the first patch that holds, while others are screened."""
        if self._early is None:
            thread = ThreadPoolExecutor(1, "proof")
            self._early = patch, thread.submit(self.asked.tests.prove, patch, check)
            thread.shutdown(wait=False)

    def close(self) -> None:
        """Wait for what is still run."""
        if self._early is not None:
            wait([self._early[1]])

    def _behaves(self, patch: Patch) -> bool:
        offence = self.conduct.offence(patch)
        if offence:
            self.offences.append(offence)
        return not offence

    def prove(self, patch: Patch, check: Callable[[], None]) -> Proof:
        """Run all tests on the patch, from cold."""
        offence = self.conduct.offence(patch)
        if offence:
            return Proof(Status.REFUTED, offence)
        if self._early is not None and self._early[0] is patch:
            outcome = self._early[1].result()
        else:
            outcome = self.asked.tests.prove(patch, check)
        asked = Effect.between(self.asked.before, outcome)
        if not asked.mends:
            return Proof(Status.REFUTED, "it does not hold when it is run again")
        kept, more, left = len(asked.kept), 0, 0
        for suite in self.others:
            effect = Effect.between(suite.before, suite.tests.prove(patch, check))
            if effect.broken:
                return Proof(Status.REFUTED, f"it breaks {named(min(effect.broken))}")
            kept += len(effect.kept - asked.kept - asked.mended)
            more += len(effect.mended - asked.mended)
            left += len(effect.failing - asked.failing)
        figures = {
            "tests mended": float(len(asked.mended)),
            "tests still failing": float(len(asked.failing)),
            "tests still passing": float(kept),
            OTHERS_MENDED: float(more),
            OTHERS_FAILING: float(left),
            "candidates tried": float(self.tried),
        }
        summary = self._summary(asked, kept, more)
        if not outcome.output.startswith(self.asked.printed):
            summary += ", but it prints other than before"
        return Proof(Status.PROVEN, summary, figures)

    def _summary(self, effect: Effect, kept: int, more: int) -> str:
        """Such as "the failing test passes, 12 others still pass"."""
        mended, failing = len(effect.mended), len(effect.failing)
        if failing:
            said = f"{mended} of {mended + failing} failing tests pass{'es' * (mended == 1)}"
        elif mended > 1 and self.asked.before.result is Result.BROKEN:
            said = f"the {mended} tests run and pass"
        elif mended > 1:
            said = f"the {mended} failing tests pass"
        else:
            said = self.asked.mended
        if more:
            said += f", and {more} more that failed"
        if kept:
            said += f", {kept} other{'s' * (kept > 1)} still pass{'es' * (kept == 1)}"
        return said


def named(test: str) -> str:
    """A test as a person calls it."""
    return "other tests" if test == WHOLE else test
