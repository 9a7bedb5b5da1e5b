"""The engine's HTTP face, asked by OpenAI's client, and by rogues."""

from __future__ import annotations

import socket

import httpx
import openai
import pytest

from limner_model import api
from limner_model.client import Engine

HELLO = [{"role": "user", "content": "hi"}]


def test_openais_own_client_scores_texts(http: httpx.Client) -> None:
    client = openai.OpenAI(base_url="http://limner/v1", api_key="none", http_client=http)
    answer = client.completions.create(
        model="tiny", prompt=["x = 1\n", "y"], max_tokens=0, echo=True, logprobs=2, temperature=0
    )
    first = answer.choices[0].logprobs
    assert first is not None
    assert "".join(first.tokens or []) == answer.choices[0].text == "x = 1\n"
    assert first.token_logprobs is not None
    assert first.token_logprobs[0] is None
    assert first.text_offset == list(range(6))
    assert first.top_logprobs is not None
    assert len(first.top_logprobs[1]) == 2
    assert answer.choices[1].text == "y"
    assert answer.usage is not None
    assert answer.usage.prompt_tokens == 7
    with pytest.raises(openai.BadRequestError, match="scores texts and completes none"):
        client.completions.create(model="tiny", prompt="x", max_tokens=5, logprobs=1)


def test_openais_own_client_is_served(http: httpx.Client) -> None:
    client = openai.OpenAI(base_url="http://limner/v1", api_key="none", http_client=http)
    whole = client.chat.completions.create(
        model="tiny", messages=HELLO, max_tokens=5, temperature=0
    )
    assert whole.choices[0].finish_reason == "length"
    assert whole.usage is not None
    assert whole.usage.completion_tokens == 5
    chunks = list(
        client.chat.completions.create(
            model="tiny",
            messages=HELLO,
            max_tokens=5,
            temperature=0,
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text == whole.choices[0].message.content
    assert chunks[-1].usage == whole.usage
    assert "tiny" in [model.id for model in client.models.list()]


def test_openais_own_client_understands_our_errors(http: httpx.Client) -> None:
    client = openai.OpenAI(base_url="http://limner/v1", api_key="none", http_client=http)
    with pytest.raises(openai.NotFoundError, match="no model 'huge'"):
        client.chat.completions.create(model="huge", messages=HELLO)
    with pytest.raises(openai.BadRequestError, match="'n' is not supported"):
        client.chat.completions.create(model="tiny", messages=HELLO, n=2)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/chat/completions", 405),
        ("GET", "/v1/nothing", 404),
        ("GET", "/", 404),
        ("POST", "/v1/chat/completions", 400),
    ],
)
def test_what_is_no_request_gets_an_error(
    http: httpx.Client, method: str, path: str, status: int
) -> None:
    answer = http.request(method, path)
    assert answer.status_code == status
    assert answer.json()["error"]["message"]


def test_a_request_too_large_is_refused(
    http: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "MAX_BODY", 2**20)
    answer = http.post("/v1/chat/completions", content=b" " * (2**20 + 1))
    assert answer.status_code == 400
    assert "larger than 1 MiB" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "noise", [b"\0" * 100, b"GET\r\n\r\n", b"POST /v1/chat/completions HTTP/1.1\r\n"]
)
def test_noise_on_the_socket_does_no_harm(engine: Engine, noise: bytes) -> None:
    assert engine.socket is not None
    with socket.socket(socket.AF_UNIX) as rogue:
        rogue.connect(engine.socket)
        rogue.sendall(noise)
    assert engine.complete(HELLO, max_tokens=2)
