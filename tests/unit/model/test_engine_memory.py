"""When memory is short or runs out, the engine gives back what it can, and lives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from asking_the_engine import ask, request, wait_for
from limner_model.decoding.lean.reader import LeanReader
from limner_model.engine import LocalEngine
from limner_model.errors import OutOfMemoryError
from limner_model.generation import generate
from limner_model.jobs import Failed, Finished
from limner_model.resident import State

LONG = "A text that is worth keeping. " * 10


@pytest.fixture
def engine(home_with_tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalEngine]:
    del home_with_tiny
    monkeypatch.setattr("limner_model.engine._LOOK_ROUND", 0.01)
    engine = LocalEngine()
    yield engine
    engine.close()


def allocate_too_much() -> None:
    torch.empty(2**60)


@pytest.fixture
def scarce(engine: LocalEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory in which a request and what was kept of the last one do not both fit."""

    def answer(model: Any, loaded: Any, *rest: Any) -> Any:
        if loaded.prefixes.size:
            allocate_too_much()
        return generate(model, loaded, *rest)

    ask(engine, request(LONG))
    monkeypatch.setattr("limner_model.engine.generate", answer)


@pytest.mark.usefixtures("scarce")
def test_what_is_kept_makes_room_for_the_answer(engine: LocalEngine) -> None:
    assert isinstance(ask(engine, request(LONG))[1], Finished)


def test_a_prompt_too_long_to_be_read_at_once_is_read_in_smaller_parts(
    engine: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected, _ = ask(engine, request(LONG * 2))
    read = LeanReader.read
    sizes: list[int] = []

    def narrow(self: Any, tokens: Any, *rest: Any, **options: Any) -> Any:
        sizes.append(len(tokens))
        if len(tokens) > 100:
            allocate_too_much()
        return read(self, tokens, *rest, **options)

    engine._resident.drop()
    monkeypatch.setattr(LeanReader, "read", narrow)

    text, ended = ask(engine, request(LONG * 2))

    assert isinstance(ended, Finished)
    assert text == expected
    assert sizes[:3] == [256, 128, 64]


def test_what_does_not_fit_all_the_same_is_refused_with_a_remedy(
    engine: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("limner_model.engine.generate", lambda *_: allocate_too_much())
        _, ended = ask(engine, request())

    assert isinstance(ended, Failed)
    assert isinstance(ended.error, OutOfMemoryError)
    assert ended.error.remedy
    assert isinstance(ask(engine, request())[1], Finished)


def test_an_answer_that_is_being_heard_is_not_begun_again(
    engine: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(*rest: Any) -> Any:
        emit: Callable[[str], None] = rest[3]
        emit("once")
        allocate_too_much()

    monkeypatch.setattr("limner_model.engine.generate", answer)

    text, ended = ask(engine, request())

    assert text == "once"
    assert isinstance(ended, Failed)
    assert isinstance(ended.error, OutOfMemoryError)


def test_an_idle_engine_gives_back_adapters_then_texts_then_the_model(
    engine: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for model in ("tiny:a", "tiny:b"):
        ask(engine, request(LONG, model=model))
    loaded = engine._resident.loaded
    assert loaded is not None
    kept: list[tuple[int, bool]] = []

    def is_short() -> bool:
        kept.append((len(loaded._adapters._slots), bool(loaded.prefixes.size)))
        return engine.status.state is State.READY

    monkeypatch.setattr("limner_model.engine._IN_USE", 0.0)
    monkeypatch.setattr("limner_model.engine.is_memory_short", is_short)
    wait_for(lambda: engine.status.state is State.EMPTY)

    assert list(dict.fromkeys(kept)) == [(2, True), (1, True), (1, False)]
    assert isinstance(ask(engine, request())[1], Finished)


def test_a_model_that_was_just_used_stays(
    engine: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[None] = []
    monkeypatch.setattr("limner_model.engine.is_memory_short", lambda: not looks.append(None))
    ask(engine, request())

    wait_for(lambda: len(looks) > 5)

    assert engine.status.state is State.READY
