"""Fills in blanks: the conversation and the texts before the blanks are read in one step.

Several short forms are read in that step together, each with an adapter of its own.

Questions about pages begin unlike one another and are asked once: nothing of them is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import torch

from limner_model.blanks_protocol import BlanksRequest
from limner_model.decoding.layers import at_every_layer
from limner_model.errors import RequestRefusedError
from limner_model.generation import on_device
from limner_model.loader import LoadedModel
from limner_model.processor import encode
from limner_model.protocol import Usage

# Characters of a form that is read with others. Of the built-in model on the CPU, four forms of 50
# tokens take half the time together, of 200 as long as alone, of 400 longer: there it is the
# computing that takes time, not the telling.
_SHORT: Final = 400


@dataclass(frozen=True, slots=True)
class EncodedBlanks:
    """A request as tokens.

    Attributes:
        inputs: the arguments of the model's forward beside the tokens.
        tokens: the conversation's and the blanks'.
        places: of the tokens after which the blanks are.
        choices: for each blank the tokens to choose from.
    """

    inputs: dict[str, Any]
    tokens: list[int]
    places: list[int]
    choices: list[list[int]]


def is_short(request: Any) -> bool:
    """Whether a request is a form so short that it is read with others in less time than alone."""
    if not isinstance(request, BlanksRequest):
        return False
    parts = [part for message in request.messages for part in message.parts]
    texts = [part for part in parts if isinstance(part, str)]
    characters = sum(map(len, texts)) + sum(len(blank.text) for blank in request.blanks)
    return len(texts) == len(parts) and characters <= _SHORT


def lay_out(loaded: LoadedModel, request: BlanksRequest) -> EncodedBlanks:
    """Encode a request.

    Raises:
        RequestRefusedError: it is longer than the model's context, or a choice is not one token.
    """
    inputs = encode(loaded.processor, request.messages)
    tokenizer = loaded.processor.tokenizer
    places, tokens = [], inputs.pop("input_ids")[0].tolist()
    for blank in request.blanks:
        tokens += _tokens(tokenizer, blank.text)
        places.append(len(tokens) - 1)
    if len(tokens) > loaded.context_length:
        raise RequestRefusedError(
            f"the request has {len(tokens)} tokens, the model reads {loaded.context_length}"
        )
    # Many blanks have the same choices.
    choices = {one: _choices(tokenizer, one) for one in {blank.choices for blank in request.blanks}}
    return EncodedBlanks(
        inputs, tokens, places, [choices[blank.choices] for blank in request.blanks]
    )


def fill(
    model: Any, forms: Sequence[EncodedBlanks], check: Callable[[], None], **told: Any
) -> list[tuple[list[list[float]], Usage]]:
    """Say how likely each choice is in each blank of some forms, all in one step.

    Args:
        model: what `loaded.speaking_as` lent, or `loaded.speaking_together` for several.
        forms: one, or several without pictures.
        check: called at every layer of the model; what it raises ends the filling.
        told: what the model's forward must be told beside them.

    Returns:
        For each form, for each blank the natural logarithm of each choice's likelihood among its
        choices; and the tokens read.
    """
    width = max(len(form.tokens) for form in forms)
    # The model looks back only: what a shorter form is filled up with disturbs nobody.
    rows = [form.tokens + [0] * (width - len(form.tokens)) for form in forms]
    inputs = forms[0].inputs | {
        "input_ids": torch.tensor(rows),
        "attention_mask": torch.ones(len(rows), width, dtype=torch.long),
    }
    # Only the blanks go through the output layer, which costs as much as the others together.
    kept = sorted({place for form in forms for place in form.places})
    at = {place: index for index, place in enumerate(kept)}
    with torch.inference_mode(), at_every_layer(model, check):
        logits = model(**on_device(inputs, model), logits_to_keep=torch.tensor(kept), **told).logits
    return [
        (
            [
                row[at[place]][choices].float().log_softmax(-1).tolist()
                for place, choices in zip(form.places, form.choices, strict=True)
            ],
            Usage(len(form.tokens), 0),
        )
        for row, form in zip(logits, forms, strict=True)
    ]


def _tokens(tokenizer: Any, text: str) -> list[int]:
    # A control token that stands in a text is spelt out.
    found = tokenizer(text, add_special_tokens=False, split_special_tokens=True, verbose=False)
    return list(found["input_ids"])


def _choices(tokenizer: Any, choices: tuple[str, ...]) -> list[int]:
    found = [_tokens(tokenizer, f" {choice}") for choice in choices]
    for choice, tokens in zip(choices, found, strict=True):
        if len(tokens) != 1:
            raise RequestRefusedError(f"the choice {choice!r} is not one token of the model")
    return [tokens[0] for tokens in found]
