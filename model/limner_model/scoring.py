"""How likely a model finds texts: what they begin with in common is read once, the rest in batches.

Texts that differ in a few characters, as the candidates of a search do, share all that stands
before. In the order of their tokens, neighbours share most; the keys and values of what is shared
stay in the cache, as with the prefix trees of SGLang (Zheng et al., 2024), of which this keeps one
path at a time. A conversation that the texts answer is kept for other requests as well; texts that
stand alone are not, since how likely their beginning is would have to be kept beside.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final

import torch
from transformers import Cache, DynamicCache

from limner_model.completions import ScoredToken, ScoreRequest
from limner_model.decoding.keys_values import KeysValues
from limner_model.decoding.layers import at_every_layer
from limner_model.decoding.loop import read_prompt
from limner_model.decoding.prompt import Prompt
from limner_model.errors import RequestRefusedError
from limner_model.generation import on_device
from limner_model.loader import LoadedModel
from limner_model.prefix import remembered
from limner_model.processor import encode
from limner_model.protocol import Usage

# Logits computed in one step: there is one for each token read and each word of the vocabulary.
_LOGITS: Final = 2**27
# Tokens in the caches of one batch, those that its texts share counted for each.
_BATCH: Final = 8192
# Tokens that may be read more than once where that saves a step.
_AGAIN: Final = 64

Tokens = tuple[int, ...]


def score(
    model: Any, loaded: LoadedModel, request: ScoreRequest, check: Callable[[], None]
) -> tuple[list[list[ScoredToken]], Usage]:
    """Say how likely each token of each text is.

    Args:
        model: what `loaded.speaking_as` lent.
        loaded: the model's processor and limits.
        request: the texts, and the conversation that they answer.
        check: called at every layer of the model; what it raises ends the scoring.

    Returns:
        The tokens of each text, those of an answer with the one that ends it; and the tokens read.

    Raises:
        RequestRefusedError: a text is longer than the model's context.
    """
    tokenizer = loaded.processor.tokenizer
    texts = [_encoded(tokenizer, text) for text in request.texts]
    prompt = None
    if request.messages:
        prompt = Prompt.of(model, on_device(encode(loaded.processor, request.messages), model))
        before = tuple(prompt.tokens.tolist())
        texts = [text.answering(before, tokenizer.eos_token_id) for text in texts]
    longest = max(len(text.tokens) for text in texts)
    if longest > loaded.context_length:
        raise RequestRefusedError(
            f"a text has {longest} tokens, the model reads {loaded.context_length}"
        )
    reader = _Reader(model, request.alternatives)
    cached = 0 if prompt is None else reader.begin(loaded, prompt, check)
    found: dict[Tokens, list[_Place]] = {}
    with torch.inference_mode(), at_every_layer(model, check):
        for batch in _batches(sorted({text.tokens for text in texts})):
            found.update(zip(batch, reader.read(batch), strict=True))
    scores = [text.scored(found[text.tokens], tokenizer) for text in texts]
    return scores, Usage(sum(len(text.tokens) for text in texts), 0, cached)


@dataclass(frozen=True, slots=True)
class _Place:
    """What the model expected at a place: the token's own logarithm, and the likeliest tokens."""

    logprob: float
    likeliest: tuple[tuple[int, float], ...]


# In a conversation, where nobody asks.
_UNASKED: Final = _Place(math.nan, ())


@dataclass(frozen=True, slots=True)
class _Encoded:
    """A text as tokens.

    Attributes:
        text: that was encoded.
        tokens: that it is.
        spans: of each token in the text, in characters.
        before: how many tokens stand before the text.
    """

    text: str
    tokens: Tokens
    spans: tuple[tuple[int, int], ...]
    before: int = 0

    def answering(self, before: Tokens, end: int) -> _Encoded:
        """The text as an answer, which ends, to a conversation of these tokens."""
        last = len(self.text)
        spans = ((0, 0),) * len(before) + self.spans + ((last, last),)
        return _Encoded(self.text, (*before, *self.tokens, end), spans, len(before))

    def scored(self, places: Sequence[_Place], tokenizer: Any) -> list[ScoredToken]:
        tokens = [] if self.before else [ScoredToken(self.spans[0][0], self._at(0), None)]
        first = max(self.before, 1)
        for index, place in enumerate(places[first - 1 :], start=first):
            likeliest = [(tokenizer.decode([token]), value) for token, value in place.likeliest]
            start = self.spans[index][0]
            tokens.append(ScoredToken(start, self._at(index), place.logprob, tuple(likeliest)))
        return tokens

    def _at(self, index: int) -> str:
        start, end = self.spans[index]
        return self.text[start:end]


def _encoded(tokenizer: Any, text: str) -> _Encoded:
    # A control token that stands in a text is spelt out: it can neither end a turn nor pose as one.
    encoded = tokenizer(text, return_offsets_mapping=True, split_special_tokens=True, verbose=False)
    return _Encoded(text, tuple(encoded["input_ids"]), tuple(encoded["offset_mapping"]))


def _batches(texts: Sequence[Tokens]) -> Iterator[list[Tokens]]:
    """Neighbours together, as many as a batch holds and as begin alike far enough."""
    batch = [texts[0]]
    # Tokens that the batch has in common, and those that it reads for more than one text though
    # only some have them in common.
    shared, again = len(texts[0]), 0
    for text in texts[1:]:
        alike = _common(batch[-1], text)
        common = min(shared, alike)
        again += (alike - common) + (shared - common) * (len(batch) - 1)
        longest = max(map(len, [*batch, text]))
        if longest * (len(batch) + 1) > _BATCH or again > _AGAIN:
            yield batch
            batch, common, again = [], len(text), 0
        batch.append(text)
        shared = common
    yield batch


class _Reader:
    """Reads batches of texts, and keeps what the last one began with.

    The cache holds all tokens of what is kept but the last: read again, it says what comes next.
    """

    def __init__(self, model: Any, alternatives: int) -> None:
        self._model = model
        self._alternatives = alternatives
        self._cache = KeysValues()
        self._kept: Tokens = ()
        # What the model expected at each token of `_kept` but the first.
        self._places: list[_Place] = []

    def begin(self, loaded: LoadedModel, prompt: Prompt, check: Callable[[], None]) -> int:
        """Read a conversation, which all texts answer; returns how much of it was kept."""
        tokens = prompt.tokens.tolist()
        with remembered(loaded.prefixes, loaded.speaker, prompt, tokens, 0) as self._cache:
            cached: int = self._cache.get_seq_length()
            reader = loaded.readers.reader(self._model, loaded.speaker, prompt, check)
            read_prompt(reader, prompt, self._cache, check)
        self._kept = tuple(tokens)
        self._places = [_UNASKED] * (len(tokens) - 1)
        self._cache.crop(len(self._places))
        return cached

    def read(self, batch: Sequence[Tokens]) -> list[list[_Place]]:
        """What the model expected at each token but the first, for each text of a sorted batch."""
        # What the first and the last have in common, those in between have.
        self._keep(batch[0][: _common(batch[0], batch[-1])])
        done = len(self._places)
        cache = DynamicCache([_repeated(layer, len(batch)) for layer in self._cache.layers])
        rests = self._read([text[done:] for text in batch], cache)
        return [self._places + rest for rest in rests]

    def _keep(self, beginning: Tokens) -> None:
        done = max(_common(self._kept, beginning) - 1, 0)
        self._cache.crop(done)
        self._places = self._places[:done] + self._read([beginning[done:]], self._cache)[0]
        self._kept = beginning

    def _read(self, rows: Sequence[Tokens], cache: Cache) -> list[list[_Place]]:
        """What the model expects, after the tokens in the cache, at each of a row but the first."""
        width = max(map(len, rows))
        # The model looks back only: what a shorter row is filled up with disturbs nobody.
        filled = [[*row, *[0] * (width - len(row))] for row in rows]
        tokens = torch.tensor(filled, device=self._model.device)
        places: list[list[_Place]] = [[] for _ in rows]
        vocabulary = self._model.config.get_text_config().vocab_size
        step = max(_LOGITS // vocabulary // len(rows), 1)
        for start in range(0, width - 1, step):
            end = min(start + step, width - 1)
            expected = self._expected(tokens[:, start:end], tokens[:, start + 1 : end + 1], cache)
            for row, more in zip(places, expected, strict=True):
                row.extend(more)
        return [row[: len(text) - 1] for row, text in zip(places, rows, strict=True)]

    def _expected(self, tokens: Any, following: Any, cache: Cache) -> list[list[_Place]]:
        before = cache.get_seq_length()
        positions = torch.arange(before, before + tokens.shape[1], device=tokens.device)
        logits = self._model(
            input_ids=tokens,
            position_ids=positions.expand(tokens.shape),
            past_key_values=cache,
            use_cache=True,
        ).logits.float()
        total = logits.logsumexp(-1, keepdim=True)
        own = (logits.gather(-1, following.unsqueeze(-1)) - total).squeeze(-1).tolist()
        best = logits.topk(self._alternatives, -1)
        likeliest = zip((best.values - total).tolist(), best.indices.tolist(), strict=True)
        return [
            [
                _Place(value, tuple(zip(names, values, strict=True)))
                for value, values, names in zip(row, *others, strict=True)
            ]
            for row, others in zip(own, likeliest, strict=True)
        ]


def _repeated(layer: Any, times: int) -> tuple[Any, Any]:
    return layer.keys.expand(times, -1, -1, -1), layer.values.expand(times, -1, -1, -1)


def _common(one: Tokens, other: Tokens) -> int:
    """How many tokens both begin with."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
