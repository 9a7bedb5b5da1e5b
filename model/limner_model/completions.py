"""OpenAI's legacy completions as far as they score texts: requests in, answers out.

With `echo`, `logprobs` and no token to be generated, a completion says how likely the model finds
each token of the prompt. vLLM answers the same request in the same form. A conversation beside the
prompts, which OpenAI does not have, makes them answers to it.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from limner_model.errors import RequestRefusedError
from limner_model.fields import Fields, whole_characters
from limner_model.protocol import Message, Usage, conversation
from limner_model.scheduling.priority import ORDINARY, Place

# As many alternatives to each token as OpenAI gives.
_MOST_ALTERNATIVES: Final = 5
# More texts than that in one request would keep others waiting.
_MOST_TEXTS: Final = 1024
# Nothing is sampled, so that these change nothing.
_OF_SAMPLING: Final = ("temperature", "top_p", "seed", "stop")
_NEUTRAL: Final[dict[str, object]] = {
    "n": 1,
    "best_of": 1,
    "stream": False,
    "presence_penalty": 0,
    "frequency_penalty": 0,
}


@dataclass(frozen=True, slots=True)
class ScoreRequest:
    """A checked request for the likelihood of texts.

    Attributes:
        model: `MODEL` or `MODEL:ADAPTER`.
        texts: to score, each for itself; none is empty.
        alternatives: how many of the likeliest tokens to tell at each place.
        messages: the conversation that each text answers; none where they stand alone.
        place: in the queue.
    """

    model: str
    texts: tuple[str, ...]
    alternatives: int = 0
    messages: tuple[Message, ...] = ()
    place: Place = ORDINARY

    @classmethod
    def parse(cls, body: bytes) -> ScoreRequest:
        """Check a request's JSON body.

        Raises:
            RequestRefusedError: naming the first thing that is wrong.
        """
        fields = Fields.of(body)
        request = cls(
            model=fields.take("model", str, required=True),
            texts=_texts(fields),
            alternatives=_alternatives(fields),
            messages=_conversation(fields),
            place=Place.taken(fields),
        )
        if fields.take("echo", bool) is not True or fields.take("max_tokens", int) != 0:
            raise RequestRefusedError(
                "this engine scores texts and completes none: 'echo' must be true, "
                "'max_tokens' 0; answers are at /v1/chat/completions"
            )
        for name in _OF_SAMPLING:
            fields.values.pop(name, None)
        fields.refuse_the_rest(_NEUTRAL)
        return request


def _texts(fields: Fields) -> tuple[str, ...]:
    given = fields.values.pop("prompt", None)
    texts = [given] if isinstance(given, str) else given
    if (
        not isinstance(texts, list)
        or not texts
        or not all(isinstance(text, str) and text for text in texts)
    ):
        raise RequestRefusedError("'prompt' must be a text or an array of texts, none empty")
    if len(texts) > _MOST_TEXTS:
        raise RequestRefusedError(f"'prompt' holds more than {_MOST_TEXTS} texts")
    return tuple(whole_characters(text) for text in texts)


def _conversation(fields: Fields) -> tuple[Message, ...]:
    given: list[object] | None = fields.take("messages", list)
    messages = () if given is None else conversation(given)
    if not all(isinstance(part, str) for message in messages for part in message.parts):
        raise RequestRefusedError("answers to pictures are not scored")
    return messages


def _alternatives(fields: Fields) -> int:
    count: int | None = fields.take("logprobs", int, required=True)
    if count is None or not 0 <= count <= _MOST_ALTERNATIVES:
        raise RequestRefusedError(f"'logprobs' must be between 0 and {_MOST_ALTERNATIVES}")
    return count


@dataclass(frozen=True, slots=True)
class ScoredToken:
    """A token of a text, and how likely it is after those before it.

    Attributes:
        start: where in the text it begins, in characters.
        text: the characters that it is or, where it is less than one, is part of.
        logprob: natural logarithm; None for the first token, which follows nothing.
        alternatives: the likeliest tokens at its place with their logarithms.
    """

    start: int
    text: str
    logprob: float | None
    alternatives: tuple[tuple[str, float], ...] = ()


def scores_answer(
    request: ScoreRequest, scores: Sequence[Sequence[ScoredToken]], usage: Usage
) -> dict[str, Any]:
    """A `text_completion`, one choice a text."""
    return {
        "id": f"cmpl-{uuid.uuid4().hex}",
        "object": "text_completion",
        "created": int(time.time()),
        "model": request.model,
        "choices": [
            {
                "index": index,
                "text": text,
                "finish_reason": "length",
                "logprobs": _logprobs(tokens, request.alternatives),
            }
            for index, (text, tokens) in enumerate(zip(request.texts, scores, strict=True))
        ],
        "usage": usage.as_json(),
    }


def _logprobs(tokens: Sequence[ScoredToken], alternatives: int) -> dict[str, Any]:
    return {
        "tokens": [token.text for token in tokens],
        "token_logprobs": [token.logprob for token in tokens],
        "text_offset": [token.start for token in tokens],
        "top_logprobs": [
            None if token.logprob is None else dict(token.alternatives) for token in tokens
        ]
        if alternatives
        else None,
    }
