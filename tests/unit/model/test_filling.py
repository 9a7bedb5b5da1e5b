"""Blanks are filled in as if each stood alone at the end of what comes before it."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
import torch

from asking_the_engine import Listener, endless, start
from limner_model.blanks import Blank
from limner_model.blanks_protocol import BlanksRequest
from limner_model.client import Engine
from limner_model.engine import LocalEngine
from limner_model.errors import CancelledError, RequestRefusedError
from limner_model.filling import fill, lay_out
from limner_model.installed import InstalledModel
from limner_model.jobs import Event, Failed, Filled
from limner_model.loader import load_model
from limner_model.processor import encode
from limner_model.protocol import Message

ASKED = [{"role": "user", "content": "what is it?"}]


def one_token_choices(tokenizer, count: int) -> tuple[str, ...]:
    words = [tokenizer.decode([token]) for token in range(len(tokenizer))]
    found = [
        word[1:]
        for word in words
        if word.startswith(" ")
        and word.strip()
        and len(tokenizer(word, add_special_tokens=False)["input_ids"]) == 1
    ]
    return tuple(found[:count])


@pytest.fixture(scope="module")
def loaded(tiny_data):
    folder = tiny_data / "limner"
    adapters = {name: folder / "adapters/tiny" / name for name in "ab"}
    loaded = load_model(InstalledModel("tiny", folder / "models/tiny", adapters))
    loaded.model.float()
    return loaded


def test_each_blank_says_what_would_come_next_there(loaded, engine: Engine):
    choices = one_token_choices(loaded.processor.tokenizer, 3)
    form = [Blank(" one", choices), Blank(" two", choices)]

    found = engine.fill(ASKED, form)

    for place, text in enumerate([" one", " one two"]):
        assert found[place] == pytest.approx(expected(loaded, text, choices), abs=0.05)


def expected(loaded, text: str, choices: tuple[str, ...]) -> list[float]:
    tokenizer = loaded.processor.tokenizer
    prompt = encode(loaded.processor, [Message("user", ("what is it?",))])["input_ids"]
    rest = [
        token
        for piece in text.replace(" two", "| two").split("|")
        for token in tokenizer(piece, add_special_tokens=False)["input_ids"]
    ]
    with torch.inference_mode():
        logits = loaded.model(input_ids=torch.cat([prompt, torch.tensor([rest])], 1)).logits[0, -1]
    ids = [tokenizer(f" {choice}", add_special_tokens=False)["input_ids"][0] for choice in choices]
    return logits[ids].float().log_softmax(-1).tolist()


def test_a_choice_of_several_tokens_is_refused(engine: Engine):
    with pytest.raises(RequestRefusedError, match="not one token"):
        engine.fill(ASKED, [Blank(" one", ("something rather long",))])


def test_what_is_longer_than_the_context_is_refused(engine: Engine):
    long = [{"role": "user", "content": "x" * 50_000}]
    with pytest.raises(RequestRefusedError, match="tokens, the model reads"):
        engine.fill(long, [Blank(" one", ("a",))])


def test_a_cancelled_request_ends_at_once(engine: Engine):
    cancelled = threading.Event()
    cancelled.set()

    with pytest.raises(CancelledError):
        engine.fill(ASKED, [Blank(" one", ("a",))], cancelled=cancelled)


def form(loaded, words: int, model: str = "tiny") -> BlanksRequest:
    choices = one_token_choices(loaded.processor.tokenizer, 3)
    asked = (Message("user", ("what is it? " * words,)),)
    return BlanksRequest(model, asked, (Blank(" one", choices), Blank(" two", choices)))


def test_forms_read_together_say_what_each_would_alone_whoever_speaks(loaded):
    speakers = [None, "a", "b", "a"]
    forms = [lay_out(loaded, form(loaded, words)) for words in (3, 1, 5, 2)]
    alone = []
    for speaker, one in zip(speakers, forms, strict=True):
        with loaded.speaking_as(speaker) as model:
            alone += fill(model, [one], lambda: None)

    with loaded.speaking_together(speakers) as (model, told):
        together = fill(model, forms, lambda: None, **told)

    assert len({str(found) for found, _ in together}) == len(forms)
    for (found, usage), (expected, usage_alone) in zip(together, alone, strict=True):
        assert usage == usage_alone
        for row, expected_row in zip(found, expected, strict=True):
            assert row == pytest.approx(expected_row, abs=1e-5)


def test_nobody_speaks_on_after_a_batch(loaded):
    one = [lay_out(loaded, form(loaded, 2))]
    with loaded.speaking_as(None) as model:
        before = fill(model, one, lambda: None)

    with loaded.speaking_together(["a", "b"]) as (model, told):
        fill(model, one * 2, lambda: None, **told)

    with loaded.speaking_as(None) as model:
        assert fill(model, one, lambda: None) == before


def test_short_forms_that_wait_are_read_in_one_step(
    loaded, local: LocalEngine, monkeypatch: pytest.MonkeyPatch
):
    sizes = []

    def filled(model, forms, check, **told):
        sizes.append(len(forms))
        return fill(model, forms, check, **told)

    monkeypatch.setattr("limner_model.engine.fill", filled)
    asked = [form(loaded, 1, model) for model in ("tiny", "tiny:a", "tiny:b")]
    alone = [answered(local, [one])[0] for one in asked]

    together = answered(local, asked)

    assert sizes == [1, 1, 1, 3]
    for one, expected in zip(together, alone, strict=True):
        for row, expected_row in zip(one.logprobs, expected.logprobs, strict=True):
            assert row == pytest.approx(expected_row, abs=1e-5)


def test_one_that_is_refused_spoils_it_for_nobody(loaded, local: LocalEngine):
    good = form(loaded, 1)
    bad = replace(good, blanks=(Blank(" one", ("something rather long",)),))

    first, second, third = answered(local, [good, bad, good])

    assert isinstance(first, Filled)
    assert isinstance(second, Failed)
    assert "something rather long" in str(second.error)
    assert first == third


def answered(local: LocalEngine, asked: list[BlanksRequest]) -> list[Event]:
    """What the engine says to requests that waited together."""
    busy, _ = start(local, endless())
    listeners = [Listener() for _ in asked]
    for one, listener in zip(asked, listeners, strict=True):
        local.submit(one, listener)
    local.cancel(busy)
    return [listener.next() for listener in listeners]
