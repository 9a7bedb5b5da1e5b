"""The loop writes what `transformers` would, whatever it guesses, keeps or leaves out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

import pytest
import torch
from PIL import Image
from torch import Tensor

from limner_model.decoding import loop
from limner_model.decoding.choosing import ModelsChoice
from limner_model.decoding.keys_values import KeysValues
from limner_model.decoding.loop import Drafter, Mask, write
from limner_model.decoding.prompt import Prompt
from limner_model.decoding.reader import ModelReader
from limner_model.generation import on_device
from limner_model.installed import InstalledModel
from limner_model.loader import LoadedModel, load_model
from limner_model.processor import encode
from limner_model.protocol import ChatRequest, Message

Generated = Callable[..., list[int]]

RED, BLUE = (Image.new("RGB", (96, 64), colour) for colour in ("red", "blue"))
QUESTION = ChatRequest(
    "tiny", (Message("user", ("<div class='card'>text</div>",)),), max_tokens=24, temperature=0
)
PICTURED = replace(QUESTION, messages=(Message("user", ("see ", RED, " and ", BLUE, "there")),))


class Writing:
    """One answer on its way: the loop, and what it works with."""

    def __init__(self, loaded: LoadedModel, request: ChatRequest) -> None:
        self.checks = 0
        self.cache = KeysValues()
        self.loaded = loaded
        self.request = request
        inputs = on_device(encode(loaded.processor, request.messages), loaded.model)
        self.prompt = Prompt.of(loaded.model, inputs)
        self.tokens = self.prompt.tokens.tolist()
        self.steps: list[int] = []
        self._reader = ModelReader(loaded.model, self.prompt, self.check)

    def check(self) -> None:
        self.checks += 1

    def read(self, tokens: Tensor, cache: KeysValues, *, all_logits: bool) -> Tensor:
        self.steps.append(len(tokens))
        return self._reader.read(tokens, cache, all_logits=all_logits)

    def run(
        self,
        *,
        drafter: Drafter | None = None,
        mask: Mask | None = None,
        ends: Collection[int] = (),
    ) -> Iterator[int]:
        wanted = self.request
        choice = ModelsChoice(
            self.loaded.model,
            self.prompt.tokens,
            temperature=wanted.temperature,
            top_p=wanted.top_p,
            seed=wanted.seed,
        )
        limit = wanted.max_tokens or 1
        return write(
            self,
            self.prompt,
            self.tokens,
            self.cache,
            choice,
            ends=ends,
            limit=limit,
            check=self.check,
            drafter=drafter,
            mask=mask,
        )


@pytest.fixture
def idefics(tiny: InstalledModel) -> LoadedModel:
    return load_model(tiny)


@pytest.mark.parametrize("request_", [QUESTION, PICTURED], ids=["text", "pictures"])
def test_it_writes_what_the_model_would(
    loaded: LoadedModel, generated: Generated, request_: ChatRequest
) -> None:
    expected = generated(loaded, request_, do_sample=False, eos_token_id=[-1])
    assert [*Writing(loaded, request_).run()] == expected


def test_a_picture_in_between_changes_no_other_answer(loaded: LoadedModel) -> None:
    expected = [*Writing(loaded, QUESTION).run()]
    writing = Writing(loaded, QUESTION)
    tokens = writing.run()
    begun = [next(tokens)]
    pictured = [*Writing(loaded, PICTURED).run()]
    assert [*begun, *tokens] == expected
    assert pictured != expected


@pytest.mark.parametrize("chunk", [1, 7])
def test_a_prompt_may_be_read_in_parts(
    loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    expected = [*Writing(loaded, PICTURED).run()]
    monkeypatch.setitem(loop._CHUNK, "cpu", chunk)
    writing = Writing(loaded, PICTURED)
    assert [*writing.run()] == expected
    pictures = {picture.end - picture.first for picture in writing.prompt.pictures}
    assert set(writing.steps) <= {*range(1, chunk + 1), *pictures}


def test_a_prompt_may_begin_in_the_cache(loaded: LoadedModel) -> None:
    first = Writing(loaded, PICTURED)
    expected = [*first.run()]
    length = len(first.prompt.tokens)
    for place in {first.prompt.whole_pictures(place) for place in range(1, length, 5)}:
        again = Writing(loaded, PICTURED)
        again.cache = KeysValues.beginning_with(first.cache.beginning(place))
        assert [*again.run()] == expected
        assert again.steps[0] == length - place


def test_sampling_is_that_of_the_model(idefics: LoadedModel, generated: Generated) -> None:
    request = replace(QUESTION, temperature=0.8, top_p=0.9, seed=7)
    torch.manual_seed(7)
    expected = generated(
        idefics, request, do_sample=True, temperature=0.8, top_p=0.9, eos_token_id=[-1]
    )
    assert [*Writing(idefics, request).run()] == expected
    assert [*Writing(idefics, replace(request, seed=8)).run()] != expected


def test_the_makers_defaults_hold(idefics: LoadedModel, generated: Generated) -> None:
    defaults = idefics.model.generation_config
    defaults.do_sample, defaults.top_k, defaults.repetition_penalty = True, 3, 1.3
    defaults.eos_token_id = [-1]
    request = replace(QUESTION, temperature=None, seed=5)
    torch.manual_seed(5)
    assert [*Writing(idefics, request).run()] == generated(idefics, request)


class Guesses:
    """Guesses what will be written, with mistakes."""

    def __init__(self, prompt: int, answer: Sequence[int]) -> None:
        self.accepted: list[tuple[int, int]] = []
        self._prompt = prompt
        self._answer = answer

    def propose(self, tokens: Sequence[int]) -> list[int]:
        place = len(tokens) - self._prompt
        guess = [*self._answer[place : place + 5]]
        wrong = len(tokens) % 6
        return [*guess[:wrong], 9, *guess[wrong + 1 :]] if wrong < 5 else guess

    def told(self, accepted: int, proposed: int, seconds: float) -> None:
        assert seconds > 0
        self.accepted.append((accepted, proposed))


@pytest.mark.parametrize("seed", [None, 3])
def test_guesses_change_nothing_but_the_steps(loaded: LoadedModel, seed: int | None) -> None:
    request = PICTURED if seed is None else replace(PICTURED, temperature=0.7, seed=seed)
    plain = Writing(loaded, request)
    expected = [*plain.run()]
    guessing = Writing(loaded, request)
    guesses = Guesses(len(guessing.tokens), expected)
    assert [*guessing.run(drafter=guesses)] == expected
    assert len(guessing.steps) < len(plain.steps) / 1.5
    assert any(0 < accepted < proposed for accepted, proposed in guesses.accepted)
    assert 1 + sum(accepted + 1 for accepted, _ in guesses.accepted) == len(expected)


class EvenTokens:
    """Allows even tokens only."""

    def __init__(self) -> None:
        self.taken: list[int] = []

    def masked(self, logits: Tensor) -> Tensor:
        odd = torch.arange(len(logits)) % 2 == 1
        return logits.masked_fill(odd, -torch.inf)

    def took(self, token: int) -> None:
        self.taken.append(token)


def test_what_is_forbidden_is_not_written(loaded: LoadedModel) -> None:
    mask = EvenTokens()
    written = [*Writing(loaded, QUESTION).run(mask=mask)]
    assert all(token % 2 == 0 for token in written)
    assert mask.taken == written
    guessing = Writing(loaded, QUESTION)
    guesses = Guesses(len(guessing.tokens), written)
    assert [*guessing.run(mask=EvenTokens(), drafter=guesses)] == written


def test_an_answer_ends_with_the_first_token_that_ends_it(idefics: LoadedModel) -> None:
    written = [*Writing(idefics, QUESTION).run()]
    end = written[9]
    expected = written[: written.index(end) + 1]
    guessing = Writing(idefics, QUESTION)
    guesses = Guesses(len(guessing.tokens), written)
    assert [*Writing(idefics, QUESTION).run(ends={end})] == expected
    assert [*guessing.run(ends={end}, drafter=guesses)] == expected


def test_the_cache_holds_what_was_written_however_it_ended(idefics: LoadedModel) -> None:
    whole = Writing(idefics, PICTURED)
    expected = [*whole.run()]
    closed = Writing(idefics, PICTURED)
    guesses = Guesses(len(closed.tokens), expected)
    for token, _ in zip(closed.run(drafter=guesses), range(6), strict=False):
        assert token in expected
    failed = Writing(idefics, PICTURED)
    tokens = failed.run()
    next(tokens)
    failed.cache.layers[-1].append = _broken
    with pytest.raises(MemoryError):
        next(tokens)
    for writing in (whole, closed, failed):
        length = writing.cache.get_seq_length()
        assert length == len(writing.tokens) - 1
        assert writing.tokens[: length + 1] == whole.tokens[: length + 1]
        for found, right in zip(
            writing.cache.beginning(length), whole.cache.beginning(length), strict=True
        ):
            torch.testing.assert_close(found, right, rtol=0, atol=1e-5)


def test_it_can_be_stopped_at_every_token_and_at_every_layer_of_the_prompt(
    idefics: LoadedModel,
) -> None:
    writing = Writing(idefics, PICTURED)
    tokens = writing.run()
    next(tokens)
    layers = idefics.model.config.text_config.num_hidden_layers
    assert writing.checks > layers
    for _ in range(3):
        before = writing.checks
        next(tokens)
        assert writing.checks == before + 1


def _broken(*_: Tensor) -> tuple[Tensor, Tensor]:
    raise MemoryError
