"""The search over several files at once, as one stream of patches, the likeliest first."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from pathlib import Path

from limner_server.patch import Patch
from limner_server.proof.runner.outcome import Outcome
from limner_server.proposers.search.search import Search, search_patches
from limner_server.tasks.targets import Target
from limner_server.tasks.task import Run


class Searches:
    """Searches files side by side, and passes on what becomes of their patches.

    Args:
        targets: where to search.
        baseline: what the tests say as it is.
        run: hears how it goes.
    """

    def __init__(self, targets: Sequence[Target], baseline: Outcome, run: Run) -> None:
        self._run = run
        self._by_path: dict[Path, Search] = {
            target.source.path: search_patches(
                target.source, target.region, target.suspicion, baseline, run.check
            )
            for target in targets
        }

    def __iter__(self) -> Iterator[Patch]:
        return heapq.merge(*self._by_path.values(), key=lambda patch: patch.cost)

    def heard(self, patch: Patch, outcome: Outcome) -> None:
        """Let the search that made the patch build upon it."""
        for path in patch.edits:
            if path in self._by_path:
                self._by_path[path].learn(patch, outcome)

    def counted(self, tried: int, held: int) -> None:
        """Tell the user how it goes."""
        hold = f", {held} hold" if held else ""
        self._run.progress(f"Trying small changes: {tried} tried{hold}")
