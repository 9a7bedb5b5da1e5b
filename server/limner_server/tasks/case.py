"""One fix in the making: what its steps share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from limner_server.patch import Patch
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proof.verdict import Proof, Status
from limner_server.tasks.change_set import ChangeSet
from limner_server.tasks.fault import Fault
from limner_server.tasks.request import FixRequest
from limner_server.tasks.sources import Sources
from limner_server.tasks.task import Candidate, Run, Suggestion


@dataclass(frozen=True)
class Case:
    """What is to be fixed.

    Attributes:
        request: as the user put it.
        fault: what it points at.
        sources: the files as they were when the work began.
        run: hears the progress, may cancel, keeps the times.
    """

    request: FixRequest
    fault: Fault
    sources: Sources
    run: Run

    @cached_property
    def files(self) -> WorkspaceFiles:
        """The files of the workspace, for names that are defined elsewhere."""
        return WorkspaceFiles(self.request.root, self.request.texts)

    def suggest(
        self, patch: Patch, proof: Proof, survivors: Sequence[Patch], engine: str
    ) -> Suggestion[ChangeSet]:
        """A patch as what the task answers; its proof also says among how many it was chosen.

        Args:
            patch: that was chosen.
            proof: of it.
            survivors: all that hold, the chosen one among them, best first.
            engine: the engine and model that took part, or why none did.
        """
        if len(survivors) > 1:
            summary = f"{proof.summary}; 1 of {len(survivors)} fixes that do, the likeliest"
            proof = replace(proof, summary=summary)
        if proof.status is Status.PROVEN:
            figures = {**proof.figures, "survivors": float(len(survivors))}
            proof = replace(proof, figures=figures)
        also = Proof(Status.UNPROVEN, "it holds too, and was not looked at more closely")
        candidates = [
            Candidate(
                one.proposer,
                self._fix(one).diff,
                proof if one is patch else also,
                round(math.exp(-one.cost), 6),
            )
            for one in (patch, *(one for one in survivors if one is not patch))
        ]
        return Suggestion(self._fix(patch), proof, candidates, self.run.timings, engine)

    def nothing(self, proof: Proof, engine: str) -> Suggestion[ChangeSet]:
        """The answer where there is no fix; the proof says why."""
        return Suggestion(ChangeSet(self.request.root), proof, [], self.run.timings, engine)

    def _fix(self, patch: Patch) -> ChangeSet:
        return ChangeSet.of(patch, self.sources, self.request.root)
