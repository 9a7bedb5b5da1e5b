"""Blanks are filled in as if each stood alone at the end of what comes before it."""

from __future__ import annotations

import threading

import pytest
import torch

from limner_model.blanks import Blank
from limner_model.client import Engine
from limner_model.errors import CancelledError, RequestRefusedError
from limner_model.installed import InstalledModel
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
    loaded = load_model(InstalledModel("tiny", tiny_data / "limner/models/tiny", {}))
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
