"""Blanks: places after a conversation, each to be filled with one of a few choices, all at once.

Nothing that is filled in is read by the other blanks, so that the model reads the conversation and
the texts before the blanks once, and says at each how likely it finds each choice. OpenAI has
nothing of the kind; our own engine answers it at `/v1/blanks`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from limner_model.errors import BadAnswerError


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to be filled in.

    Attributes:
        text: that stands before it, and after the one before.
        choices: what it may be filled with; each one token of the model after a blank.
    """

    text: str
    choices: tuple[str, ...]


def blanks_request(
    model: str, messages: Sequence[dict[str, Any]], blanks: Sequence[Blank]
) -> dict[str, Any]:
    """The body of a request: choices that many blanks share are written once."""
    choices = list(dict.fromkeys(blank.choices for blank in blanks))
    numbers = {one: number for number, one in enumerate(choices)}
    return {
        "model": model,
        "messages": list(messages),
        "choices": [list(one) for one in choices],
        "blanks": [{"text": blank.text, "choices": numbers[blank.choices]} for blank in blanks],
    }


def read_filled(answer: dict[str, Any], blanks: Sequence[Blank]) -> list[list[float]]:
    """For each blank the logarithm of each choice's likelihood among its choices.

    Raises:
        BadAnswerError: the answer does not speak of these blanks.
    """
    try:
        found = [[float(value) for value in values] for values in answer["logprobs"]]
    except (KeyError, TypeError, ValueError) as error:
        raise BadAnswerError("the engine's answer fills in no blanks") from error
    if [len(values) for values in found] != [len(blank.choices) for blank in blanks]:
        raise BadAnswerError("the engine filled in other blanks")
    return found
