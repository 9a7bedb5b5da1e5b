"""A request on its way through the engine, and what is heard of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from limner_model.blanks_protocol import BlanksRequest
from limner_model.completions import ScoredToken, ScoreRequest
from limner_model.errors import EngineError
from limner_model.protocol import ChatRequest, FinishReason, Usage


@dataclass(frozen=True, slots=True)
class Piece:
    """More text of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer is whole."""

    reason: FinishReason
    usage: Usage


@dataclass(frozen=True, slots=True)
class Scored:
    """The texts are scored."""

    scores: list[list[ScoredToken]]
    usage: Usage


@dataclass(frozen=True, slots=True)
class Filled:
    """The blanks are filled in: the logarithm of each choice's likelihood, for each blank."""

    logprobs: list[list[float]]
    usage: Usage


@dataclass(frozen=True, slots=True)
class Failed:
    """There will be no (more) answer."""

    error: EngineError


Event = Piece | Finished | Scored | Filled | Failed
Asked = ChatRequest | ScoreRequest | BlanksRequest


@dataclass(slots=True, eq=False)
class Job:
    """A request on its way through the engine.

    Attributes:
        request: what was asked.
        listener: hears the events, on the engine's thread. A cancelled job ends without any.
        cancelled: set to stop the job: at once in the queue, within a token in generation.
        speaking: whether any of the answer was heard.
    """

    request: Asked
    listener: Callable[[Event], None]
    cancelled: threading.Event = field(default_factory=threading.Event)
    speaking: bool = False

    def say(self, text: str) -> None:
        """Have more of the answer heard."""
        self.speaking = True
        self.listener(Piece(text))
