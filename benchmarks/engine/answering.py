"""A request answered by our loop, and by `generate` of `transformers` on the same weights."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import torch

from engine.rounds import timed
from limner_model.decoding.fastest import warm_up
from limner_model.generation import generate, on_device
from limner_model.installed import InstalledModel
from limner_model.loader import LoadedModel, load_model
from limner_model.processor import encode
from limner_model.protocol import ChatRequest


@dataclass(frozen=True)
class Answered:
    """What became of a request.

    Attributes:
        text: of the answer.
        tokens: that were written.
        wall: seconds that it took, by the clock on the wall.
        processor: seconds of the processor that it took.
        first: seconds until the first token was heard.
    """

    text: str
    tokens: int
    wall: float
    processor: float
    first: float

    @property
    def speed(self) -> float:
        """Tokens per second."""
        return self.tokens / self.wall

    @property
    def speed_by_processor(self) -> float:
        """Tokens per second of the processor."""
        return self.tokens / self.processor


def warmed(installed: InstalledModel) -> LoadedModel:
    """A model that is loaded, and reads in the form that was measured to be the fastest.

    The engine measures it while nobody asks, and keeps it among the user's caches.
    """
    loaded = load_model(installed)
    warm_up(loaded, lambda: None)
    return loaded


def ours(loaded: LoadedModel, request: ChatRequest) -> Answered:
    """As the engine answers it."""
    ear = _Ear()
    with timed() as spent, loaded.speaking_as(None) as model:
        _, usage = generate(model, loaded, request, ear.hear, lambda: None)
        _wait()
    return ear.answered(usage.completion_tokens, spent.wall, spent.processor)


def plain(loaded: LoadedModel, request: ChatRequest) -> Answered:
    """As a few lines around `generate` answer it."""
    ear = _Ear()
    with timed() as spent:
        inputs = encode(loaded.processor, request.messages)
        chosen: dict[str, Any] = {"do_sample": False}
        if request.temperature:
            torch.manual_seed(request.seed or 0)
            chosen = {"do_sample": True, "temperature": request.temperature}
        written = loaded.model.generate(
            **on_device(inputs, loaded.model),
            **chosen,
            max_new_tokens=request.max_tokens,
            streamer=ear,
        )
        _wait()
    new = written[0, inputs["input_ids"].shape[1] :]
    ear.hear(loaded.processor.tokenizer.decode(new, skip_special_tokens=True))
    return ear.answered(len(new), spent.wall, spent.processor)


@dataclass
class _Ear:
    """Hears an answer, and notes when it began; also a streamer of `transformers`."""

    begun: float = field(default_factory=time.perf_counter)
    first: float = 0.0
    pieces: list[str] = field(default_factory=list)
    _prompt_seen: bool = False

    def hear(self, text: str) -> None:
        self.first = self.first or time.perf_counter() - self.begun
        self.pieces.append(text)

    def put(self, _tokens: Any) -> None:
        """First come those of the prompt."""
        if self._prompt_seen:
            self.first = self.first or time.perf_counter() - self.begun
        self._prompt_seen = True

    def end(self) -> None:
        """All is said."""

    def answered(self, tokens: int, wall: float, processor: float) -> Answered:
        return Answered("".join(self.pieces), tokens, wall, processor, self.first)


def _wait() -> None:
    if torch.cuda.is_available():
        torch.cuda.synchronize()
