"""Answers written with drafts are those that `transformers` writes without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from PIL import Image

from limner_model import generation
from limner_model.config import BUILTIN_MODEL
from limner_model.decoding.drafting import ReadingCosts
from limner_model.decoding.loop import Drafter
from limner_model.generation import generate
from limner_model.installed import InstalledModel, installed_models
from limner_model.loader import LoadedModel, load_model
from limner_model.protocol import ChatRequest, Message

Generated = Callable[..., list[int]]

FUNCTION = "def total(items):\n    total = 0\n    for item in items:\n        total += item\n"
PICTURE = Image.new("RGB", (96, 64), "red")
QUESTIONS = {
    "text": ("<div class='card'>text</div>",),
    "repetitive": ("ab" * 60,),
    "code": (f"{FUNCTION}\nWrite this function anew:\n{FUNCTION}{FUNCTION}",),
    "pictures": ("see ", PICTURE, FUNCTION, PICTURE, FUNCTION),
}


class FreeReading(ReadingCosts):
    """As if reading many tokens cost what reading one does; keeps the sizes of all readings."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: list[int] = []

    def add(self, tokens: int, seconds: float) -> None:
        assert seconds > 0
        self.sizes.append(tokens)

    def of(self, tokens: int) -> float:
        del tokens
        return 1.0


class Untold:
    """Never drafts."""

    def __init__(self, *_: object) -> None:
        pass

    def propose(self, _: Sequence[int]) -> list[int]:
        return []

    def told(self, *_: object) -> None:
        pass


def asking(*parts: str | Image.Image, most: int = 60) -> ChatRequest:
    return ChatRequest("tiny", (Message("user", parts),), max_tokens=most, temperature=0)


def answer(loaded: LoadedModel, request: ChatRequest) -> tuple[str, list[int]]:
    """The text of an answer, and how many tokens each step read."""
    costs = FreeReading()
    loaded.reading_costs = costs
    pieces: list[str] = []
    with loaded.speaking_as(request.model.partition(":")[2] or None) as model:
        generate(model, loaded, request, pieces.append, lambda: None)
    return "".join(pieces), costs.sizes


def text(loaded: LoadedModel, tokens: Sequence[int]) -> str:
    decoded: str = loaded.processor.tokenizer.decode(tokens, skip_special_tokens=True)
    return decoded


@pytest.mark.parametrize("question", QUESTIONS)
def test_greedy_answers_are_those_of_transformers(
    loaded: LoadedModel, generated: Generated, question: str
) -> None:
    request = asking(*QUESTIONS[question])
    expected = generated(loaded, request, do_sample=False)
    assert answer(loaded, request)[0] == text(loaded, expected)


def test_what_repeats_takes_fewer_steps(tiny: InstalledModel) -> None:
    # A model of random weights soon says the same over and over.
    _, sizes = answer(load_model(tiny), asking(*QUESTIONS["repetitive"], most=400))
    assert len(sizes) < 200


def test_a_sampled_answer_is_the_same_with_drafts_and_without(
    loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = replace(asking(*QUESTIONS["pictures"], most=80), temperature=0.05, seed=4)
    drafted, sizes = answer(loaded, request)
    never: type[Drafter] = Untold
    monkeypatch.setattr(generation, "PromptLookup", never)
    assert answer(loaded, request)[0] == drafted
    assert max(sizes) > 1


def test_the_built_in_model_writes_the_same(generated: Generated) -> None:
    loaded = load_model(installed_models()[BUILTIN_MODEL])
    dull = "Summary of function add(a: int, b: int) -> int\nWords: sum add number\n"
    for words in (dull, dull * 8, FUNCTION * 4, "Inputs of total(items)\nValues: 0 1 2\n" * 3):
        request = replace(asking(words, most=80), model=BUILTIN_MODEL)
        assert answer(loaded, request)[0] == text(
            loaded, generated(loaded, request, do_sample=False)
        )
