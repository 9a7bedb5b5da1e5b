"""Asking a model about code, in the size that its engine takes; what it says is only heard.

What goes to the engine is the user's code and what it printed, and it goes to the engine that the
user chose.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from limner_model.client import Engine
from limner_model.errors import (
    ContextTooLongError,
    EngineDiedError,
    OutOfMemoryError,
    RequestRefusedError,
)
from limner_model.forms import Form

_MOST_TOKENS: Final = 2048
# Tokens of context that an engine is offered, and the fewest when it refuses so many.
_BUDGET: Final = 6000
_LEAST_BUDGET: Final = 700
# Code has some three characters to a token; better too many tokens counted than too few.
_CHARACTERS_A_TOKEN: Final = 3
# Nobody has so many to a token.
_MOST_CHARACTERS_A_TOKEN: Final = 32


class Listener(Protocol):
    """Hears how the asking goes, and may stop it: what a task's `Run` offers."""

    @property
    def cancelled(self) -> threading.Event:
        """Set to stop."""

    def progress(self, message: str, fraction: float | None = None, partial: str = "") -> None:
        """Hear what is being done."""

    def check(self) -> None:
        """Raise `CancelledError` where the user took the request back."""


class Context(Protocol):
    """What a model is shown: what `perception/context` gathers."""

    def fit(self, budget: int, count: Callable[[str], int]) -> str:
        """As much of it as `budget` tokens hold, counted by `count`, the most telling first."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer as far as it came.

    Attributes:
        text: of it.
        death: what ended it early; None where it is whole.
    """

    text: str
    death: EngineDiedError | None = None


@dataclass(slots=True)
class Asking:
    """One question, asked as often as answers are wanted.

    Attributes:
        engine: to ask; its model should have read code.
        context: what the model is shown.
        messages: the conversation, by as much of the context as fits.
        run: may cancel.
        most_tokens: of an answer.
        budget: tokens of context, fewer where the engine refuses so many.
        form: that an answer has, where the engine can keep to one; None for any.
    """

    engine: Engine
    context: Context
    messages: Callable[[str], list[dict[str, Any]]]
    run: Listener
    most_tokens: int = _MOST_TOKENS
    budget: int = _BUDGET
    form: Form | None = None

    def answer(self, temperature: float) -> Heard:
        """Ask, and hear the answer.

        Raises:
            CancelledError: the user took the request back.
            EngineError: the engine could not answer.
        """
        while True:
            try:
                return self._heard(temperature)
            except (RequestRefusedError, OutOfMemoryError) as error:
                too_long = isinstance(error, ContextTooLongError | OutOfMemoryError)
                if self.form is not None and not too_long:
                    self.form = None  # not every release of an engine takes every grammar
                    continue
                # Most likely it is longer than the model reads, or than memory holds.
                if self.budget <= _LEAST_BUDGET:
                    raise
                self.budget = max(self.budget // 2, _LEAST_BUDGET)

    def _heard(self, temperature: float) -> Heard:
        text = ""
        try:
            for piece in self.engine.stream(
                self.messages(self.context.fit(self.budget, tokens)),
                max_tokens=self.most_tokens,
                temperature=temperature,
                form=self.form,
                cancelled=self.run.cancelled,
            ):
                text += piece
                # Whatever it was asked for, an engine may go on without end.
                if len(text) > _MOST_CHARACTERS_A_TOKEN * self.most_tokens:
                    break
        except EngineDiedError as death:
            return Heard(text, death)
        return Heard(text)


def tokens(text: str) -> int:
    """About how many tokens a text has, in whichever vocabulary."""
    return len(text) // _CHARACTERS_A_TOKEN + 1
