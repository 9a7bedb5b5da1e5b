"""The readers of a model, in the form that is the fastest on its device."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import torch
from torch.nn import Linear

from limner_model.decoding.forms import Form, Way, possible
from limner_model.decoding.graph import GraphReader, Steps
from limner_model.decoding.lean.matrices import Matrix
from limner_model.decoding.lean.reader import LeanReader
from limner_model.decoding.lean.weights import LeanWeights
from limner_model.decoding.prompt import Prompt
from limner_model.decoding.reader import ModelReader, Reader

# Bytes of bare weights that are kept, those of one adapter at least.
_MEMORY: Final = 256 * 2**20


class Readers:
    """What reads for one model and its adapters.

    Attributes:
        form: how it reads.
        warm: whether the form is known to be the fastest, and what it needs is set up.
    """

    def __init__(self, model: Any) -> None:
        """Read in the form that is likely to be the fastest, until it is known."""
        self.form: Form = possible(model)[0]
        self.warm = False
        self._steps = Steps()
        # By the names under which they speak, who spoke longest ago first.
        self._weights: dict[str, LeanWeights] = {}
        # What all of them share.
        self._packed: dict[Linear, Matrix] = {}

    def reader(self, model: Any, speaker: str, prompt: Prompt, check: Callable[[], None]) -> Reader:
        """What reads `prompt` and what follows it.

        Args:
            model: what `loaded.speaking_as` lent.
            speaker: which adapter is at work, and in which number format.
            prompt: the first tokens.
            check: called at least once a layer while the prompt is read; what it raises ends the
                reading.
        """
        reader = ModelReader(model, prompt, check)
        if self.form.way == Way.LEAN:
            return LeanReader(self._of(model, speaker), prompt, reader, check)
        if self.form.way == Way.GRAPH:
            return GraphReader(model, prompt, reader, self._steps, speaker)
        return reader

    def settle(self, form: Form) -> None:
        """Read in `form` from now on, and give back what only others need."""
        self.form = form
        self.warm = True
        torch.set_num_threads(form.threads)
        if form.way != Way.LEAN:
            self._weights.clear()
            self._packed.clear()
        if form.way != Way.GRAPH:
            self._steps.clear()

    def clear(self) -> bool:
        """Give memory back that is not needed until the next token; whether there was any."""
        had = bool(self._weights)
        self._weights.clear()
        self._packed.clear()
        return self._steps.clear() or had

    def _of(self, model: Any, speaker: str) -> LeanWeights:
        weights = self._weights.pop(speaker, None)
        self._weights[speaker] = weights = weights or LeanWeights.of(model, self._packed)
        for name in [*self._weights][: -max(_MEMORY // max(weights.size, 1), 1)]:
            del self._weights[name]
        return weights
