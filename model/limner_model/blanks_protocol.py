"""Requests to fill in blanks as the local engine reads them, and its answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from limner_model.blanks import Blank
from limner_model.errors import RequestRefusedError
from limner_model.fields import Fields, whole_characters
from limner_model.protocol import Message, Usage, conversation
from limner_model.scheduling.priority import ORDINARY, Place

_MOST_BLANKS: Final = 1024
_MOST_CHOICES: Final = 256


@dataclass(frozen=True, slots=True)
class BlanksRequest:
    """A checked request to fill in blanks.

    Attributes:
        model: `MODEL` or `MODEL:ADAPTER`.
        messages: the conversation, oldest first.
        blanks: in order.
        place: in the queue.
    """

    model: str
    messages: tuple[Message, ...]
    blanks: tuple[Blank, ...]
    place: Place = ORDINARY

    @classmethod
    def parse(cls, body: bytes) -> BlanksRequest:
        """Check a request's JSON body and decode its pictures.

        Raises:
            RequestRefusedError: naming the first thing that is wrong.
        """
        fields = Fields.of(body)
        request = cls(
            model=fields.take("model", str, required=True),
            messages=conversation(fields.take("messages", list, required=True)),
            blanks=_blanks(fields),
            place=Place.taken(fields),
        )
        fields.refuse_the_rest({})
        return request


def _blanks(fields: Fields) -> tuple[Blank, ...]:
    """Written as a list of choices, and for each blank its text and the number of its choices."""
    choices = [_choices(given) for given in fields.take("choices", list, required=True)]
    given = fields.take("blanks", list, required=True)
    if not 0 < len(given) <= _MOST_BLANKS:
        raise RequestRefusedError(f"'blanks' must be 1 to {_MOST_BLANKS} blanks")
    blanks = []
    for blank in given:
        match blank:
            case {"text": str(text), "choices": int(number)} if text and number in range(
                len(choices)
            ):
                blanks.append(Blank(whole_characters(text), choices[number]))
            case _:
                raise RequestRefusedError(
                    "a blank must have a 'text' and, by its number, one of the 'choices'"
                )
    return tuple(blanks)


def _choices(given: object) -> tuple[str, ...]:
    if (
        not isinstance(given, list)
        or not 0 < len(given) <= _MOST_CHOICES
        or not all(isinstance(choice, str) and choice for choice in given)
    ):
        raise RequestRefusedError(f"'choices' must be arrays of 1 to {_MOST_CHOICES} texts")
    return tuple(whole_characters(choice) for choice in given)


def blanks_answer(found: Sequence[Sequence[float]], usage: Usage) -> dict[str, Any]:
    """The body of an answer: for each blank the logarithm of each choice's likelihood."""
    rounded = [[round(value, 4) for value in values] for values in found]
    return {"object": "blanks", "logprobs": rounded, "usage": usage.as_json()}
