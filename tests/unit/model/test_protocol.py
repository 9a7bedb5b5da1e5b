"""What the engine takes as a request, and how it answers."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import pytest
from PIL import Image

from limner_model.errors import (
    EngineError,
    ModelLoadError,
    ModelNotFoundError,
    OutOfMemoryError,
    RequestRefusedError,
)
from limner_model.protocol import Answer, ChatRequest, Usage, error_answer


def body(**fields: Any) -> bytes:
    request = {"model": "m", "messages": [{"role": "user", "content": "hi"}], **fields}
    return json.dumps(request).encode()


def png(width: int = 4, height: int = 3) -> str:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def test_a_request_with_defaults() -> None:
    request = ChatRequest.parse(body())
    assert request.model == "m"
    assert request.messages[0].parts == ("hi",)
    assert (request.max_tokens, request.temperature, request.stop) == (None, None, ())
    assert not request.stream


def test_texts_and_pictures_keep_their_order() -> None:
    content = [
        {"type": "text", "text": "before"},
        {"type": "image_url", "image_url": {"url": png(), "detail": "high"}},
        {"type": "text", "text": "after"},
    ]
    request = ChatRequest.parse(body(messages=[{"role": "user", "content": content}]))
    before, picture, after = request.messages[0].parts
    assert (before, after) == ("before", "after")
    assert isinstance(picture, Image.Image)
    assert picture.size == (4, 3)


def test_the_newer_name_of_max_tokens_wins() -> None:
    assert ChatRequest.parse(body(max_tokens=1, max_completion_tokens=2)).max_tokens == 2


def test_one_stop_text_may_come_without_an_array() -> None:
    assert ChatRequest.parse(body(stop="x")).stop == ("x",)


def test_null_is_the_same_as_nothing() -> None:
    assert ChatRequest.parse(body(max_tokens=None, stop=None, tools=None)).max_tokens is None


def test_what_changes_nothing_is_accepted() -> None:
    ChatRequest.parse(body(n=1, user="me", presence_penalty=0, response_format={"type": "text"}))


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "must be a JSON object"),
        (b"{}", "'model' is missing"),
        (body(model=3), "'model' must be a string"),
        (body(messages=[]), "'messages' is empty"),
        (body(messages="hi"), "'messages' must be an array"),
        (body(messages=[{"role": "robot", "content": "hi"}]), "needs a role"),
        (body(messages=["hi"]), "needs a role"),
        (body(messages=[{"role": "user"}]), "must be a string or an array"),
        (body(messages=[{"role": "user", "content": [{"type": "audio"}]}]), "neither text nor"),
        (body(max_tokens=0), "at least 1"),
        (body(max_tokens=True), "must be an integer"),
        (body(max_tokens="9"), "must be an integer"),
        (body(temperature=3), "between 0 and 2"),
        (body(temperature="hot"), "must be a number"),
        (body(stop=[""]), "'stop' must be"),
        (body(stop=7), "'stop' must be"),
        (body(n=2), "'n' is not supported"),
        (body(tools=[{}]), "'tools' is not supported"),
        (body(colour="red"), "'colour' is not supported"),
    ],
)
def test_what_is_wrong_is_named(data: bytes, complaint: str) -> None:
    with pytest.raises(RequestRefusedError, match=complaint):
        ChatRequest.parse(data)


def test_a_whole_answer() -> None:
    answer = Answer("m").whole("text", "stop", Usage(3, 4, 2))
    assert answer["object"] == "chat.completion"
    assert answer["choices"][0]["message"] == {"role": "assistant", "content": "text"}
    assert answer["usage"] == {
        "prompt_tokens": 3,
        "completion_tokens": 4,
        "total_tokens": 7,
        "prompt_tokens_details": {"cached_tokens": 2},
    }


def test_a_piece_is_one_event_whatever_is_in_it() -> None:
    sent = Answer("m").piece("a\n\ndata: é")
    assert sent.endswith(b"\n\n")
    assert sent.count(b"\n") == 2
    assert json.loads(sent[6:])["choices"][0]["delta"]["content"] == "a\n\ndata: é"


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (RequestRefusedError("x"), 400, None),
        (ModelNotFoundError("x"), 404, "model_not_found"),
        (OutOfMemoryError("x"), 503, "out_of_memory"),
        (ModelLoadError("x"), 503, "model_load_failed"),
        (EngineError("x"), 500, None),
    ],
)
def test_errors_keep_their_kind(error: EngineError, status: int, code: str | None) -> None:
    given_status, given = error_answer(error)
    assert given_status == status
    assert given["error"]["code"] == code
    assert given["error"]["message"] == "x"
