"""Which tokens may come next, as a grammar says after each."""

from __future__ import annotations

from typing import Final

import numpy as np
import torch
from llguidance import LLMatcher
from torch import Tensor

from limner_model.errors import RequestRefusedError

_NEVER: Final = -torch.inf


class FormMask:
    """Keeps one answer to its form (`decoding.loop.Mask`).

    The likeliest token stays what it was wherever the form allows it: only what would break the
    form is left out. As `llguidance` (Moskal et al.) finds it, by an Earley parser over the tokens'
    trie.
    """

    def __init__(self, matcher: LLMatcher, vocabulary: int) -> None:
        """Begin an answer.

        Args:
            matcher: at the form's beginning; it is taken over.
            vocabulary: how many logits the model has.
        """
        self._matcher = matcher
        self._vocabulary = vocabulary

    def masked(self, logits: Tensor) -> Tensor:
        """The logits (vocabulary) with minus infinity for what would break the form.

        Raises:
            RequestRefusedError: the form is too much to be kept to any further.
        """
        bits = np.frombuffer(self._matcher.compute_bitmask(), np.uint8)
        self._check()
        allowed = np.unpackbits(bits, count=self._vocabulary, bitorder="little").view(np.bool_)
        forbidden = torch.from_numpy(~allowed).to(logits.device)
        return logits.masked_fill(forbidden, _NEVER)

    def took(self, token: int) -> None:
        """Hear which token came next, which the mask allowed.

        Raises:
            RequestRefusedError: the form is too much to be kept to any further.
        """
        self._matcher.consume_token(token)
        self._check()

    def forced(self) -> list[int]:
        """The tokens that come next whatever is chosen; none where there is a choice."""
        return self._matcher.compute_ff_tokens()

    def _check(self) -> None:
        if self._matcher.is_error():
            reason = self._matcher.get_error().strip().partition("\n")[0]
            raise RequestRefusedError(f"the form cannot be kept to ({reason})")
