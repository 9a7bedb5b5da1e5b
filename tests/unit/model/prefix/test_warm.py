"""Whatever was asked before, a model expects what it would expect if it were asked first."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
import torch
from PIL import Image
from torch import Tensor

from dice import dice
from limner_model.decoding import loop
from limner_model.decoding.keys_values import KeysValues
from limner_model.decoding.loop import write
from limner_model.decoding.prompt import Prompt
from limner_model.decoding.reader import Reader
from limner_model.errors import CancelledError
from limner_model.generation import on_device
from limner_model.installed import InstalledModel
from limner_model.loader import LoadedModel, load_model
from limner_model.prefix import PrefixCache, remembered
from limner_model.prefix.identities import identities
from limner_model.processor import encode
from limner_model.protocol import Message
from tiny_families import glm, qwen
from tiny_model import save_tiny_adapter

COLOURS = ("red", "blue", "green")
RED, BLUE, GREEN = (Image.new("RGB", (96, 64), colour) for colour in COLOURS)
QUESTION = (Message("user", ("see ", RED, " and ", BLUE, ": " + "what are they? " * 4)),)
SIZES = ((96, 64), (64, 64))
WORDS = ("def f(x):\n    return x\n", "the card has a shadow, ", "<div class=card>", "no. ")


class Dictated:
    """An answer that is given: of two tokens that are as likely, chance would choose."""

    def choose(self, tokens: Sequence[int], _: Tensor) -> int:
        return 10 + 31 * len(tokens) % 200


class Listening:
    """A reader that remembers what it said."""

    def __init__(self, reader: Reader) -> None:
        self.heard: list[Tensor] = []
        self._reader = reader

    def read(self, tokens: Tensor, cache: KeysValues, *, all_logits: bool) -> Tensor:
        logits = self._reader.read(tokens, cache, all_logits=all_logits)
        self.heard.append(logits[-1])
        return logits


@pytest.fixture(params=["idefics3", "qwen3-vl", "glm-4v"])
def loaded(request: pytest.FixtureRequest, tiny: InstalledModel, tmp_path: Path) -> LoadedModel:
    """A tiny model of each family, which adds up precisely enough."""
    if request.param == "idefics3":
        adapters = {
            name: save_tiny_adapter(tiny.path, tmp_path / name, seed=seed, alpha=8)
            for seed, name in enumerate("ab")
        }
        loaded = load_model(replace(tiny, adapters=adapters))
    else:
        {"qwen3-vl": qwen, "glm-4v": glm}[request.param](tmp_path)
        loaded = load_model(InstalledModel("family", tmp_path, {}))
    loaded.model.float()
    return loaded


def a_message(random: Random, role: str) -> Message:
    words = "".join(random.choice(WORDS) for _ in range(random.randrange(1, 10)))
    pictures = [
        Image.new("RGB", random.choice(SIZES), random.choice(COLOURS))
        for _ in range(random.choice([0, 1, 2]) if role == "user" else 0)
    ]
    parts: list[Any] = [*pictures, words]
    random.shuffle(parts)
    return Message(role, tuple(parts))


def next_conversation(asked: list[tuple[Message, ...]], random: Random) -> tuple[Message, ...]:
    """One that goes on as another did up to some turn; at times the same again."""
    before = random.choice(asked)
    if random.random() < 0.2 and before:
        return before
    shared = before[: random.choice([0, len(before) // 2, len(before)])]
    answer = (a_message(random, "assistant"),) if shared and random.random() < 0.5 else ()
    return (*shared, *answer, a_message(random, "user"))


class Asking:
    """Asks a model, and holds what it expects against what it would if it knew of nothing."""

    def __init__(self, loaded: LoadedModel) -> None:
        self.loaded = loaded
        self.reused = 0

    def ask(
        self, conversation: tuple[Message, ...], adapter: str | None = None
    ) -> tuple[int, Prompt]:
        """How much of a prompt was not read again, and the prompt."""
        loaded = self.loaded
        with loaded.speaking_as(adapter) as model:
            prompt = Prompt.of(model, on_device(encode(loaded.processor, conversation), model))
            tokens = prompt.tokens.tolist()
            with remembered(loaded.prefixes, loaded.speaker, prompt, tokens, 8) as cache:
                cached = cache.get_seq_length()
                warm = answered(loaded, prompt, tokens, cache)
            cold = answered(loaded, prompt, prompt.tokens.tolist(), KeysValues())
        torch.testing.assert_close(warm, cold, rtol=0, atol=1e-5)
        self.reused += cached
        return cached, prompt

    def break_off(self, conversation: tuple[Message, ...], step: int) -> None:
        """Cancel a request at a step or layer of the model: at that one, or so many from the end.

        The last four steps, one check each, write the answer.
        """
        loaded = self.loaded
        with loaded.speaking_as(None) as model:
            prompt = Prompt.of(model, on_device(encode(loaded.processor, conversation), model))
            counted = Checks(-1)
            answered(loaded, prompt, prompt.tokens.tolist(), KeysValues(), counted)
            tokens = prompt.tokens.tolist()
            check = Checks(step if step >= 0 else counted.seen + step)
            with (
                contextlib.suppress(CancelledError),
                remembered(loaded.prefixes, loaded.speaker, prompt, tokens, 8) as cache,
            ):
                answered(loaded, prompt, tokens, cache, check)


class Checks:
    """Cancels at a check."""

    def __init__(self, last: int) -> None:
        self.seen = 0
        self._last = last

    def __call__(self) -> None:
        if self.seen == self._last:
            raise CancelledError
        self.seen += 1


def answered(
    loaded: LoadedModel,
    prompt: Prompt,
    tokens: list[int],
    cache: KeysValues,
    check: Callable[[], None] = lambda: None,
) -> Tensor:
    """What the model expects after the prompt and after each of four tokens of its answer."""
    model = loaded._adapters.model  # with the adapter at work
    reader = Listening(loaded.readers.reader(model, loaded.speaker, prompt, check))
    for _ in write(reader, prompt, tokens, cache, Dictated(), ends=(), limit=5, check=check):
        pass
    return torch.stack(reader.heard[-5:])


@pytest.mark.parametrize("seed", range(2))
# For the second most has to make room.
@pytest.mark.parametrize("budget", [100_000_000, 500_000])
def test_in_any_order_of_requests(loaded: LoadedModel, seed: int, budget: int) -> None:
    random = dice(seed)
    asking = Asking(loaded)
    asked: list[tuple[Message, ...]] = [()]
    loaded.prefixes = PrefixCache(budget)
    for _ in range(16):
        conversation = next_conversation(asked, random)
        asked.append(conversation)
        adapter = random.choice([None, *loaded.installed.adapters])
        if random.random() < 0.2:
            asking.break_off(conversation, random.randrange(8))
        asking.ask(conversation, adapter)
        assert loaded.prefixes.size <= loaded.prefixes.budget
    assert asking.reused > 0


def test_another_question_about_the_same_pictures_reads_the_question_alone(
    loaded: LoadedModel,
) -> None:
    asking = Asking(loaded)
    before = ("first ", RED, " then ", BLUE, " and then: ")
    asking.ask((Message("user", (*before, "which is wider?")),))

    cached, prompt = asking.ask((Message("user", (*before, "are they alike?")),))

    assert prompt.pictures[-1].end < cached < len(prompt.tokens)


def test_what_stands_before_another_picture_is_not_read_again(loaded: LoadedModel) -> None:
    asking = Asking(loaded)
    asking.ask((Message("user", ("first ", RED, " then ", BLUE, " and then?")),))

    cached, prompt = asking.ask((Message("user", ("first ", RED, " then ", GREEN, " and then?")),))

    assert cached == prompt.pictures[1].first


def test_no_adapter_finds_what_another_has_read(loaded: LoadedModel) -> None:
    asking = Asking(loaded)
    for adapter in (None, *loaded.installed.adapters):
        cached, _ = asking.ask(QUESTION, adapter)
        assert cached == 0


def test_an_adapter_that_was_trained_again_finds_nothing(loaded: LoadedModel) -> None:
    asking = Asking(loaded)
    for adapter, folder in loaded.installed.adapters.items():
        asking.ask(QUESTION, adapter)
        save_tiny_adapter(loaded.installed.path, folder, seed=7, alpha=8)

        cached, _ = asking.ask(QUESTION, adapter)

        assert cached == 0


def test_the_same_question_reads_one_token(loaded: LoadedModel) -> None:
    asking = Asking(loaded)
    asking.ask(QUESTION)

    cached, prompt = asking.ask(QUESTION)

    assert cached == len(prompt.tokens) - 1


def test_what_was_given_back_is_read_again(loaded: LoadedModel) -> None:
    asking = Asking(loaded)
    asking.ask(QUESTION)
    while loaded.shed():
        pass

    cached, _ = asking.ask(QUESTION)

    assert cached == 0


def test_the_answer_is_kept_for_the_next_turn(loaded: LoadedModel) -> None:
    with loaded.speaking_as(None) as model:
        prompt = Prompt.of(model, on_device(encode(loaded.processor, QUESTION), model))
        tokens = prompt.tokens.tolist()
        with remembered(loaded.prefixes, loaded.speaker, prompt, tokens, 8) as cache:
            answered(loaded, prompt, tokens, cache)

        next_turn = (*identities(prompt), *tokens[len(prompt.tokens) :], 1)
        kept = loaded.prefixes.longest(loaded.speaker, next_turn).get_seq_length()

    # All but the last token, which nobody has read yet.
    assert kept == len(tokens) - 1


def test_what_was_read_of_a_cancelled_request_is_not_read_again(
    loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(loop._CHUNK, "cpu", 16)
    asking = Asking(loaded)
    # In the middle of the last chunk: the first layer has read it, the second has not.
    asking.break_off(QUESTION, -5)

    cached, prompt = asking.ask(QUESTION)

    assert len(prompt.tokens) - 17 < cached < len(prompt.tokens) - 1
