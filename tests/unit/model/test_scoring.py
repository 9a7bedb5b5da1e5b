"""How likely a model finds texts: shared beginnings change what it costs, never what comes out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pytest
import torch

from dice import dice
from limner_model import scoring
from limner_model.completions import ScoredToken, ScoreRequest
from limner_model.errors import CancelledError, RequestRefusedError
from limner_model.installed import InstalledModel
from limner_model.loader import LoadedModel, load_model
from limner_model.processor import encode
from limner_model.protocol import Message
from limner_model.scoring import score

BASE = "def add(one, other):\n    total = one + other\n    return total\n"


@pytest.fixture(scope="module")
def loaded(tiny_data: Any) -> LoadedModel:
    folder = tiny_data / "limner/models/tiny"
    loaded = load_model(InstalledModel("tiny", folder, {}))
    # What differs in the order of adding must not differ in the result.
    loaded.model.float()
    return loaded


@pytest.fixture
def read_tokens(loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many tokens the model reads, one figure a step."""
    read: list[int] = []
    forward = loaded.model.forward

    def counting(*args: Any, **kwargs: Any) -> Any:
        read.append(kwargs["input_ids"].numel())
        return forward(*args, **kwargs)

    monkeypatch.setattr(loaded.model, "forward", counting)
    return read


def scored(loaded: LoadedModel, *texts: str, alternatives: int = 0) -> list[list[ScoredToken]]:
    request = ScoreRequest("tiny", texts, alternatives)
    return score(loaded.model, loaded, request, lambda: None)[0]


def values(tokens: list[ScoredToken]) -> list[float]:
    return [token.logprob for token in tokens[1:] if token.logprob is not None]


def alone(loaded: LoadedModel, text: str) -> list[float]:
    """The same by one plain look at the whole text."""
    tokens = torch.tensor([loaded.processor.tokenizer(text, split_special_tokens=True).input_ids])
    with torch.inference_mode():
        logprobs = loaded.model(input_ids=tokens).logits.float().log_softmax(-1)
    return [logprobs[0, at, tokens[0, at + 1]].item() for at in range(tokens.shape[1] - 1)]


def test_each_token_is_as_likely_as_the_whole_text_says(loaded: LoadedModel) -> None:
    (tokens,) = scored(loaded, BASE)
    assert tokens[0].logprob is None
    assert values(tokens) == pytest.approx(alone(loaded, BASE), abs=1e-4)


def test_the_tokens_are_the_text(loaded: LoadedModel) -> None:
    (tokens,) = scored(loaded, BASE)
    assert "".join(token.text for token in tokens) == BASE
    assert [token.start for token in tokens] == [
        sum(len(before.text) for before in tokens[:index]) for index in range(len(tokens))
    ]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("batch", [100, 400, 8192])
def test_texts_with_much_in_common_score_as_each_would_alone(
    loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch, seed: int, batch: int
) -> None:
    monkeypatch.setattr(scoring, "_BATCH", batch)
    monkeypatch.setattr(scoring, "_LOGITS", 300 * 40)
    rng = dice(seed)
    texts = []
    for _ in range(12):
        at = rng.randrange(1, len(BASE))
        texts.append(BASE[:at] + rng.choice(["", "x", "==", "not "]) + BASE[at + 1 :])
    texts += [BASE, BASE, BASE[:1], BASE[:20], "é" + BASE, "something else"]

    for text, tokens in zip(texts, scored(loaded, *texts), strict=True):
        assert values(tokens) == pytest.approx(alone(loaded, text), abs=1e-3)


def test_what_texts_begin_with_in_common_is_read_once(
    loaded: LoadedModel, read_tokens: list[int]
) -> None:
    prefix = "x = 1\n" * 50
    scored(loaded, *(f"{prefix}y = {number}\n" for number in range(10)))
    assert sum(read_tokens) < len(prefix) + 10 * 20


def test_a_text_asked_for_twice_is_read_once(loaded: LoadedModel, read_tokens: list[int]) -> None:
    first, second = scored(loaded, BASE, BASE)
    assert first == second
    assert sum(read_tokens) < 1.5 * len(BASE)


def test_the_likeliest_tokens_are_told_in_order(loaded: LoadedModel) -> None:
    (tokens,) = scored(loaded, BASE, alternatives=3)
    for token in tokens[1:]:
        likeliest = [value for _, value in token.alternatives]
        assert len(likeliest) == 3
        assert likeliest == sorted(likeliest, reverse=True)
        assert token.logprob is not None
        assert token.logprob <= likeliest[0] + 1e-6


def test_a_control_token_in_a_text_is_text(loaded: LoadedModel) -> None:
    (tokens,) = scored(loaded, "a</s>b")
    assert len(tokens) > 3
    assert "".join(token.text for token in tokens) == "a</s>b"


def test_all_is_finite_even_where_it_is_hardly_likely(loaded: LoadedModel) -> None:
    (tokens,) = scored(loaded, "\x00\uffff🙂" * 20)
    assert all(math.isfinite(value) for value in values(tokens))


def test_a_text_longer_than_the_context_is_refused(loaded: LoadedModel) -> None:
    with pytest.raises(RequestRefusedError, match="tokens, the model reads"):
        scored(loaded, "x y " * 50_000)


def test_a_cancel_ends_it_at_the_next_layer(loaded: LoadedModel) -> None:
    calls = []

    def check() -> None:
        calls.append(1)
        if len(calls) > 1:
            raise CancelledError

    with pytest.raises(CancelledError):
        score(loaded.model, loaded, ScoreRequest("tiny", (BASE, "y")), check)
    assert len(calls) == 2


def test_an_answer_is_as_likely_as_the_whole_conversation_says(loaded: LoadedModel) -> None:
    said = (Message("user", (BASE,)),)
    request = ScoreRequest("tiny", ("yes", "yes or no"), messages=said)
    before = encode(loaded.processor, said)["input_ids"][0]
    tokenizer = loaded.processor.tokenizer

    found, usage = score(loaded.model, loaded, request, lambda: None)

    for text, tokens in zip(request.texts, found, strict=True):
        answer = [*tokenizer(text).input_ids, tokenizer.eos_token_id]
        whole = torch.tensor([[*before.tolist(), *answer]])
        with torch.inference_mode():
            logprobs = loaded.model(input_ids=whole).logits.float().log_softmax(-1)[0]
        expected = [logprobs[len(before) + at - 1, one].item() for at, one in enumerate(answer)]
        assert [token.logprob for token in tokens] == pytest.approx(expected, abs=1e-3)
        assert "".join(token.text for token in tokens) == text
    assert usage.prompt_tokens > 2 * len(before)


def test_a_conversation_is_read_once_for_all_its_answers(
    loaded: LoadedModel, read_tokens: list[int]
) -> None:
    said = (Message("user", (BASE * 5,)),)
    score(
        loaded.model,
        loaded,
        ScoreRequest("tiny", tuple(f"line {at}" for at in range(8)), messages=said),
        lambda: None,
    )
    assert sum(read_tokens) < len(BASE * 5) + 8 * 20


def test_a_conversation_that_was_asked_before_is_not_read_again(loaded: LoadedModel) -> None:
    said = (Message("user", (BASE * 5,)),)
    before = encode(loaded.processor, said)["input_ids"].shape[1]

    def ask(*texts: str) -> tuple[list[float | None], int]:
        request = ScoreRequest("tiny", texts, messages=said)
        found, usage = score(loaded.model, loaded, request, lambda: None)
        return [token.logprob for tokens in found for token in tokens], usage.cached_tokens

    loaded.prefixes.clear()
    cold, none = ask("line 1", "line 2")
    loaded.prefixes.clear()
    ask("return", "pass")
    warm, cached = ask("line 1", "line 2")

    assert (none, cached) == (0, before - 1)
    assert warm == pytest.approx(cold, abs=1e-5)
