"""The patches that are tried: quick fixes of the error, a search, and a model's, as they come."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from pathlib import Path

from limner_server.diagnostic import Diagnostic
from limner_server.patch import Patch
from limner_server.proof.runner.outcome import Outcome
from limner_server.proposers.quickfix.quickfix import quick_fixes
from limner_server.proposers.rewrite.patches import MODEL
from limner_server.proposers.search.search import Search, search_patches
from limner_server.tasks.asked_model import AskedModel
from limner_server.tasks.case import Case
from limner_server.tasks.targets import Target


class Proposals:
    """All proposers of one fix as one stream.

    Args:
        case: what is to be fixed.
        targets: where.
        errors: what the failing run states.
        before: how it ended.
        model: that is being asked.
    """

    def __init__(
        self,
        case: Case,
        targets: Sequence[Target],
        errors: Sequence[Diagnostic],
        before: Outcome,
        model: AskedModel,
    ) -> None:
        self._case = case
        self._errors = [
            (target, error)
            for error in errors
            for target in targets
            if target.source.path == error.path
        ]
        self._searches: dict[Path, Search] = {
            target.source.path: search_patches(
                target.source, target.region, target.suspicion, before, case.run.check
            )
            for target in targets
        }
        self._model = model

    def __iter__(self) -> Iterator[Patch]:
        """Quick fixes first; then the search, and the model's answers as they come."""
        for target, error in self._errors:
            yield from quick_fixes(
                target.source, error, self._case.files, check=self._case.run.check
            )
        found = heapq.merge(*self._searches.values(), key=lambda patch: patch.cost)
        for patch in self._model.ranked(found):
            yield from self._model.arrived()
            yield patch
        yield from self._model.rest()

    @property
    def awaited(self) -> bool:
        """Whether the model has not given its first answer yet."""
        return self._model.awaited

    def heard(self, patch: Patch, outcome: Outcome) -> None:
        """Let who made the patch build upon it."""
        if patch.proposer == MODEL:
            self._model.heard(patch, outcome)
            return
        for path in patch.edits:
            if path in self._searches:
                self._searches[path].learn(patch, outcome)

    def counted(self, tried: int, held: int) -> None:
        """Tell the user how it goes."""
        hold = f", {held} hold" if held else ""
        self._case.run.progress(f"Trying small changes: {tried} tried{hold}")
