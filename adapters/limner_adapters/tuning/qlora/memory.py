"""How much goes through the model at once, and what is done when the memory does not suffice."""

from __future__ import annotations

import gc
from typing import Any, Final

import psutil  # type: ignore[import-untyped]
import torch

from limner_model.errors import OutOfMemoryError

# The rest is for what is computed in passing, and for whoever else works on this machine.
_SHARE_OF_FREE: Final = 0.6


class MicroBatches:
    """The size of what goes through the model at once; it shrinks when the memory is full.

    An optimizer step always takes the same examples: the smaller the rows that they go through the
    model in, the more rows there are.
    """

    def __init__(self, model: Any, tokens: int) -> None:
        """Keep the model.

        Args:
            model: what is trained, not wrapped for several devices.
            tokens: of a row, to begin with.
        """
        self._model = model
        self.tokens = tokens
        self.checkpointing = False
        if _activations(model, tokens) > _SHARE_OF_FREE * _free():
            self._checkpoint()

    def shrink(self, longest: int) -> str:
        """Take less memory from now on.

        Args:
            longest: tokens of the longest example of the step that did not fit.

        Returns:
            What was done, for the user.

        Raises:
            OutOfMemoryError: there is nothing left to be done.
        """
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        if not self.checkpointing:
            self._checkpoint()
            return "out of memory: activations are computed twice from now on, not kept"
        if self.tokens <= longest:
            raise OutOfMemoryError(
                f"an example of {longest} tokens does not fit into the memory of this machine",
                "choose a smaller base model by --base",
            )
        self.tokens = max(self.tokens // 2, longest)
        return f"out of memory: micro-batches of {self.tokens} tokens from now on"

    def _checkpoint(self) -> None:
        """Keep few activations, compute the others again (Chen et al., arXiv 1604.06174)."""
        self._model.activation_checkpointing_enable(
            activation_checkpointing_kwargs={"use_reentrant": False}
        )
        self.checkpointing = True


def release() -> None:
    """Give back what a training took, so that another model fits in."""
    # Trainer and callbacks know each other: only the collector finds that nobody else does.
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def _activations(model: Any, tokens: int) -> int:
    """About how many bytes the backward needs of what the forward of a row computed.

    Each layer keeps some ten vectors of the hidden size and four of the inner one, in 16 bit, and
    the adapter's inputs in 32 bit.
    """
    config = model.config.get_text_config()
    hidden, inner = config.hidden_size, config.intermediate_size
    return int(tokens * config.num_hidden_layers * (40 * hidden + 16 * inner))


def _free() -> int:
    """Bytes of memory that are free: of the GPU where there is one."""
    if torch.cuda.is_available():
        return int(torch.cuda.mem_get_info()[0])
    return int(psutil.virtual_memory().available)
