"""The client against engines that misbehave: every failure has one clear error, nothing hangs."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
import threading
import time
from dataclasses import replace

import httpx
import pytest

from limner_model.client import Engine
from limner_model.connection import Connection
from limner_model.errors import (
    BadAnswerError,
    CancelledError,
    EngineDiedError,
    EngineError,
    EngineUnavailableError,
    LimnerError,
    ModelLoadError,
    ModelNotFoundError,
    OutOfMemoryError,
    RequestRefusedError,
)
from limner_model.scheduling.priority import Priority
from limner_model.served import ServedModel
from rogue import Rogue, refusal

HELLO = [{"role": "user", "content": "hi"}]
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"


def chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def piece(text: str) -> bytes:
    delta = {"choices": [{"index": 0, "delta": {"content": text}}]}
    return chunk(b"data: " + json.dumps(delta).encode() + b"\n\n")


DONE = chunk(b"data: [DONE]\n\n") + chunk(b"")


def test_an_answer_in_the_manner_of_any_engine(engine_that_says) -> None:
    role = chunk(b'data: {"choices": [{"delta": {"role": "assistant", "content": null}}]}\n\n')
    noise = chunk(b": keep-alive\n\nevent: message\nretry: 3\n\n")
    tight = chunk(b'data:{"choices":[{"delta":{"content":"c"}}]}\r\n\r\n')
    usage = chunk(b'data: {"choices": [], "usage": {"total_tokens": 3}}\n\n')
    engine = engine_that_says(OK + role + piece("a") + noise + piece("b") + tight + usage + DONE)
    assert list(engine.stream(HELLO, max_tokens=3)) == ["a", "b", "c"]


def test_an_engine_that_never_says_done_may_say_why_it_ends(engine_that_says) -> None:
    last = chunk(b'data: {"choices": [{"delta": {}, "finish_reason": "stop"}]}\n\n')
    usage = chunk(b'data: {"choices": [], "usage": {"total_tokens": 3}}\n\n')
    engine = engine_that_says(OK + piece("a") + last + usage + chunk(b""))
    assert engine.complete(HELLO, max_tokens=3) == "a"


def test_a_text_may_hold_every_kind_of_line_end(engine_that_says) -> None:
    text = "a\u2028b\x85c\x0bd\r\ne"
    data = {"choices": [{"delta": {"content": text}}]}
    event = f"data: {json.dumps(data, ensure_ascii=False)}\r\n\r\n".encode()
    assert engine_that_says(OK + chunk(event) + DONE).complete(HELLO, max_tokens=3) == text


def test_an_event_may_come_in_bits(engine_that_says) -> None:
    whole = b'data: {"choices": [{"delta": {"content": "\xc3\xa9"}}]}\n\n'
    bits = b"".join(chunk(whole[i : i + 1]) for i in range(len(whole)))
    assert engine_that_says(OK + bits + DONE).complete(HELLO, max_tokens=3) == "é"


def test_what_is_asked(engine_that_says, rogues: list[Rogue]) -> None:
    engine_that_says(OK + DONE).complete(HELLO, max_tokens=3, stop=["x"])
    head, _, body = rogues[0].requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /v1/chat/completions HTTP/1.1")
    assert b"authorization" not in head.lower()
    assert json.loads(body) == {
        "model": "m",
        "messages": HELLO,
        "max_tokens": 3,
        "temperature": 0.0,
        "stop": ["x"],
        "stream": True,
    }


def test_an_engine_that_schedules_is_told_by_what(engine_that_says, rogues: list[Rogue]) -> None:
    known = replace(engine_that_says(OK + DONE), listed=(ServedModel("m", owner="vllm"),))
    asked = replace(known, priority=Priority.SUGGESTED, window="w7")
    asked.complete(HELLO, max_tokens=3)
    body = json.loads(rogues[0].requests[0].partition(b"\r\n\r\n")[2])
    assert (body["priority"], body["user"]) == (1, "w7")


def test_an_engine_that_may_refuse_the_fields_is_not_told(
    engine_that_says, rogues: list[Rogue]
) -> None:
    """`transformers serve` answers 422 to `user`, by its list of fields that it does not honour."""
    asked = replace(engine_that_says(OK + DONE), priority=Priority.SUGGESTED, window="w7")
    asked.complete(HELLO, max_tokens=3)
    body = json.loads(rogues[0].requests[0].partition(b"\r\n\r\n")[2])
    assert not {"priority", "user"} & set(body)


def test_the_key_is_sent_and_never_shown(engine_that_says, rogues: list[Rogue]) -> None:
    engine = Engine(engine_that_says(OK + DONE).base_url, "m", api_key="secret")
    engine.complete(HELLO, max_tokens=1)
    assert b"authorization: bearer secret" in rogues[0].requests[0].lower()
    assert "secret" not in repr(engine)


def test_a_proxy_never_sees_what_stays_on_the_machine(
    engine_that_says, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert engine_that_says(OK + piece("a") + DONE).complete(HELLO, max_tokens=1) == "a"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"", EngineDiedError),
        (OK, EngineDiedError),
        (OK + piece("a"), EngineDiedError),
        (OK + piece("a") + chunk(b""), EngineDiedError),
        (OK + b"zz\r\n", BadAnswerError),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", BadAnswerError),
        (OK + chunk(b"data: {nonsense\n\n"), BadAnswerError),
        (OK + chunk(b"data: [1]\n\n"), BadAnswerError),
        (OK + chunk(b'data: {"id": 1}\n\n'), BadAnswerError),
        (OK + chunk(b'data: {"choices": [7]}\n\n'), BadAnswerError),
        (OK + chunk(b'data: {"choices": [{"delta": {"content": 7}}]}\n\n'), BadAnswerError),
        (b"HTTP/1.1 302 Found\r\nLocation: http://example.org\r\n\r\n", EngineError),
        (refusal(401, {}), EngineUnavailableError),
        (refusal(403, {}), EngineUnavailableError),
        (refusal(404, b"<h1>Not Found</h1>"), EngineUnavailableError),
        (refusal(404, {"error": {"message": "no such model"}}), ModelNotFoundError),
        (refusal(400, {"error": {"code": "model_not_found", "message": ""}}), ModelNotFoundError),
        (refusal(400, {"error": {"message": "too long"}}), RequestRefusedError),
        (refusal(422, {"detail": "no"}), RequestRefusedError),
        (refusal(400, {"error": "a plain text, as Ollama's"}), RequestRefusedError),
        (refusal(500, b"Internal Server Error"), EngineError),
        (refusal(503, {"error": {"code": "out_of_memory", "message": ""}}), OutOfMemoryError),
        (refusal(503, {"error": {"code": "model_load_failed", "message": ""}}), ModelLoadError),
        (OK + chunk(b'data: {"error": {"message": "burnt"}}\n\n'), EngineError),
        (OK + chunk(b'data: {"error": {"code": "out_of_memory"}}\n\n'), OutOfMemoryError),
    ],
)
def test_each_way_to_fail_has_its_error(
    engine_that_says, answer: bytes, error: type[LimnerError]
) -> None:
    with pytest.raises(LimnerError) as raised:
        engine_that_says(answer).complete(HELLO, max_tokens=1)
    assert type(raised.value) is error
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refusal(200, b"<html>"), BadAnswerError),
        (refusal(200, {"models": []}), BadAnswerError),
        (refusal(200, {"data": [7]}), BadAnswerError),
    ],
)
def test_a_strange_list_of_models_is_reported(
    engine_that_says, answer: bytes, error: type[LimnerError]
) -> None:
    with pytest.raises(error):
        engine_that_says(answer).models()


def test_what_came_before_the_engine_died_is_not_lost(engine_that_says) -> None:
    pieces = engine_that_says(OK + piece("a") + piece("b")).stream(HELLO, max_tokens=9)
    assert [next(pieces), next(pieces)] == ["a", "b"]
    with pytest.raises(EngineDiedError):
        next(pieces)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/v1", "nonsense", "ftp://x/v1", "http://[/"])
def test_nobody_there(url: str) -> None:
    with pytest.raises(EngineUnavailableError):
        Engine(url, "m").complete(HELLO, max_tokens=1)


def test_no_such_socket(tmp_path) -> None:
    with pytest.raises(EngineUnavailableError, match="no engine at"):
        Engine("http://limner/v1", "m", socket=str(tmp_path / "s")).models()


@pytest.mark.parametrize("answer", [b"", OK, OK + piece("a")])
def test_a_silent_engine_is_given_up(engine_that_says, answer: bytes) -> None:
    with pytest.raises(EngineDiedError, match=r"silent for 0\.3 s"):
        engine_that_says(answer, hold=True, timeout=0.3).complete(HELLO, max_tokens=1)


@pytest.mark.parametrize("answer", [b"", OK, OK + piece("a")])
def test_a_cancel_ends_a_wait_at_once_and_hangs_up(
    engine_that_says, rogues: list[Rogue], answer: bytes
) -> None:
    engine = engine_that_says(answer, hold=True)
    cancelled = threading.Event()
    threading.Timer(0.1, cancelled.set).start()
    began = time.monotonic()
    with pytest.raises(CancelledError):
        engine.complete(HELLO, max_tokens=1, cancelled=cancelled)
    assert time.monotonic() - began < 1
    assert rogues[0].hung_up.wait(1)


def test_a_cancel_before_the_request_sends_nothing(engine_that_says, rogues: list[Rogue]) -> None:
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(CancelledError):
        engine_that_says(OK + DONE).complete(HELLO, max_tokens=1, cancelled=cancelled)
    assert rogues[0].requests == []


def test_leaving_the_stream_hangs_up(engine_that_says, rogues: list[Rogue]) -> None:
    pieces = engine_that_says(OK + piece("a"), hold=True).stream(HELLO, max_tokens=9)
    next(pieces)
    pieces.close()
    assert rogues[0].hung_up.wait(1)


def test_no_thread_is_left_behind(engine_that_says) -> None:
    engine = engine_that_says(OK + DONE)
    before = threading.active_count()
    engine.complete(HELLO, max_tokens=1, cancelled=threading.Event())
    assert threading.active_count() == before


HTTPX_ERRORS = [
    error
    for _, error in inspect.getmembers(httpx, inspect.isclass)
    if issubclass(error, httpx.HTTPError | httpx.InvalidURL)
]


@pytest.mark.parametrize("error", HTTPX_ERRORS, ids=lambda error: error.__name__)
def test_every_error_of_httpx_is_mapped(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `httpx` may raise in some later version, too, becomes an error of ours."""
    assert len(HTTPX_ERRORS) > 20

    def fail(_: httpx.Request) -> httpx.Response:
        raise instance

    if issubclass(error, httpx.HTTPStatusError):
        answer = httpx.Response(500)
        instance: Exception = error("x", request=httpx.Request("GET", "http://x"), response=answer)
    else:
        instance = error("x")

    monkeypatch.setattr(
        Connection, "_http", lambda _: httpx.Client(transport=httpx.MockTransport(fail))
    )

    with pytest.raises(EngineError):
        Engine("http://x/v1", "m").complete(HELLO, max_tokens=1)


def test_torch_is_not_needed() -> None:
    code = (
        "import sys, limner_model.client, limner_model.daemon, limner_model.config;"
        "sys.exit(any(name in sys.modules for name in ('torch', 'transformers', 'numpy', 'PIL')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
