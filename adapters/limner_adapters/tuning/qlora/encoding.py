"""From an example to tokens: the prompt as serving lays it out, and the answer to learn."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import torch

from limner_adapters.examples import Example
from limner_model.installed import InstalledModel
from limner_model.processor import encode
from limner_model.protocol import ChatRequest


@dataclass(frozen=True, slots=True)
class Encoded:
    """An example as tokens.

    Attributes:
        tokens: shape (length,), the prompt's and then the answer's, its end included.
        prompt: how many of them are the prompt.
        pictures: what the model is given beside the tokens, as the processor names it.
        kinds: shape (1, length), which tokens stand for pictures, or None where there are none or
            the processor does not tell.
    """

    tokens: Any
    prompt: int
    pictures: dict[str, Any] = field(default_factory=dict)
    kinds: Any = None

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def answer(self) -> int:
        """How many tokens are the answer."""
        return len(self.tokens) - self.prompt


def answer_prefix(base: InstalledModel) -> str:
    """What an answer begins with before its text.

    The words of the built-in model are tokens with the blank before them, and its answers begin
    with one; `has_read` tells models of its kind.
    """
    return "" if base.has_read is None else " "


class Encoder:
    """Encodes examples for one model."""

    def __init__(self, processor: Any, answer_prefix: str) -> None:
        """Keep the processor.

        Args:
            processor: of the model.
            answer_prefix: what each answer begins with.
        """
        self._processor = processor
        self._prefix = answer_prefix

    def __call__(self, example: Example) -> Encoded:
        """Encode one example.

        Raises:
            RequestRefusedError: a message is not as the engine takes it, or a picture is broken.
        """
        inputs = self._prompt(example)
        prompt = inputs.pop("input_ids")[0]
        inputs.pop("attention_mask", None)
        kinds = inputs.pop("mm_token_type_ids", None)
        answer = self._answer(example.answer)
        if kinds is not None:
            kinds = torch.nn.functional.pad(kinds, (0, len(answer)))
        return Encoded(torch.cat([prompt, answer]), len(prompt), inputs, kinds if inputs else None)

    def _prompt(self, example: Example) -> dict[str, Any]:
        tokenizer = self._processor.tokenizer
        if not example.messages:
            # A text to read on its own; something must stand before its first token.
            before = tokenizer.bos_token_id or tokenizer.eos_token_id
            return {"input_ids": torch.tensor([[before]])}
        body = json.dumps({"model": "", "messages": example.messages}).encode()
        return encode(self._processor, ChatRequest.parse(body).messages)

    def _answer(self, text: str) -> Any:
        tokenizer = self._processor.tokenizer
        # As in a prompt: a control token that stands in a text is spelt out.
        found = tokenizer(self._prefix + text, add_special_tokens=False, split_special_tokens=True)
        return torch.tensor([*found["input_ids"], tokenizer.eos_token_id])
