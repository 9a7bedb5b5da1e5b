"""Which reader reads for a model: its own forward, or bare weights where they are quicker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from limner_model.decoding.lean.reader import LeanReader
from limner_model.decoding.lean.weights import LeanWeights, is_lean
from limner_model.decoding.prompt import Prompt
from limner_model.decoding.reader import ModelReader, Reader

# Bytes of bare weights that are kept, those of one adapter at least.
_MEMORY: Final = 256 * 2**20


class Readers:
    """The readers of one model, for its adapters."""

    def __init__(self) -> None:
        """Begin with no bare weights: those of an adapter are laid out when it first speaks."""
        # By the names under which they speak, who spoke longest ago first.
        self._weights: dict[str, LeanWeights] = {}

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
        if not is_lean(model):
            return reader
        return LeanReader(self._of(model, speaker), prompt, reader, check)

    def clear(self) -> bool:
        """Give the bare weights' memory back; whether there were any."""
        had = bool(self._weights)
        self._weights.clear()
        return had

    def _of(self, model: Any, speaker: str) -> LeanWeights:
        weights = self._weights.pop(speaker, None)
        self._weights[speaker] = weights = weights or LeanWeights.of(model)
        for name in [*self._weights][: -max(_MEMORY // weights.size, 1)]:
            del self._weights[name]
        return weights
