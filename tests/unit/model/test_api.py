"""The engine's HTTP face, through real sockets: asked by our client."""

from __future__ import annotations

import base64
import io
import json
import threading
import time
from pathlib import Path

import httpx
import pytest
from PIL import Image

from limner_model import api
from limner_model.client import Engine
from limner_model.engine import LocalEngine
from limner_model.errors import (
    CancelledError,
    EngineDiedError,
    EngineUnavailableError,
    LikelihoodsUnavailableError,
    ModelNotFoundError,
    RequestRefusedError,
)
from serving import serving

HELLO = [{"role": "user", "content": "hi"}]


def test_models_and_adapters_are_listed(engine: Engine) -> None:
    assert set(engine.models()) >= {"tiny", "tiny:a", "tiny:b"}


def test_the_pieces_of_a_stream_are_the_whole_answer(engine: Engine) -> None:
    pieces = list(engine.stream(HELLO, max_tokens=20))
    assert len(pieces) > 1
    assert "".join(pieces) == engine.complete(HELLO, max_tokens=20)


def test_what_a_model_has_read_is_listed_where_it_is_known(
    http: httpx.Client, engine: Engine
) -> None:
    listed = {model["id"]: model for model in http.get("/v1/models").json()["data"]}
    assert listed["limner-builtin"]["has_read"] == ["blanks", "pages"]
    assert listed["limner-builtin:ui"]["has_read"] == ["blanks", "pages"]
    assert "has_read" not in listed["tiny"]
    assert engine.has_read("code")
    assert not Engine(engine.base_url, "limner-builtin", socket=engine.socket).has_read("code")


def test_likelihoods_are_told_in_the_order_asked(engine: Engine) -> None:
    texts = ["x = 1\n", "x = 2\ny = 3\n", "x = 1\n", "x = 1"]
    found = engine.log_likelihoods(texts)
    assert found[0] == found[2]
    assert found == [pytest.approx(engine.log_likelihoods([text])[0], rel=0.02) for text in texts]
    assert found[0] < found[3] < 0


def test_an_adapter_finds_texts_otherwise_likely(engine: Engine) -> None:
    adapted = Engine(engine.base_url, "tiny:a", socket=engine.socket)
    assert adapted.log_likelihoods(["x = 1\n"]) != engine.log_likelihoods(["x = 1\n"])


def test_a_text_too_long_to_be_scored_is_an_error_of_ours(engine: Engine) -> None:
    with pytest.raises(LikelihoodsUnavailableError, match="tokens, the model reads"):
        engine.log_likelihoods(["x" * 50_000])


def test_scoring_waits_in_the_queue_and_is_cancelled_there(
    engine: Engine, local: LocalEngine
) -> None:
    first = engine.stream(HELLO, max_tokens=8000)
    next(first)
    cancelled = threading.Event()
    threading.Timer(0.1, cancelled.set).start()
    with pytest.raises(CancelledError):
        engine.log_likelihoods(["x = 1\n"], cancelled=cancelled)
    first.close()  # type: ignore[attr-defined]  # a generator
    assert_free_soon(local)


def test_cancelling_frees_the_engine_in_mid_scoring(engine: Engine, local: LocalEngine) -> None:
    cancelled = threading.Event()
    threading.Timer(0.3, cancelled.set).start()
    texts = [f"{number}" + "x = 1\n" * 500 for number in range(200)]
    with pytest.raises(CancelledError):
        engine.log_likelihoods(texts, cancelled=cancelled)
    assert_free_soon(local)


def test_an_unknown_model_is_named(engine: Engine) -> None:
    lost = Engine(engine.base_url, "huge", socket=engine.socket)
    with pytest.raises(ModelNotFoundError, match="no model 'huge'"):
        lost.complete(HELLO, max_tokens=1)


def test_a_refused_request_says_why(engine: Engine) -> None:
    page = [{"type": "image_url", "image_url": {"url": "https://example.org/a.png"}}]
    with pytest.raises(RequestRefusedError, match="must be a data URI"):
        engine.complete([{"role": "user", "content": page}], max_tokens=1)


def test_half_a_character_is_no_obstacle(engine: Engine) -> None:
    broken = b"caf\xe9".decode(errors="surrogateescape")
    assert engine.complete([{"role": "user", "content": broken}], max_tokens=2)


def test_a_picture_bomb_is_refused(engine: Engine) -> None:
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    uri = "data:image/png;base64," + base64.b64encode(bomb.getvalue()).decode()
    page = [{"type": "image_url", "image_url": {"url": uri}}]
    with pytest.raises(RequestRefusedError, match="too large"):
        engine.complete([{"role": "user", "content": page}], max_tokens=1)


def test_an_error_after_the_stream_began_says_why(engine: Engine) -> None:
    with pytest.raises(Exception, match="tokens, the model reads"):
        engine.complete([{"role": "user", "content": "x" * 50_000}], max_tokens=1)


def test_health_tells_what_is_loaded(engine: Engine) -> None:
    engine.complete(HELLO, max_tokens=1)
    health = engine.health()
    assert (health["status"], health["model"], health["error"]) == ("ready", "tiny", "")


def test_cancelling_frees_the_engine_at_once(engine: Engine, local: LocalEngine) -> None:
    cancelled = threading.Event()
    pieces = engine.stream(HELLO, max_tokens=8000, cancelled=cancelled)
    next(pieces)
    cancelled.set()
    with pytest.raises(CancelledError):
        list(pieces)
    assert_free_soon(local)


def test_leaving_the_stream_frees_the_engine(engine: Engine, local: LocalEngine) -> None:
    pieces = engine.stream(HELLO, max_tokens=8000)
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]  # a generator
    assert_free_soon(local)


def test_a_client_that_vanishes_frees_the_engine(http: httpx.Client, local: LocalEngine) -> None:
    body = {"model": "tiny", "messages": HELLO, "max_tokens": 8000, "temperature": 0}
    with pytest.raises(httpx.ReadTimeout):
        http.post("/v1/chat/completions", json=body, timeout=0.3)
    assert_free_soon(local)


def test_cancelling_in_the_queue_does_not_wait_for_the_one_before(engine: Engine) -> None:
    first = engine.stream(HELLO, max_tokens=8000)
    next(first)
    cancelled = threading.Event()
    threading.Timer(0.1, cancelled.set).start()
    began = time.monotonic()
    with pytest.raises(CancelledError):
        engine.complete(HELLO, max_tokens=1, cancelled=cancelled)
    assert time.monotonic() - began < 2
    first.close()  # type: ignore[attr-defined]  # a generator


def assert_free_soon(local: LocalEngine) -> None:
    deadline = time.monotonic() + 5
    while local.pending:
        assert time.monotonic() < deadline, "the engine still works for nobody"
        time.sleep(0.01)


def test_a_silent_engine_gives_signs_of_life(
    http: httpx.Client, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "KEEP_ALIVE", 0.05)
    first = engine.stream(HELLO, max_tokens=8000)
    next(first)
    body = {"model": "tiny", "messages": HELLO, "max_tokens": 1, "stream": True}
    with http.stream("POST", "/v1/chat/completions", json=body) as answer:
        lines = (line for line in answer.iter_lines() if line)
        assert json.loads(next(lines)[6:])["choices"][0]["delta"]["role"] == "assistant"
        assert next(lines).startswith(":")
    first.close()  # type: ignore[attr-defined]  # a generator


def test_without_the_token_nothing_is_said(tmp_path: Path) -> None:
    with serving(tmp_path / "s", token="secret"):  # noqa: S106  # of this test
        stranger = Engine("http://limner/v1", "tiny", socket=str(tmp_path / "s"))
        friend = Engine("http://limner/v1", "tiny", "secret", socket=str(tmp_path / "s"))
        for ask in (stranger.models, stranger.health, lambda: stranger.complete([], max_tokens=1)):
            with pytest.raises(EngineUnavailableError, match="check the API key"):
                ask()
        assert friend.health()["status"] == "empty"


def test_an_engine_that_shuts_down_ends_its_streams(home_with_tiny: Path, tmp_path: Path) -> None:
    del home_with_tiny
    with serving(tmp_path / "s"):
        engine = Engine("http://limner/v1", "tiny", socket=str(tmp_path / "s"))
        pieces = engine.stream(HELLO, max_tokens=8000)
        next(pieces)
    with pytest.raises(EngineDiedError):
        list(pieces)
