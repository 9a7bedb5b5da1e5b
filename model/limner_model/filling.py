"""Fills in blanks: the conversation and the texts before the blanks are read in one step.

Questions about pages begin unlike one another and are asked once: nothing of them is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from limner_model.blanks_protocol import BlanksRequest
from limner_model.decoding.layers import at_every_layer
from limner_model.errors import RequestRefusedError
from limner_model.generation import on_device
from limner_model.loader import LoadedModel
from limner_model.processor import encode
from limner_model.protocol import Usage


def fill(
    model: Any, loaded: LoadedModel, request: BlanksRequest, check: Callable[[], None]
) -> tuple[list[list[float]], Usage]:
    """Say how likely each choice is in each blank.

    Args:
        model: what `loaded.speaking_as` lent.
        loaded: the model's processor and limits.
        request: the conversation and the blanks.
        check: called at every layer of the model; what it raises ends the filling.

    Returns:
        For each blank the natural logarithm of each choice's likelihood among its choices, and the
        tokens read.

    Raises:
        RequestRefusedError: it is longer than the model's context, or a choice is not one token.
    """
    inputs = encode(loaded.processor, request.messages)
    tokenizer = loaded.processor.tokenizer
    prompt = inputs["input_ids"][0].tolist()
    places, tokens = [], list(prompt)
    for blank in request.blanks:
        tokens += _tokens(tokenizer, blank.text)
        places.append(len(tokens) - 1)
    if len(tokens) > loaded.context_length:
        raise RequestRefusedError(
            f"the request has {len(tokens)} tokens, the model reads {loaded.context_length}"
        )
    # Many blanks have the same choices.
    choices = {one: _choices(tokenizer, one) for one in {blank.choices for blank in request.blanks}}
    inputs |= {
        "input_ids": torch.tensor([tokens]),
        "attention_mask": torch.ones(1, len(tokens), dtype=torch.long),
    }
    with torch.inference_mode(), at_every_layer(model, check):
        # Only the blanks go through the output layer, which costs as much as the others together.
        logits = model(**on_device(inputs, model), logits_to_keep=torch.tensor(places)).logits[0]
    found = [
        row[choices[blank.choices]].float().log_softmax(-1).tolist()
        for row, blank in zip(logits, request.blanks, strict=True)
    ]
    return found, Usage(len(tokens), 0)


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
