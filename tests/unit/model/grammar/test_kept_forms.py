"""Answers of a model of random weights, which would never keep to a form by itself."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import llguidance.hf
import pytest
import torch

from asking_the_engine import ask, request, wait_for
from limner_model import generation
from limner_model.decoding.drafting import ReadingCosts
from limner_model.engine import LocalEngine
from limner_model.errors import CancelledError, RequestRefusedError
from limner_model.forms import Form, Grammar, Schema
from limner_model.generation import generate
from limner_model.grammar import compiling
from limner_model.installed import InstalledModel
from limner_model.loader import LoadedModel, load_model
from limner_model.protocol import ChatRequest, Message

PERSON = Schema(
    json.dumps(
        {
            "type": "object",
            "properties": {
                "name": {"type": "string", "maxLength": 8},
                "kind": {"enum": ["button", "link"]},
                "sizes": {"type": "array", "items": {"type": "boolean"}, "maxItems": 3},
            },
            "required": ["name", "kind", "sizes"],
            "additionalProperties": False,
        }
    )
)
POINTERS = Grammar(
    r"""
root ::= (free | bracket | pointer)*
free ::= [^\[]+
bracket ::= "[" [^\[]
pointer ::= "[[" ("0" | "1" | "12") "]]"
"""
)


@pytest.fixture(scope="module")
def loaded(tiny_data: Path) -> LoadedModel:
    return load_model(InstalledModel("tiny", tiny_data / "limner/models/tiny", {}))


def answer(
    loaded: LoadedModel,
    form: Form | None,
    *,
    words: str = "a page",
    most: int = 800,
    temperature: float = 0.0,
    seed: int = 0,
    check: Callable[[], None] = lambda: None,
) -> tuple[str, str]:
    """The text of an answer, and why it ended."""
    request = ChatRequest(
        "tiny",
        (Message("user", (words,)),),
        max_tokens=most,
        temperature=temperature,
        seed=seed,
        form=form,
    )
    pieces: list[str] = []
    with loaded.speaking_as(None) as model:
        reason, _ = generate(model, loaded, request, pieces.append, check)
    return "".join(pieces), reason


@pytest.mark.parametrize("temperature", [0.0, 0.7, 2.0])
def test_every_answer_is_json_of_its_schema(loaded: LoadedModel, temperature: float) -> None:
    for seed in range(4):
        text, reason = answer(loaded, PERSON, temperature=temperature, seed=seed)
        assert reason == "stop"
        person = json.loads(text)
        assert list(person) == ["name", "kind", "sizes"]
        assert person["kind"] in ("button", "link")
        assert len(person["name"]) <= 8


def test_blanks_between_values_come_to_an_end(loaded: LoadedModel) -> None:
    values = Schema('{"type": "array", "items": {"const": 1}, "minItems": 3, "maxItems": 3}')
    for seed in range(6):
        text, _ = answer(loaded, values, temperature=2.0, seed=seed, most=400)
        assert json.loads(text) == [1, 1, 1]


@pytest.mark.parametrize("temperature", [0.0, 1.5])
def test_words_are_free_and_pointers_are_those_that_exist(
    loaded: LoadedModel, temperature: float
) -> None:
    for seed in range(6):
        text, _ = answer(loaded, POINTERS, temperature=temperature, seed=seed, most=100)
        whole = text[: text.rfind("[[")] if text.rfind("]]") < text.rfind("[[") else text
        assert set(re.findall(r"\[\[(.*?)\]\]", whole, re.DOTALL)) <= {"0", "1", "12"}


def test_what_keeps_to_a_form_by_itself_is_left_as_it_is(loaded: LoadedModel) -> None:
    mask = loaded.forms.mask(Grammar('root ::= "ab" | "c"'), lambda: None)
    a, b, c = loaded.processor.tokenizer.convert_tokens_to_ids(["a", "b", "c"])
    logits = torch.linspace(1.0, 2.0, loaded.model.config.text_config.vocab_size)
    found = mask.masked(logits)
    assert found[[a, c]].tolist() == logits[[a, c]].tolist()
    assert found[b] == -torch.inf
    mask.took(a)
    assert mask.masked(logits).argmax() == b


def test_a_form_allows_the_end_only_where_it_is_whole(loaded: LoadedModel) -> None:
    text, reason = answer(loaded, Grammar('root ::= "a" | "abc"'))
    assert text in ("a", "abc")
    assert reason == "stop"
    assert answer(loaded, Grammar('root ::= "x"{50}'), most=5)[1] == "length"


def test_drafts_and_forms_go_together(loaded: LoadedModel) -> None:
    listing = Grammar('root ::= line{30}\nline ::= "<li>" ("yes" | "no") "</li>\\n"')
    text, _ = answer(loaded, listing, words="<li>yes</li>\n" * 3, most=1500)
    loaded.reading_costs = Free()
    again, _ = answer(loaded, listing, words="<li>yes</li>\n" * 3, most=1500)
    assert again == text
    assert re.fullmatch(r"(<li>(yes|no)</li>\n){30}", text)
    assert max(loaded.reading_costs.sizes) > 1


def test_what_a_form_leaves_no_choice_about_is_read_at_once(
    loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {f"the name of the property {index}": {"type": "boolean"} for index in range(4)}
    form = Schema(
        json.dumps(
            {
                "type": "object",
                "properties": names,
                "required": [*names],
                "additionalProperties": False,
            }
        )
    )
    loaded.reading_costs = Free()
    text, _ = answer(loaded, form)
    at_once = len(loaded.reading_costs.sizes)
    monkeypatch.setattr(generation, "FormDrafts", lambda _mask, lookup, _costs: lookup)
    loaded.reading_costs = Free()
    assert answer(loaded, form)[0] == text
    assert at_once < len(loaded.reading_costs.sizes) / 1.5
    assert [*json.loads(text)] == [*names]


class Free(ReadingCosts):
    """As if many tokens cost what one does."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: list[int] = []

    def add(self, tokens: int, seconds: float) -> None:
        del seconds
        self.sizes.append(tokens)

    def of(self, tokens: int) -> float:
        del tokens
        return 1.0


def test_a_form_that_is_too_much_is_refused_and_the_next_request_answered(
    loaded: LoadedModel,
) -> None:
    words = " | ".join(f'"word{index}"' for index in range(4000))
    with pytest.raises(RequestRefusedError, match=r"cannot be kept to \(.*max is 2000"):
        answer(loaded, Grammar(f"root ::= {words}\nother ::= root root"))
    assert json.loads(answer(loaded, PERSON)[0])


def test_making_a_form_ready_takes_no_longer_than_allowed(
    loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "_SECONDS", 0.05)
    monkeypatch.setattr(compiling.Forms, "_make", lambda *_: time.sleep(0.5))
    with pytest.raises(RequestRefusedError, match=r"not ready after 0\.05 s"):
        answer(loaded, Grammar('root ::= "slow"'))


def test_waiting_for_a_form_can_be_cancelled(
    loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling.Forms, "_make", lambda *_: time.sleep(0.5))

    def check() -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        answer(loaded, Grammar('root ::= "given up"'), check=check)


def test_an_engine_at_rest_reads_the_vocabulary_before_a_form_is_asked_for(
    home_with_tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del home_with_tiny
    read = []

    def from_tokenizer(*args: Any, **more: Any) -> Any:
        read.append(args)
        return llguidance.hf.from_tokenizer(*args, **more)

    monkeypatch.setattr(compiling, "from_tokenizer", from_tokenizer)
    engine = LocalEngine()
    try:
        ask(engine, request())
        wait_for(lambda: bool(read))
        ask(engine, request(form=Grammar('root ::= "yes"')))
    finally:
        engine.close()
    assert len(read) == 1
