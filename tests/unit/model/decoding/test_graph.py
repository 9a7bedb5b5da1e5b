"""What a graph would compute, step by step, without one: the same as the model itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import torch
from PIL import Image
from transformers import MistralConfig, MistralForCausalLM

from limner_model.decoding import graph
from limner_model.decoding.choosing import ModelsChoice
from limner_model.decoding.graph import GraphReader, Steps, can_step
from limner_model.decoding.keys_values import KeysValues
from limner_model.decoding.loop import write
from limner_model.decoding.prompt import Prompt
from limner_model.decoding.reader import ModelReader
from limner_model.generation import on_device
from limner_model.installed import InstalledModel
from limner_model.loader import LoadedModel, load_model
from limner_model.processor import encode
from limner_model.protocol import ChatRequest, Message

TEXT = ChatRequest("tiny", (Message("user", ("<div>text</div>",)),), max_tokens=24)
PICTURED = replace(
    TEXT, messages=(Message("user", ("see ", Image.new("RGB", (96, 64), "red"), "there")),)
)


def nothing() -> None:
    pass


def answer(
    loaded: LoadedModel,
    request: ChatRequest,
    steps: Steps | None,
    *,
    cache: KeysValues | None = None,
    adapter: str | None = None,
) -> Iterator[int]:
    with loaded.speaking_as(adapter) as model:
        prompt = Prompt.of(model, on_device(encode(loaded.processor, request.messages), model))
        plain = ModelReader(model, prompt, nothing)
        yield from write(
            plain if steps is None else GraphReader(model, prompt, plain, steps, adapter or ""),
            prompt,
            prompt.tokens.tolist(),
            cache or KeysValues(),
            ModelsChoice(model, prompt.tokens, temperature=0),
            ends=(),
            limit=24,
            check=nothing,
        )


def test_steps_write_what_the_model_does(loaded: LoadedModel) -> None:
    assert can_step(loaded.model)
    steps = Steps()
    for request in (TEXT, PICTURED, TEXT):
        assert [*answer(loaded, request, steps)] == [*answer(loaded, request, None)]


def test_two_answers_may_take_turns(loaded: LoadedModel) -> None:
    steps = Steps()
    turns = zip(answer(loaded, TEXT, steps), answer(loaded, PICTURED, steps), strict=True)
    text, pictured = zip(*turns, strict=True)
    assert [*text] == [*answer(loaded, TEXT, None)]
    assert [*pictured] == [*answer(loaded, PICTURED, None)]


def test_an_answer_may_outgrow_its_room(
    loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph, "_LEAST_ROOM", 1)
    assert [*answer(loaded, TEXT, Steps())] == [*answer(loaded, TEXT, None)]


def test_what_was_read_can_be_kept(loaded: LoadedModel) -> None:
    ours, plain = KeysValues(), KeysValues()
    [*answer(loaded, PICTURED, Steps(), cache=ours)]
    [*answer(loaded, PICTURED, None, cache=plain)]
    length = plain.get_seq_length()
    assert ours.get_seq_length() == length
    for found, expected in zip(ours.beginning(length), plain.beginning(length), strict=True):
        torch.testing.assert_close(found, expected, rtol=0, atol=1e-5)


def test_each_adapter_has_its_own_steps(tiny: InstalledModel) -> None:
    loaded, steps = load_model(tiny), Steps()
    expected = {name: [*answer(loaded, TEXT, None, adapter=name)] for name in (None, "a", "b")}
    assert len({tuple(tokens) for tokens in expected.values()}) == len(expected)
    for name in ("a", None, "b", "a"):
        assert [*answer(loaded, TEXT, steps, adapter=name)] == expected[name]


def test_models_that_look_back_only_so_far_are_left_alone() -> None:
    config = MistralConfig(
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=2,
        vocab_size=32,
        sliding_window=8,
    )
    assert not can_step(MistralForCausalLM(config))
