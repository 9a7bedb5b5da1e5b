"""Forms asked for over the engine's HTTP face."""

from __future__ import annotations

import json
from typing import Any, Literal

import httpx
import openai
import pytest
from pydantic import BaseModel


class Button(BaseModel):
    """What a developer says in Python, and OpenAI's client as a schema."""

    kind: Literal["submit", "reset"]
    disabled: bool
    sizes: tuple[Literal[1, 2], Literal[3]]


def ask(http: httpx.Client, **fields: Any) -> httpx.Response:
    messages = [{"role": "user", "content": "hi"}]
    asked = {"model": "tiny", "messages": messages, "max_tokens": 400, **fields}
    return http.post("/v1/chat/completions", json=asked)


def content(response: httpx.Response) -> str:
    assert response.status_code == 200, response.text
    text: str = response.json()["choices"][0]["message"]["content"]
    return text


@pytest.mark.parametrize("temperature", [0, 1.5])
def test_an_answer_has_the_form_that_was_asked_for(http: httpx.Client, temperature: float) -> None:
    schema = {"type": "object", "properties": {"ok": {"type": "boolean"}}, "required": ["ok"]}
    strict = {**schema, "additionalProperties": False}
    format_ = {"type": "json_schema", "json_schema": {"name": "answer", "schema": strict}}
    asked = {"temperature": temperature, "seed": 1}
    assert json.loads(content(ask(http, response_format=format_, **asked)))["ok"] in (True, False)
    grammar = {"grammar": 'root ::= "yes" | "no"'}
    assert content(ask(http, structured_outputs=grammar, **asked)) in ("yes", "no")


def test_a_bad_form_is_refused_with_400_and_the_engine_lives_on(http: httpx.Client) -> None:
    refused = ask(http, structured_outputs={"grammar": "root ::= ("})
    assert refused.status_code == 400
    assert "Expected ')'" in refused.json()["error"]["message"]
    words = " | ".join(f'"word{index}"' for index in range(4000))
    too_much = ask(http, structured_outputs={"grammar": f"root ::= {words}\nother ::= root root"})
    assert too_much.status_code == 400
    assert "cannot be kept to" in too_much.json()["error"]["message"]
    assert content(ask(http, structured_outputs={"grammar": 'root ::= "yes"'})) == "yes"


def test_openais_own_client_reads_what_it_asked_for(http: httpx.Client) -> None:
    client = openai.OpenAI(base_url="http://limner/v1", api_key="none", http_client=http)
    parsed = client.chat.completions.parse(
        model="tiny",
        messages=[{"role": "user", "content": "a button"}],
        response_format=Button,
        temperature=0,
        max_tokens=400,
    )
    assert isinstance(parsed.choices[0].message.parsed, Button)
    chosen = client.chat.completions.create(
        model="tiny",
        messages=[{"role": "user", "content": "left or right?"}],
        extra_body={"structured_outputs": {"grammar": 'root ::= "left" | "right"'}},
        temperature=0,
    )
    assert chosen.choices[0].message.content in ("left", "right")
