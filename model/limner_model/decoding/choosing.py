"""Which token comes next: the likeliest one, or one drawn from those that are likely."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import torch
from torch import Tensor
from transformers import LogitsProcessorList


class Choice(Protocol):
    """How the next token is chosen."""

    def choose(self, tokens: Sequence[int], logits: Tensor) -> int:
        """The token that follows `tokens`, of which the model says `logits` (vocabulary)."""
        ...


class ModelsChoice:
    """What `transformers` would choose, by the same processors in the same order.

    The defaults of the model's makers (`generation_config.json`: top-k, a penalty for repeating and
    so on) hold where the request says nothing else.
    """

    def __init__(
        self,
        model: Any,
        prompt: Tensor,
        *,
        temperature: float | None = None,
        top_p: float | None = None,
        seed: int | None = None,
    ) -> None:
        """Choose what follows `prompt`.

        Args:
            model: whose defaults hold.
            prompt: its tokens, (length).
            temperature: 0 is greedy; None for what the model's makers chose.
            top_p: the nucleus to sample from; None likewise.
            seed: makes sampling repeatable.
        """
        config, _ = model._prepare_generation_config(None, **_asked(temperature, top_p))  # noqa: SLF001
        model._prepare_special_tokens(config, device=prompt.device)  # noqa: SLF001
        self._processors: LogitsProcessorList = model._get_logits_processor(  # noqa: SLF001
            config,
            input_ids_seq_length=len(prompt),
            encoder_input_ids=prompt.unsqueeze(0),
            device=prompt.device,
            model_kwargs={},
        )
        self._device = prompt.device
        self._dice: torch.Generator | None = None
        if config.do_sample:
            self._dice = torch.Generator(prompt.device)
            if seed is None:
                self._dice.seed()
            else:
                self._dice.manual_seed(seed)

    def choose(self, tokens: Sequence[int], logits: Tensor) -> int:
        """See `Choice.choose`."""
        if self._processors:
            before = torch.tensor([tokens], device=self._device)
            logits = self._processors(before, logits.float().unsqueeze(0))[0]
        if self._dice is None:
            return int(logits.argmax())
        likely = logits.float().softmax(-1)
        return int(torch.multinomial(likely, num_samples=1, generator=self._dice))


def end_tokens(model: Any) -> frozenset[int]:
    """The tokens by which `model` ends an answer."""
    tokens = model.generation_config.eos_token_id
    if tokens is None:
        return frozenset()
    return frozenset(tokens if isinstance(tokens, list) else [tokens])


def _asked(temperature: float | None, top_p: float | None) -> dict[str, Any]:
    if temperature == 0:
        return {"do_sample": False}
    chosen = {"temperature": temperature, "top_p": top_p}
    given = {name: value for name, value in chosen.items() if value is not None}
    return {"do_sample": True, **given} if given else {}
