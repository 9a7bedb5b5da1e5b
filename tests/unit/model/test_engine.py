"""The engine's queue: one request at a time, each of them stoppable, none fatal."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from asking_the_engine import Listener, ask, endless, request, start, wait_for
from limner_model.engine import LocalEngine
from limner_model.errors import (
    EngineUnavailableError,
    ModelLoadError,
    ModelNotFoundError,
    RequestRefusedError,
)
from limner_model.jobs import Event, Failed, Finished, Piece
from limner_model.protocol import ChatRequest, Message
from limner_model.resident import State


@pytest.fixture
def engine(home_with_tiny: Path) -> Iterator[LocalEngine]:
    del home_with_tiny
    engine = LocalEngine()
    yield engine
    engine.close()


def test_the_same_greedy_question_gets_the_same_answer(engine: LocalEngine) -> None:
    first, ended = ask(engine, request())
    assert isinstance(ended, Finished)
    assert ended.reason == "length"
    assert ended.usage.completion_tokens == 8
    assert ask(engine, request())[0] == first


def test_a_picture_changes_the_answer(engine: LocalEngine) -> None:
    answers = {
        ask(
            engine,
            ChatRequest(
                "tiny",
                (Message("user", (Image.new("RGB", (32, 32), colour), "what?")),),
                max_tokens=8,
                temperature=0,
            ),
        )[0]
        for colour in ("black", "white", "red")
    }
    assert len(answers) == 3


def test_an_adapter_answers_differently(engine: LocalEngine) -> None:
    answers = {ask(engine, request(model=model))[0] for model in ("tiny", "tiny:a", "tiny:b")}
    assert len(answers) == 3


def test_a_seed_makes_sampling_repeatable(engine: LocalEngine) -> None:
    def sample(seed: int) -> str:
        return ask(engine, request(max_tokens=20, temperature=1.0, seed=seed))[0]

    assert sample(1) == sample(1)
    assert sample(1) != sample(2)


def test_the_answer_stops_before_a_stop_text(engine: LocalEngine) -> None:
    whole, _ = ask(engine, request(max_tokens=20))
    stop = whole[len(whole) // 2 :][:2]
    text, ended = ask(engine, request(max_tokens=20, stop=(stop,)))
    assert text == whole[: whole.index(stop)]
    assert isinstance(ended, Finished)
    assert ended.reason == "stop"


def test_a_conversation_longer_than_the_context_is_refused(engine: LocalEngine) -> None:
    _, ended = ask(engine, request("x" * 50_000))
    assert isinstance(ended, Failed)
    assert isinstance(ended.error, RequestRefusedError)
    assert "50" in str(ended.error)


def test_an_unknown_model_is_refused_before_it_queues(engine: LocalEngine) -> None:
    with pytest.raises(ModelNotFoundError):
        engine.submit(request(model="huge"), Listener())


def test_a_cancel_frees_the_engine_for_the_next(engine: LocalEngine) -> None:
    job, listener = start(engine, endless())
    engine.cancel(job)
    _, ended = ask(engine, request())
    assert isinstance(ended, Finished)
    # Nothing is said of the cancelled job but what was said before.
    while not listener.events.empty():
        assert isinstance(listener.next(), Piece)


def test_a_cancelled_job_stops_within_a_token(engine: LocalEngine) -> None:
    listener = Listener()
    cancel_after = 5

    def hear(event: Event) -> None:
        listener(event)
        if listener.events.qsize() == cancel_after:
            engine.cancel(job)

    job = engine.submit(endless(), hear)
    ask(engine, request())
    assert listener.events.qsize() == cancel_after


def test_a_job_cancelled_in_the_queue_never_starts(engine: LocalEngine) -> None:
    running, _ = start(engine, endless())
    listener = Listener()
    engine.cancel(engine.submit(request(), listener))
    assert engine.pending == 1
    engine.cancel(running)
    ask(engine, request())
    assert listener.events.empty()


def test_nothing_is_pending_in_the_end(engine: LocalEngine) -> None:
    ask(engine, request())
    wait_for(lambda: engine.pending == 0)


def test_preloading_shows_in_the_status(engine: LocalEngine) -> None:
    assert engine.status.state is State.EMPTY
    engine.preload("tiny")
    wait_for(lambda: engine.status.state is State.READY)
    assert (engine.status.model, engine.status.progress) == ("tiny", 1.0)


def test_a_model_that_cannot_be_loaded_shows_in_the_status(
    engine: LocalEngine, broken_model: str
) -> None:
    engine.preload(broken_model)
    wait_for(lambda: engine.status.state is State.FAILED)
    assert broken_model in engine.status.error


def test_after_a_model_that_cannot_be_loaded_the_next_can(
    engine: LocalEngine, broken_model: str
) -> None:
    _, ended = ask(engine, request(model=broken_model))
    assert isinstance(ended, Failed)
    assert isinstance(ended.error, ModelLoadError)
    assert isinstance(ask(engine, request())[1], Finished)


def test_after_an_adapter_that_does_not_fit_the_base_is_itself(
    engine: LocalEngine, broken_adapter: str
) -> None:
    before, _ = ask(engine, request())
    _, ended = ask(engine, request(model=broken_adapter))
    assert isinstance(ended, Failed)
    assert isinstance(ended.error, ModelLoadError)
    assert ask(engine, request())[0] == before


def test_a_stall_shows(engine: LocalEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(engine, request())
    wait_for(lambda: engine.stalled_seconds == 0)
    hung = threading.Event()
    monkeypatch.setattr("limner_model.engine.generate", lambda *_: hung.wait())
    engine.submit(request(), Listener())
    wait_for(lambda: engine.stalled_seconds > 0.1)
    hung.set()


def test_work_that_goes_on_is_no_stall(engine: LocalEngine) -> None:
    job, listener = start(engine, endless())
    for _ in range(20):
        assert isinstance(listener.next(), Piece)
    assert engine.stalled_seconds < 5
    engine.cancel(job)


def test_closing_ends_what_runs_and_refuses_what_waits(home_with_tiny: Path) -> None:
    del home_with_tiny
    engine = LocalEngine()
    start(engine, endless())
    waiting = Listener()
    engine.submit(request(), waiting)
    engine.close()
    _, ended = waiting.rest()
    assert isinstance(ended, Failed)
    assert isinstance(ended.error, EngineUnavailableError)
    with pytest.raises(EngineUnavailableError):
        engine.submit(request(), Listener())


@pytest.fixture
def broken_model(tiny_data: Path) -> Iterator[str]:
    folder = tiny_data / "limner/models/broken"
    shutil.copytree(tiny_data / "limner/models/tiny", folder)
    (folder / "model.safetensors").write_bytes(b"nonsense")
    yield "broken"
    shutil.rmtree(folder)


@pytest.fixture
def broken_adapter(tiny_data: Path) -> Iterator[str]:
    adapters = tiny_data / "limner/adapters/tiny"
    shutil.copytree(adapters / "a", adapters / "broken")
    (adapters / "broken/adapter_model.safetensors").write_bytes(b"nonsense")
    yield "tiny:broken"
    shutil.rmtree(adapters / "broken")
