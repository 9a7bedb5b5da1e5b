"""An adapter is asked for as each kind of engine wants it."""

from __future__ import annotations

import pytest

from engine_pages import Page, delta, engine_pages, events, listing
from limner_model.client import Engine

CHAT = "/v1/chat/completions"
SAID = events(delta("stop", content="ab"))


def asked(cards: list[dict[str, str]], adapter: str = "ui", **pages: Page) -> dict[str, object]:
    """What an engine that lists `cards` is asked for the adapter."""
    beside = {f"/{name.replace('_', '-')}": page for name, page in pages.items()}
    with engine_pages({"/v1/models": listing(*cards), CHAT: SAID, **beside}) as (url, heard):
        engine = Engine(url, "m", timeout=10).tuned_for(adapter)
        engine.complete([{"role": "user", "content": "hi"}], max_tokens=5)
    body: dict[str, object] = heard[-1].body
    return body


@pytest.mark.parametrize(
    ("owner", "card", "name"),
    [
        # vLLM 0.33: a name is asked for as it is listed, whatever it is.
        ("vllm", "m:ui", "m:ui"),
        ("vllm", "ui", "ui"),
        # SGLang 0.5.23 splits MODEL:ADAPTER (serving_base.py), and lists what comes after.
        ("sglang", "ui", "m:ui"),
        ("sglang", "m:ui", "m:m:ui"),
    ],
)
def test_an_adapter_with_its_model_as_parent(owner: str, card: str, name: str):
    cards = [{"id": "m", "owned_by": owner}, {"id": card, "owned_by": owner, "parent": "m"}]

    assert asked(cards)["model"] == name


def test_an_adapter_of_another_model_is_left_alone():
    cards = [{"id": "m", "owned_by": "vllm"}, {"id": "ui", "owned_by": "vllm", "parent": "other"}]

    assert asked(cards)["model"] == "m"


def test_ollama_has_it_for_a_tag():
    cards = [{"id": "m:latest", "owned_by": "library"}, {"id": "m:ui", "owned_by": "library"}]

    assert asked(cards)["model"] == "m:ui"


def test_llama_cpp_has_numbers_for_them():
    """`/lora-adapters` and the field `lora` of a request: tools/server/README.md of llama.cpp."""
    listed = Page([{"id": 0, "path": "fix.gguf"}, {"id": 1, "path": "/lora/ui.gguf"}])

    said = asked([{"id": "m", "owned_by": "llamacpp"}], lora_adapters=listed)

    assert (said["model"], said["lora"]) == ("m", [{"id": 1, "scale": 1.0}])


def test_llama_cpp_without_the_adapter_is_asked_for_the_model():
    said = asked([{"id": "m", "owned_by": "llamacpp"}], lora_adapters=Page([]))

    assert said["model"] == "m"
    assert "lora" not in said
