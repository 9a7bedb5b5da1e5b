"""An answer says how much of its prompt was not read again."""

from __future__ import annotations

import json
from typing import Any

import httpx

TEXT = "def add(one, other):\n    return one + other\n" * 8


def usage(http: httpx.Client, question: str, **options: Any) -> dict[str, Any]:
    messages = [{"role": "user", "content": TEXT + question}]
    body = {"model": "tiny", "messages": messages, "max_tokens": 3, **options}
    answer = http.post("/v1/chat/completions", json=body)
    if not options.get("stream"):
        return answer.json()["usage"]
    *_, last, _done = [line for line in answer.text.split("\n\n") if line.startswith("data: ")]
    return json.loads(last.removeprefix("data: "))["usage"]


def cached(found: dict[str, Any]) -> int:
    return found["prompt_tokens_details"]["cached_tokens"]


def test_the_second_question_on_a_text_reads_the_question_alone(http: httpx.Client) -> None:
    usage(http, "what does it do?")
    again = usage(http, "why?")
    assert again["prompt_tokens"] - 10 < cached(again) < again["prompt_tokens"]


def test_a_stream_says_so_as_well(http: httpx.Client) -> None:
    usage(http, "what?")
    streamed = usage(http, "how?", stream=True, stream_options={"include_usage": True})
    assert cached(streamed) > 100


def test_an_adapter_reads_all_itself(http: httpx.Client) -> None:
    usage(http, "what?")
    assert cached(usage(http, "what?", model="tiny:a")) == 0
    assert cached(usage(http, "what?", model="tiny:a")) > 100


def test_the_scores_of_answers_say_so_too(http: httpx.Client) -> None:
    body = {
        "model": "tiny",
        "messages": [{"role": "user", "content": TEXT}],
        "prompt": ["it adds"],
        "max_tokens": 0,
        "echo": True,
        "logprobs": 1,
    }
    http.post("/v1/completions", json=body)
    again = http.post("/v1/completions", json=body | {"prompt": ["it returns"]})
    assert cached(again.json()["usage"]) > 100
