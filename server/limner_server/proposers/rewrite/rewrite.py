"""The proposer that asks a model to rewrite code: several answers, each read into a patch.

What comes back is parsed into patches and can do nothing but be tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from limner_model.client import Engine
from limner_server.patch import Patch
from limner_server.perception.workspace.source import Source
from limner_server.proposers.asking import Asking, Context, Listener
from limner_server.proposers.rewrite.by_heart import is_by_heart
from limner_server.proposers.rewrite.form import EDIT_BLOCKS
from limner_server.proposers.rewrite.goal import Goal
from limner_server.proposers.rewrite.patches import patch_of
from limner_server.proposers.rewrite.prompt import as_blocks, conversation, second_thoughts

# The first answer is the likeliest; the others are thrown with rising temperature.
_COOLEST: Final = 0.3
_HOTTEST: Final = 1.0
# What the first answer costs, each further one, and each character that it changes: one that passes
# the tests is more likely meant than the change of a search that does, unless it is a long one.
_COST: Final = 0.5
_FURTHER: Final = 0.3
_CHARACTER: Final = 0.005
# What it costs to write the tests' answers down.
_BY_HEART: Final = 4.0


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

    def messages(shown: str) -> list[dict[str, Any]]:
        asked = conversation(shown, goal, root)
        if tried is None:
            return asked
        answer = as_blocks(tried.patch, sources, root)
        return second_thoughts(asked, answer, tried.output, root)

    asking = Asking(engine, context, messages, run, form=EDIT_BLOCKS)
    for index in range(samples):
        run.check()
        run.progress(f"Asking {engine.model}", index / samples)
        heard = asking.answer(_temperature(index, samples, again=tried is not None))
        patch = patch_of(heard.text, sources, goal)
        if patch is not None and _identity(patch) not in seen:
            seen.add(_identity(patch))
            cost = _COST + _FURTHER * index + _CHARACTER * patch.size
            if is_by_heart(patch, sources, goal.tests):
                cost += _BY_HEART
                patch = replace(patch, note=f"{patch.note}, by what the tests expect")
            yield replace(patch, cost=cost)
        if heard.death is not None:
            raise heard.death


def _temperature(index: int, samples: int, *, again: bool) -> float:
    """Zero for the first answer of all, then rising."""
    if index == 0 and not again:
        return 0.0
    return round(_COOLEST + (_HOTTEST - _COOLEST) * index / max(samples - 1, 1), 2)


def _identity(patch: Patch) -> frozenset[tuple[Path, object]]:
    return frozenset(patch.edits.items())
