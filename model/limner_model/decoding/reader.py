"""Reading tokens: what a model expects after each of them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any, Protocol

import torch
from torch import Tensor

from limner_model.decoding.keys_values import KeysValues
from limner_model.decoding.layers import at_every_layer
from limner_model.decoding.prompt import Prompt


class Reader(Protocol):
    """What reads the tokens of one text, its prompt and what is written after it."""

    def read(self, tokens: Tensor, cache: KeysValues, *, all_logits: bool) -> Tensor:
        """Read the tokens that follow those in `cache`, which they are appended to.

        Args:
            tokens: (n), on the model's device. Those of the prompt are where the prompt has them,
                and end where it may be cut (`Prompt.whole_pictures`).
            cache: the keys and values of all tokens before. When reading fails, some layers may
                hold some of the tokens.
            all_logits: whether to say what is expected after each token, or the last one only.

        Returns:
            Logits: (n, vocabulary), or (1, vocabulary).
        """
        ...


class ModelReader:
    """Reads by the model's own forward, pictures as well."""

    def __init__(self, model: Any, prompt: Prompt, check: Callable[[], None]) -> None:
        """Read `prompt` and what follows it.

        Args:
            model: what `loaded.speaking_as` lent.
            prompt: the pictures and positions of the first tokens.
            check: called at every layer while the prompt is read; what it raises ends the reading.
        """
        self._model = model
        self._prompt = prompt
        self._check = check

    @torch.inference_mode()
    def read(self, tokens: Tensor, cache: KeysValues, *, all_logits: bool) -> Tensor:
        """See `Reader.read`."""
        start = cache.get_seq_length()
        end = start + len(tokens)
        in_prompt = start < len(self._prompt.tokens)
        # Hooks cost a single token as much as some of its layers.
        with at_every_layer(self._model, self._check) if in_prompt else contextlib.nullcontext():
            logits: Tensor = self._model(
                input_ids=tokens.unsqueeze(0),
                position_ids=self._prompt.positions_of(start, end),
                past_key_values=cache,
                use_cache=True,
                logits_to_keep=0 if all_logits else 1,
                **(self._prompt.between(start, end) if in_prompt else {}),
            ).logits
        return logits[0]
