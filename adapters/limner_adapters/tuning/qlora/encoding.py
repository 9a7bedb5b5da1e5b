"""From an example to tokens: the prompt as serving lays it out, and the answer to learn."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import torch

from limner_adapters.examples import Example, Task, words_of
from limner_model.processor import encode
from limner_model.protocol import ChatRequest
from limner_server.proposers.blanks import blanks, fill_in, siblings_in
from limner_server.proposers.labels import read_answer


@dataclass(frozen=True, slots=True)
class Encoded:
    """An example as tokens.

    Attributes:
        tokens: shape (length,), the prompt's and then the answer's, its end included; or the
            prompt's and then those of the blanks.
        prompt: how many of them are the prompt.
        filled: shape (blanks,), what stands in the blanks; None for an answer in text.
        pictures: what the model is given beside the tokens, as the processor names it.
        kinds: shape (1, length), which tokens stand for pictures, or None where there are none or
            the processor does not tell.
    """

    tokens: Any
    prompt: int
    filled: Any = None
    pictures: dict[str, Any] = field(default_factory=dict)
    kinds: Any = None

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def answer(self) -> int:
        """How many tokens are the answer."""
        return len(self.tokens) - self.prompt

    @property
    def places(self) -> range:
        """Where the model's logits tell the answer: before each of its tokens, or at each blank."""
        before = 1 if self.filled is None else 0
        return range(self.prompt - before, len(self.tokens) - before)

    @property
    def targets(self) -> Any:
        """Shape (answer,): what the logits at those places should find likeliest."""
        return self.tokens[self.prompt :] if self.filled is None else self.filled


class Encoder:
    """Encodes examples for one model."""

    def __init__(self, processor: Any, *, fills_blanks: bool) -> None:
        """Keep the processor.

        Args:
            processor: of the model.
            fills_blanks: whether the model fills in blanks where others write labels.
        """
        self._processor = processor
        self._fills_blanks = fills_blanks

    def __call__(self, example: Example) -> Encoded:
        """Encode one example.

        Raises:
            RequestRefusedError: a message is not as the engine takes it, or a picture is broken.
        """
        inputs = self._prompt(example)
        prompt = inputs.pop("input_ids")[0]
        inputs.pop("attention_mask", None)
        kinds = inputs.pop("mm_token_type_ids", None)
        if self._fills_blanks and example.task is Task.UI:
            answer, filled = self._form(example)
        else:
            answer, filled = self._answer(example.answer), None
        if kinds is not None:
            kinds = torch.nn.functional.pad(kinds, (0, len(answer)))
        tokens = torch.cat([prompt, answer])
        return Encoded(tokens, len(prompt), filled, inputs, kinds if inputs else None)

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
        found = tokenizer(text, add_special_tokens=False, split_special_tokens=True)
        return torch.tensor([*found["input_ids"], tokenizer.eos_token_id])

    def _form(self, example: Example) -> tuple[Any, Any]:
        """The tokens of the blanks, and of what stands in them."""
        following = siblings_in(words_of(example.messages[-1]))
        labels = read_answer(example.answer, len(following))
        token = self._processor.tokenizer.convert_tokens_to_ids
        form = [token(blank.text) for blank in blanks(len(following))]
        filled = [token(f" {word}") for word in fill_in(labels, following)]
        return torch.tensor(form), torch.tensor(filled)
