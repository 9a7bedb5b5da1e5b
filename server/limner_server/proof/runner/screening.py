"""Many candidates in warm processes, each beside the other where there are processors for it."""

from __future__ import annotations

import itertools
import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from limner_server.patch import Patch
from limner_server.proof.runner.launch import Launch
from limner_server.proof.runner.outcome import Outcome, Result
from limner_server.proof.runner.reported import reported_outcome
from limner_server.proof.runner.texts import Texts
from limner_server.proof.runner.times import Times
from limner_server.proof.runner.warm import Answer, Request, Warm
from limner_server.proof.sandbox.sandbox import Sandbox

# Processes side by side, and candidates that each is sent before the first is answered.
LANES: Final = min(2, os.cpu_count() or 1)
_AHEAD: Final = 2
# How long a candidate may take beside the workspace as it is, and at least, in seconds. A fix may
# well run longer than what failed at its first line, so that what took too long has another go.
_SLOWER: Final = 5.0
_LEAST: Final = 0.3
_LATE: Final = 10
_PATIENT: Final = 1.5
# Tests that are over so soon may well run once more.
_QUICK: Final = 3.0
# Waiting takes no processor, and a busy machine makes everything wait.
_WAITING: Final = 4.0
_LEAST_WAITING: Final = 2.0


def start_lanes(sandbox: Sandbox, launch: Launch) -> list[Warm]:
    """Start warm processes, and wait for none of them.

    Raises:
        SandboxError: one cannot be started.
    """
    lanes = [Warm(sandbox, launch) for _ in range(LANES)]
    try:
        for lane in lanes:
            lane.start()
    except BaseException:
        close_lanes(lanes)
        raise
    return lanes


def close_lanes(lanes: Iterable[Warm]) -> None:
    """End warm processes."""
    for lane in lanes:
        lane.close()


class Screening:
    """Warm processes that judge candidates as a fresh process would.

    Args:
        lanes: the processes.
        texts: what the files of a candidate are.
        baseline: what a fresh process said of the workspace as it is.
        check: raises to cancel.

    Attributes:
        agrees: whether they say the same of the workspace as it is. Where not, they are of no use.

    Raises:
        SandboxError: a process cannot be started.
    """

    def __init__(
        self,
        lanes: Sequence[Warm],
        texts: Texts,
        baseline: Outcome,
        check: Callable[[], None],
    ) -> None:
        self._texts = texts
        as_it_is = Request(texts.unsaved, _times(baseline), modules=True)
        self._times, self._watched = as_it_is.times, True
        self._lanes = lanes
        try:
            answer = _asked(self._lanes[0], as_it_is, check)
            for lane in self._lanes:
                lane.load(answer.modules)
            endless = baseline.result is Result.TIMED_OUT
            self.agrees = _same(_outcome(answer), baseline) and (
                endless or self._repeats(as_it_is, baseline, check)
            )
        except BaseException:
            self.close()
            raise

    def _repeats(self, as_it_is: Request, baseline: Outcome, check: Callable[[], None]) -> bool:
        """Whether the warm process says the same once all is loaded, and so again."""
        first = self._lanes[0]
        if not first.is_clean():
            first.renew()
        answer = _asked(first, as_it_is, check)
        once = _outcome(answer)
        self._times = _times(once)
        if not _same(once, baseline):
            return False
        clean = first.is_clean()
        if clean and answer.seconds > _QUICK:
            return True
        again = _outcome(_asked(first, as_it_is, check))
        self._times = _times(min(once, again, key=lambda outcome: outcome.seconds))
        if clean:
            return _same(again, baseline)
        # Tests that write into the workspace as a rule are watched, unless they do not notice.
        self._watched = not _same(again, baseline) or _words(again) != _words(once)
        first.renew()
        return True

    def screen(
        self, patches: Iterable[Patch], check: Callable[[], None]
    ) -> Iterator[tuple[Patch, Outcome]]:
        """As `Judge.screen`; what took too long comes again at the end, with more time."""
        late: list[Patch] = []
        for patch, outcome in self._screen(patches, self._times, check):
            yield patch, outcome
            if outcome.result is Result.TIMED_OUT:
                late.append(patch)
        if self._times.processor < _PATIENT:
            yield from self._screen(late[:_LATE], _limits(_PATIENT), check)

    def lines(self, times: Times, check: Callable[[], None]) -> dict[str, Any] | None:
        """The report of the workspace as it is, with the lines that each test runs."""
        lane = self._lanes[0]
        answer = _asked(lane, Request(self._texts.unsaved, times, lines=True), check)
        if self._watched and not lane.is_clean():
            lane.renew()
        return answer.report

    def close(self) -> None:
        """End the processes."""
        close_lanes(self._lanes)

    def _screen(
        self, patches: Iterable[Patch], times: Times, check: Callable[[], None]
    ) -> Iterator[tuple[Patch, Outcome]]:
        lanes = itertools.cycle(self._lanes)
        waiting: deque[tuple[Patch, Warm]] = deque()
        try:
            for patch in patches:
                lane = next(lanes)
                lane.ask(Request(self._texts.after(patch), times))
                waiting.append((patch, lane))
                if len(waiting) == _AHEAD * len(self._lanes):
                    yield self._next(waiting, check)
            while waiting:
                yield self._next(waiting, check)
        finally:
            # Nobody hears the answers to what is still under way.
            for lane in {lane for _, lane in waiting}:
                lane.abandon()

    def _next(
        self, waiting: deque[tuple[Patch, Warm]], check: Callable[[], None]
    ) -> tuple[Patch, Outcome]:
        patch, lane = waiting[0]
        outcome = _outcome(lane.answer(check))
        waiting.popleft()
        if self._watched and not lane.is_clean():
            lane.renew()
        return patch, outcome


def _times(as_it_is: Outcome) -> Times:
    """How long a candidate may take, by how long the workspace as it is took."""
    ended = as_it_is.result is not Result.TIMED_OUT
    return _limits(max(_LEAST, _SLOWER * as_it_is.seconds if ended else 0.0))


def _limits(processor: float) -> Times:
    wall = max(_LEAST_WAITING, _WAITING * processor)
    return Times(processor, wall, wall)


def _asked(warm: Warm, request: Request, check: Callable[[], None]) -> Answer:
    warm.ask(request)
    return warm.answer(check)


def _outcome(answer: Answer) -> Outcome:
    return reported_outcome(
        answer.report, answer.output, answer.seconds, timed_out=answer.timed_out
    )


def _words(outcome: Outcome) -> str:
    """What was printed, without times and addresses."""
    return re.sub(r"0x[0-9a-f]+|\d+", "", outcome.output)


def _same(one: Outcome, other: Outcome) -> bool:
    return (one.result, one.passed, one.failed) == (other.result, other.passed, other.failed)
