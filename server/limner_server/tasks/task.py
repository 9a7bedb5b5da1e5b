"""What every task shares: how it hears of a cancel, tells its progress, and what it answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from limner_server.errors import CancelledError
from limner_server.proof.verdict import Proof
from limner_server.tasks.exhibit import Exhibit

Result = TypeVar("Result")


class Progress(Protocol):
    """Hears what a task is doing."""

    def __call__(self, message: str, fraction: float | None = None, partial: str = "") -> None:
        """Tell the user `message`; `fraction` 0 to 1 of the whole; `partial` is text so far."""


def silent(message: str, fraction: float | None = None, partial: str = "") -> None:
    """Progress that nobody wants to hear."""
    del message, fraction, partial


@dataclass(slots=True)
class Run:
    """One run of a task: its cancel flag, its progress, its stopwatch.

    Attributes:
        progress: called with what is being done.
        cancelled: set from any thread to stop the task at its next step.
        timings: seconds spent by step, in order.
    """

    progress: Progress = silent
    cancelled: threading.Event = field(default_factory=threading.Event)
    timings: dict[str, float] = field(default_factory=dict)

    def check(self) -> None:
        """Raise `CancelledError` where the user took the request back."""
        if self.cancelled.is_set():
            raise CancelledError

    @contextmanager
    def step(self, name: str, message: str, fraction: float | None = None) -> Iterator[None]:
        """Say `message`, check for a cancel, and add the time of the block to `timings[name]`."""
        self.check()
        self.progress(message, fraction)
        start = time.perf_counter()
        try:
            yield
        finally:
            spent = time.perf_counter() - start
            self.timings[name] = self.timings.get(name, 0.0) + spent


@dataclass(slots=True)
class Candidate:
    """A proposal with its proof.

    Attributes:
        proposer: "trace", "model", ...
        code: the text proposed.
        proof: what was measured of it.
        score: the one figure by which candidates are ranked, 0 to 1; higher is better.
        exhibit: what a preview shows of a page, where one was asked for.
    """

    proposer: str
    code: str
    proof: Proof
    score: float = 0.0
    exhibit: Exhibit | None = None


@dataclass(slots=True)
class Suggestion(Generic[Result]):
    """What a task answers.

    Attributes:
        result: the task's own result.
        proof: of the chosen candidate.
        candidates: all that were measured, best first.
        timings: seconds by step.
        engine: the engine and model that took part, or why none did.
    """

    result: Result
    proof: Proof
    candidates: list[Candidate]
    timings: dict[str, float]
    engine: str
