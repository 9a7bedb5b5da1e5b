"""Asking a `LocalEngine` in the test's own process."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

import pytest

from limner_model.engine import LocalEngine
from limner_model.jobs import Event, Job, Piece
from limner_model.protocol import ChatRequest, Message

PATIENCE = 30.0


class Listener:
    """Keeps what the engine says about one job.

    Attributes:
        events: that nobody has taken yet.
        heard: all of them.
    """

    def __init__(self) -> None:
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.heard: list[Event] = []

    def __call__(self, event: Event) -> None:
        self.heard.append(event)
        self.events.put(event)

    @property
    def text(self) -> str:
        return "".join(event.text for event in self.heard if isinstance(event, Piece))

    def next(self) -> Event:
        return self.events.get(timeout=PATIENCE)

    def rest(self) -> tuple[str, Event]:
        """The text, and the event that ended it."""
        text = ""
        while isinstance(event := self.next(), Piece):
            text += event.text
        return text, event


def request(text: str = "hi", model: str = "tiny", **options: object) -> ChatRequest:
    defaults: dict[str, object] = {"max_tokens": 8, "temperature": 0.0}
    return ChatRequest(model, (Message("user", (text,)),), **{**defaults, **options})


def ask(engine: LocalEngine, asked: ChatRequest) -> tuple[str, Event]:
    listener = Listener()
    engine.submit(asked, listener)
    return listener.rest()


def endless() -> ChatRequest:
    """A request that takes the tiny model far longer than a test waits."""
    return request(max_tokens=None)


def start(engine: LocalEngine, asked: ChatRequest) -> tuple[Job, Listener]:
    """Submit, and wait until the answer has begun."""
    listener = Listener()
    job = engine.submit(asked, listener)
    assert isinstance(listener.next(), Piece)
    return job, listener


def wait_for(condition: Callable[[], bool]) -> None:
    ticks = threading.Event()
    for _ in range(int(PATIENCE / 0.01)):
        if condition():
            return
        ticks.wait(0.01)
    pytest.fail("it did not come about")
