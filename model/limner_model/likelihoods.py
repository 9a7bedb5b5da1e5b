"""Asking any engine how likely it finds texts: OpenAI's legacy completions with `echo`.

vLLM answers it so; llama.cpp's server, Ollama and `transformers serve` refuse it or pass it over,
each in its own way, so that an answer counts only where it speaks of the whole text. That a text
is an answer to a conversation only our own engine understands; others, which pass that over, do not
tell the likelihood of its first token.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from limner_model.errors import BadAnswerError


def likelihoods_request(
    model: str,
    texts: Sequence[str],
    generated: int = 0,
    messages: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """The body of the request.

    Args:
        model: to ask.
        texts: to score.
        generated: how many tokens to generate: none, or 1 for engines that must generate.
        messages: the conversation that each text answers; none where they stand alone.
    """
    return {
        **({"messages": list(messages)} if messages else {}),
        "model": model,
        "prompt": list(texts),
        "max_tokens": generated,
        "temperature": 0.0,
        "echo": True,
        "logprobs": 1,
    }


def read_likelihoods(
    answer: dict[str, Any], texts: Sequence[str], generated: int = 0, *, whole: bool = False
) -> list[float]:
    """The logarithm of each text's likelihood.

    Args:
        answer: to `likelihoods_request`.
        texts: that were asked for.
        generated: how many tokens were asked for beyond each text.
        whole: whether the first token counts, which follows a conversation or else nothing.

    Raises:
        BadAnswerError: the answer does not speak of these texts, token by token.
    """
    try:
        choices = sorted(answer["choices"], key=lambda choice: int(choice["index"]))
        if len(choices) != len(texts):
            raise BadAnswerError("the engine scored another number of texts")
        return [
            _sum(choice, text, generated, whole=whole)
            for choice, text in zip(choices, texts, strict=True)
        ]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadAnswerError("the engine's answer is not a text completion") from error


def _sum(choice: dict[str, Any], text: str, generated: int, *, whole: bool) -> float:
    if not choice["text"].startswith(text):
        raise BadAnswerError("the engine does not repeat the text")
    if not isinstance(logprobs := choice.get("logprobs"), dict):
        raise BadAnswerError("the engine gives no likelihoods")
    values = logprobs["token_logprobs"]
    first, *others = values[: len(values) - generated]
    # What the first token would follow is nothing; some engines begin with a token of their own.
    total = math.fsum(float(value) for value in ([first, *others] if whole else others))
    if (first is not None and not math.isfinite(first)) or not math.isfinite(total):
        raise BadAnswerError("the engine's likelihoods are not numbers")
    return total
