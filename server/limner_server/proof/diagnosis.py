"""The prover of fixes for a diagnostic: it is gone, nothing new came, and tests still pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from limner_server.diagnostic import Diagnostic
from limner_server.errors import InputError
from limner_server.patch import Patch
from limner_server.perception.workspace.source import Source
from limner_server.proof.checkers.checker import Checker
from limner_server.proof.checkers.compare import compare
from limner_server.proof.conduct import Conduct
from limner_server.proof.repair import Effect, Suite, named
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proof.verdict import Proof, Status


@dataclass(slots=True)
class DiagnosisProver:
    """Tries fixes of a diagnostic.

    Attributes:
        diagnostic: that should go, as its checker states it.
        checker: that states it.
        before: all that the checker stated.
        sandbox: where it runs.
        sources: the files of the workspace.
        unsaved: contents of documents that are not saved.
        conduct: what no fix may do.
        others: tests around the code, which must not fail for it.
    """

    diagnostic: Diagnostic
    checker: Checker
    before: list[Diagnostic]
    sandbox: Sandbox
    sources: Mapping[Path, Source]
    unsaved: Mapping[Path, bytes]
    conduct: Conduct
    others: list[Suite] = field(default_factory=list)

    def clears(self, patch: Patch, check: Callable[[], None]) -> str:
        """What is wrong with the patch; empty where the diagnostic is gone and nothing new."""
        if offence := self.conduct.offence(patch):
            return offence
        files = dict(self.unsaved)
        for path in patch.edits:
            source = self.sources[path]
            files[path] = source.encoded(patch.applied(path, source.text))
        paths = list(dict.fromkeys([self.diagnostic.path, *patch.edits]))
        try:
            after = self.checker.check(self.sandbox, paths, files, check)
        except InputError as problem:
            return problem.message
        compared = compare(self.before, after, self.diagnostic)
        if not compared.is_gone:
            return "the diagnostic is still there"
        return f"it brings another: {compared.new[0].message}" if compared.new else ""

    def prove(self, patch: Patch, check: Callable[[], None]) -> Proof:
        """Check the patch, and run the tests around it."""
        if trouble := self.clears(patch, check):
            return Proof(Status.REFUTED, trouble)
        kept: set[str] = set()
        for suite in self.others:
            effect = Effect.between(suite.before, suite.tests.prove(patch, check))
            if effect.broken:
                return Proof(Status.REFUTED, f"it breaks {named(min(effect.broken))}")
            kept |= effect.kept
        summary = f"{self.checker.name} says it is gone, and nothing new"
        if kept:
            passes = "1 test still passes" if len(kept) == 1 else f"{len(kept)} tests still pass"
            summary += f"; {passes}"
        return Proof(Status.PROVEN, summary, {"tests still passing": float(len(kept))})
