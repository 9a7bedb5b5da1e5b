"""Editors that ask one engine, each in a thread of its own, as its user would: at random times."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from limner_model.client import Engine
from limner_model.errors import CancelledError, LimnerError


@dataclass(frozen=True)
class Answered:
    """One request that was answered.

    Attributes:
        at: when it was asked, on the monotonic clock.
        first: seconds until the first piece.
        engine: of these the engine's own, by its word.
        whole: seconds until the end.
    """

    at: float
    first: float
    engine: float
    whole: float


@dataclass
class Editor:
    """One editor.

    Attributes:
        number: of it.
        engine: that it asks.
        dice: its own.
        answered: its requests that were.
        errors: what became of the others.
        told: what the user was told meanwhile.
        cancelled: when it took requests back, by their names.
    """

    number: int
    engine: Engine
    dice: random.Random
    answered: list[Answered] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    cancelled: dict[str, float] = field(default_factory=dict)
    asked: int = 0

    def ask(self) -> None:
        """One request, whatever becomes of it."""
        began = time.monotonic()
        try:
            pieces = self.engine.stream(self._question(), max_tokens=50)
            heard, answered = map(float, next(pieces).split())
            first = time.monotonic() - began
            for _ in pieces:
                pass
        except LimnerError as error:
            self.errors.append(error)
        else:
            whole = time.monotonic() - began
            self.answered.append(Answered(began, first, answered - heard, whole))

    def take_back(self, after: float) -> None:
        """Ask, and take the request back `after` seconds."""
        cancelled = threading.Event()

        def cancel() -> None:
            self.cancelled[name] = time.monotonic()
            cancelled.set()

        question = self._question()
        name = question[0]["content"]
        timer = threading.Timer(after, cancel)
        timer.start()
        try:
            self.engine.complete(question, max_tokens=50, cancelled=cancelled)
        except CancelledError:
            pass
        except LimnerError as error:
            self.errors.append(error)
        timer.join()

    def pause(self, mean: float) -> None:
        """As users do: about so many seconds, mostly fewer, seldom far more."""
        time.sleep(min(self.dice.expovariate(1 / mean), 4 * mean))

    def _question(self) -> list[dict[str, str]]:
        self.asked += 1
        return [{"role": "user", "content": f"{self.number}-{self.asked}"}]


def editors(count: int, url: str) -> list[Editor]:
    """`count` editors that ask the engine at `url`."""
    made = []
    for number in range(count):
        told: list[str] = []
        engine = Engine(f"{url}/v1", "scripted", timeout=30.0, told=told.append)
        made.append(Editor(number, engine, random.Random(number), told=told))  # noqa: S311
    return made


@contextmanager
def working(some: list[Editor], work: Callable[[Editor], None]) -> Iterator[None]:
    """Have all editors do `work`, beside each other; done when the block is left."""
    threads = [threading.Thread(target=work, args=(editor,), daemon=True) for editor in some]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for thread in threads:
            thread.join()
