"""Whom the engine answers first, and what it does with what it was doing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from torch import Tensor

from asking_the_engine import Listener, ask, endless, request, start, wait_for
from limner_model.completions import ScoreRequest
from limner_model.decoding.lean.reader import LeanReader
from limner_model.engine import LocalEngine
from limner_model.errors import RequestRefusedError
from limner_model.jobs import Event, Failed, Finished, Job, Piece, Scored
from limner_model.protocol import ChatRequest
from limner_model.scheduling.priority import Place, Priority
from limner_model.scoring import score

GHOST = Place(Priority.SUGGESTED, "a")
BACKGROUND = Place(Priority.BACKGROUND)


@pytest.fixture
def engine(home_with_tiny: Path) -> Iterator[LocalEngine]:
    del home_with_tiny
    engine = LocalEngine()
    yield engine
    engine.close()


@pytest.fixture
def busy(engine: LocalEngine) -> Job:
    """What keeps the engine from looking at what waits."""
    return start(engine, endless())[0]


def test_the_more_urgent_is_answered_first(engine: LocalEngine, busy: Job) -> None:
    order: list[str] = []
    ended = Listener()

    def submit(name: str, place: Place) -> None:
        def hear(event: object) -> None:
            if isinstance(event, Finished):
                order.append(name)
                ended(event)

        engine.submit(request(place=place), hear)

    submit("background", BACKGROUND)
    submit("ghost", GHOST)
    submit("fix", Place(window="b"))
    submit("another fix", Place(window="b"))
    submit("fix of another window", Place(window="c"))
    engine.cancel(busy)
    for _ in range(5):
        ended.next()

    assert order == ["fix", "fix of another window", "another fix", "ghost", "background"]


class Interrupted(Listener):
    """Submits another request as soon as the answer has begun; the order in which they end."""

    def __init__(self, engine: LocalEngine, other: ChatRequest) -> None:
        super().__init__()
        self.other = Listener()
        self.order: list[str] = []
        self._engine = engine
        self._request = other

    def __call__(self, event: Event) -> None:
        if not self.heard:
            self._engine.submit(self._request, self._hear_other)
        super().__call__(event)
        if not isinstance(event, Piece):
            self.order.append("this")

    def _hear_other(self, event: Event) -> None:
        self.other(event)
        if not isinstance(event, Piece):
            self.order.append("the other")


def interrupted(engine: LocalEngine, first: ChatRequest, other: ChatRequest) -> Interrupted:
    """Both have ended."""
    listener = Interrupted(engine, other)
    engine.submit(first, listener)
    assert isinstance(listener.rest()[1], Finished)
    assert isinstance(listener.other.rest()[1], Finished)
    return listener


@pytest.mark.parametrize("model", ["tiny", "tiny:a", "tiny:b"])
def test_ghost_text_stands_still_between_two_tokens_for_who_waits(
    engine: LocalEngine, model: str
) -> None:
    ghost = request(model="tiny:a", max_tokens=20, place=GHOST)
    fix = request("another", model=model)
    alone = [ask(engine, one)[0] for one in (ghost, fix)]

    both = interrupted(engine, ghost, fix)

    assert both.order == ["the other", "this"]
    assert [both.text, both.other.text] == alone


def test_equals_wait_for_one_another(engine: LocalEngine) -> None:
    other = request(place=Place(Priority.SUGGESTED, "b"))

    assert interrupted(engine, request(place=GHOST), other).order == ["this", "the other"]


def test_for_another_model_nothing_stands_still(engine: LocalEngine, another: str) -> None:
    """There is room for one."""
    asked = interrupted(engine, request(place=GHOST), request(model=another))

    assert asked.order == ["this", "the other"]


def test_what_says_nothing_yet_is_begun_anew_after_who_waits(
    engine: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    scores = ScoreRequest("tiny", ("x = 1", "x = 2"), place=BACKGROUND)
    order: list[str] = []

    def read(model: object, loaded: object, asked: ScoreRequest, check: Callable[[], None]) -> Any:
        order.append("begun")
        if len(order) == 1:
            engine.submit(request(), lambda event: order.append(type(event).__name__))
        return score(model, loaded, asked, check)  # type: ignore[arg-type]

    monkeypatch.setattr("limner_model.engine.score", read)
    listener = Listener()
    engine.submit(scores, listener)

    assert isinstance(listener.next(), Scored)
    assert order[0] == order[-1] == "begun"
    assert order.count("begun") == 2
    assert order[-2] == "Finished"


def test_what_was_read_until_then_is_not_read_again(
    engine: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(engine, request())
    read = LeanReader.read
    sizes: list[int] = []

    def interrupted_read(self: LeanReader, tokens: Tensor, *rest: Any, **options: Any) -> Tensor:
        sizes.append(len(tokens))
        if len(sizes) == 2:
            engine.submit(request(max_tokens=1), Listener())
        return read(self, tokens, *rest, **options)

    monkeypatch.setattr(LeanReader, "read", interrupted_read)
    _, ended = ask(engine, request("long " * 100, max_tokens=1, place=GHOST))

    assert isinstance(ended, Finished)
    assert ended.usage.cached_tokens >= sizes[0] == 256


def test_the_superseded_hear_of_it_at_once(engine: LocalEngine, busy: Job) -> None:
    del busy
    older, newer = Listener(), Listener()
    engine.submit(request("older", place=GHOST), older)

    engine.submit(request("newer", place=GHOST), newer)

    failed = older.next()
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, RequestRefusedError)
    assert "newer request" in str(failed.error)
    assert engine.pending == 2


def test_what_stands_still_can_be_cancelled(engine: LocalEngine) -> None:
    ghost, listener = start(engine, request(max_tokens=None, place=GHOST))
    fix = Listener()

    def hear(event: Event) -> None:
        engine.cancel(ghost)
        fix(event)

    engine.submit(request(), hear)

    assert isinstance(fix.rest()[1], Finished)
    wait_for(lambda: engine.pending == 0)
    assert all(isinstance(event, Piece) for event in listener.heard)


@pytest.fixture
def another(tiny_data: Path) -> Iterator[str]:
    folder = tiny_data / "limner/models/another"
    shutil.copytree(tiny_data / "limner/models/tiny", folder)
    yield "another"
    shutil.rmtree(folder)
