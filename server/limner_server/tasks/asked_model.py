"""A model that is asked for patches while the search goes on."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, Self

from limner_model.client import Engine
from limner_server.errors import CancelledError, LimnerError
from limner_server.patch import Patch
from limner_server.perception.context.gather import gather_context
from limner_server.perception.context.piece import Kind
from limner_server.proof.runner.command import TestCommand
from limner_server.proof.runner.outcome import Outcome, Result
from limner_server.proposers.rewrite.goal import Goal
from limner_server.proposers.rewrite.likelihood import Ranker
from limner_server.proposers.rewrite.rewrite import Tried, rewrite_patches
from limner_server.tasks.case import Case
from limner_server.tasks.engines import NOBODY_ASKED, configured, engine_of, tuned
from limner_server.tasks.request import NO_MODEL
from limner_server.tasks.stated import stated_errors
from limner_server.tasks.targets import Target
from limner_server.tasks.task import Run

CODE: Final = "code"
_ADAPTER: Final = "fix"
# Answers that are asked for, and those after the model has seen what its best one does not mend.
_SAMPLES: Final = 3
_SECOND_SAMPLES: Final = 2
# Seconds between two looks at a cancel.
_BREATH: Final = 0.05


class AskedModel:
    """Asks in a thread of its own; a context manager, which ends it.

    Args:
        case: what is to be fixed.
        targets: the files that may be changed, the most suspicious first.
        output: of the failing run.

    Attributes:
        engine: the engine and model that take part, or why none does.
    """

    def __init__(self, case: Case, targets: Sequence[Target], output: str) -> None:
        self.engine = NOBODY_ASKED
        self._case = case
        self._targets = targets
        self._output = output
        # Its progress would be lost among the search's.
        self._run = Run()
        self._answers: queue.SimpleQueue[Patch] = queue.SimpleQueue()
        self._judged: list[tuple[Patch, Outcome]] = []
        self._verdicts = threading.Condition()
        self._pausing = threading.Event()
        self._sent = 0
        self._asked: Engine | None = None
        self._sources = {target.source.path: target.source for target in targets}
        self._ranker = Ranker(lambda: self._asked, self._sources)
        self._answered = False
        self._thread = threading.Thread(target=self._work, name="limner-model", daemon=True)

    def __enter__(self) -> Self:
        """Begin to ask, where the request wants it."""
        if self._case.request.model != NO_MODEL and self._targets:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Give up what has not been answered yet."""
        self._run.cancelled.set()
        self._ranker.close()

    def ranked(self, patches: Iterable[Patch]) -> Iterator[Patch]:
        """Patches of a search in the order that their costs and the model say."""
        return self._ranker.ranked(patches)

    @property
    def awaited(self) -> bool:
        """Whether its first answer is still to come."""
        return self._thread.is_alive() and not self._answered

    def arrived(self) -> Iterator[Patch]:
        """The patches that came since the last call."""
        while not self._answers.empty():
            yield self._answers.get()

    def rest(self) -> Iterator[Patch]:
        """The patches that still come before it must know what became of them, waited for."""
        while True:
            over = self._pausing.is_set() or not self._thread.is_alive()
            yield from self.arrived()
            if over:
                return
            self._case.run.check()
            self._thread.join(_BREATH)

    def heard(self, patch: Patch, outcome: Outcome) -> None:
        """What the tests said of one of its patches."""
        with self._verdicts:
            self._judged.append((patch, outcome))
            self._tell()

    def _work(self) -> None:
        request = self._case.request
        try:
            config = configured(request.engine_url, request.model)
            self.engine = f"{config.model} was not ready in time"
            engine = tuned(engine_of(config, self._run, CODE), _ADAPTER, request.root)
            self._asked = engine
            self.engine = f"{engine.model} at {engine.base_url}"
            if engine.is_taught():
                # It tells which patch is likely; a longer question is beyond it.
                return
            self._send(self._patches(engine))
            if (tried := self._best()) is not None:
                self._send(self._patches(engine, tried))
        except CancelledError:
            pass
        except LimnerError as problem:
            self.engine = str(problem)

    def _tell(self) -> None:
        """Go on, where all that was sent is judged."""
        if len(self._judged) >= self._sent:
            self._pausing.clear()
            self._verdicts.notify()

    def _send(self, patches: Iterator[Patch]) -> None:
        for patch in patches:
            self._sent += 1
            self._answers.put(patch)
            self._answered = True

    def _best(self) -> Tried | None:
        """The best of the patches so far, once all are judged; None where one does."""
        with self._verdicts:
            self._pausing.set()
            self._tell()
            while self._pausing.is_set():
                self._run.check()
                self._verdicts.wait(_BREATH)
        if not self._judged or any(outcome.result is Result.PASSED for _, outcome in self._judged):
            return None
        # Of several that are as good the first, which the model found the likeliest.
        patch, outcome = max(self._judged, key=lambda judged: len(judged[1].passed))
        return Tried(patch, outcome.output)

    def _patches(self, engine: Engine, tried: Tried | None = None) -> Iterator[Patch]:
        # A case of its own: the search reads files too, and none of it is made for two threads.
        case, first, run = replace(self._case), self._targets[0], self._run
        source, test = first.source, self._test
        line = case.fault.line or first.line
        context = gather_context(
            case.files,
            source.path,
            source.text,
            line,
            places=[(error.path, error.line) for error in stated_errors(case, self._output)],
            diagnostic=case.request.diagnostic,
            test=test.text if test else "",
            folder=test.cwd if test else None,
            check=run.check,
        )
        tests = "\n".join(piece.text for piece in context.pieces if piece.kind is Kind.TEST)
        goal = Goal(self._wish(), self._output, tests, source.path, line)
        return rewrite_patches(
            engine,
            context,
            self._sources,
            goal,
            run,
            root=case.request.root,
            samples=_SECOND_SAMPLES if tried else _SAMPLES,
            tried=tried,
        )

    @property
    def _test(self) -> TestCommand | None:
        """What fails."""
        fault = self._case.fault
        return fault.tests[0] if fault.tests else fault.replay

    def _wish(self) -> str:
        diagnostic = self._case.request.diagnostic
        if diagnostic is not None:
            return f"Make this diagnostic go away: {diagnostic.message}"
        if self._test is not None:
            ends = "pass" if self._case.fault.tests else "run to its end"
            return f"Make `{self._test.text}` {ends}."
        return "Repair what is wrong here."
