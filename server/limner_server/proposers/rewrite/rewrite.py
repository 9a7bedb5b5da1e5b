"""The proposer that asks a model to rewrite code: several answers, each read into a patch.

What goes to the engine is the user's code and what it printed, and it goes to the engine that the
user chose. What comes back is parsed into patches and can do nothing but be tried.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Protocol

from limner_model.client import Engine
from limner_model.errors import EngineDiedError, RequestRefusedError
from limner_server.patch import Patch
from limner_server.perception.workspace.source import Source
from limner_server.proposers.rewrite.by_heart import is_by_heart
from limner_server.proposers.rewrite.goal import Goal
from limner_server.proposers.rewrite.patches import patch_of
from limner_server.proposers.rewrite.prompt import as_blocks, conversation, second_thoughts

# The first answer is the likeliest; the others are thrown with rising temperature.
_COOLEST: Final = 0.3
_HOTTEST: Final = 1.0
_MOST_TOKENS: Final = 2048
_MOST_CHARACTERS: Final = 32 * _MOST_TOKENS
# Tokens of context that an engine is offered, and the fewest when it refuses so many.
_BUDGET: Final = 6000
_LEAST_BUDGET: Final = 700
# Code has some three characters to a token; better too many tokens counted than too few.
_CHARACTERS_A_TOKEN: Final = 3
# What the first answer costs, each further one, and each character that it changes: one that passes
# the tests is more likely meant than the change of a search that does, unless it is a long one.
_COST: Final = 0.5
_FURTHER: Final = 0.3
_CHARACTER: Final = 0.005
# What it costs to write the tests' answers down.
_BY_HEART: Final = 4.0


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
class Tried:
    """A patch of a model that did not do.

    Attributes:
        patch: as it was proposed.
        output: what still fails with it.
    """

    patch: Patch
    output: str


def rewrite_patches(
    engine: Engine,
    context: Context,
    sources: Mapping[Path, Source],
    goal: Goal,
    run: Listener,
    *,
    root: Path,
    samples: int = 3,
    tried: Tried | None = None,
) -> Iterator[Patch]:
    """Ask a model for patches, one an answer, each yielded as soon as it is there.

    Args:
        engine: to ask; its model should have read code.
        context: what the model is shown.
        sources: the files that may be changed, by absolute path; no tests.
        goal: what is to be brought about.
        run: hears the progress, may cancel.
        root: of the workspace.
        samples: how many answers to ask for.
        tried: a patch of an earlier round, for the model to do better.

    Raises:
        CancelledError: the user took the request back.
        EngineError: the engine could not answer. One that dies in mid-answer is heard as far as
            it came, and the error raised after that.
    """
    seen = {_identity(tried.patch)} if tried else set()
    asking = _Asking(engine, context, sources, goal, run, root, tried)
    for index in range(samples):
        run.check()
        run.progress(f"Asking {engine.model}", index / samples)
        answer, death = asking.answer(_temperature(index, samples, again=tried is not None))
        patch = patch_of(answer, sources, goal)
        if patch is not None and _identity(patch) not in seen:
            seen.add(_identity(patch))
            cost = _COST + _FURTHER * index + _CHARACTER * patch.size
            if is_by_heart(patch, sources, goal.tests):
                cost += _BY_HEART
                patch = replace(patch, note=f"{patch.note}, by what the tests expect")
            yield replace(patch, cost=cost)
        if death is not None:
            raise death


def _temperature(index: int, samples: int, *, again: bool) -> float:
    """Zero for the first answer of all, then rising."""
    if index == 0 and not again:
        return 0.0
    return round(_COOLEST + (_HOTTEST - _COOLEST) * index / max(samples - 1, 1), 2)


def _identity(patch: Patch) -> frozenset[tuple[Path, object]]:
    return frozenset(patch.edits.items())


@dataclass(slots=True)
class _Asking:
    """One question, asked as often as answers are wanted, in the size that the engine takes."""

    engine: Engine
    context: Context
    sources: Mapping[Path, Source]
    goal: Goal
    run: Listener
    root: Path
    tried: Tried | None
    budget: int = _BUDGET

    def answer(self, temperature: float) -> tuple[str, EngineDiedError | None]:
        """The answer as far as it came, and what ended it early."""
        while True:
            try:
                return self._heard(self._messages(), temperature)
            except RequestRefusedError:
                # Most likely it is longer than the model reads.
                if self.budget <= _LEAST_BUDGET:
                    raise
                self.budget = max(self.budget // 2, _LEAST_BUDGET)

    def _heard(
        self, messages: list[dict[str, Any]], temperature: float
    ) -> tuple[str, EngineDiedError | None]:
        text = ""
        try:
            for piece in self.engine.stream(
                messages,
                max_tokens=_MOST_TOKENS,
                temperature=temperature,
                cancelled=self.run.cancelled,
            ):
                text += piece
                # Whatever it was asked for, an engine may go on without end.
                if len(text) > _MOST_CHARACTERS:
                    break
        except EngineDiedError as death:
            return text, death
        return text, None

    def _messages(self) -> list[dict[str, Any]]:
        shown = self.context.fit(self.budget, _tokens)
        asked = conversation(shown, self.goal, self.root)
        if self.tried is None:
            return asked
        answer = as_blocks(self.tried.patch, self.sources, self.root)
        return second_thoughts(asked, answer, self.tried.output, self.root)


def _tokens(text: str) -> int:
    """About how many tokens a text has, in whichever vocabulary."""
    return len(text) // _CHARACTERS_A_TOKEN + 1
