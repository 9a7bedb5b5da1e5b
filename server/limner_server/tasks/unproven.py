"""Fixes that nothing could prove: by rule or by a model, and said to be unproven."""

from __future__ import annotations

from collections.abc import Iterator

from limner_server.errors import LimnerError
from limner_server.patch import Patch
from limner_server.proof.conduct import Conduct
from limner_server.proof.verdict import Proof, Status
from limner_server.proposers.quickfix.quickfix import quick_fixes
from limner_server.tasks.asked_model import AskedModel
from limner_server.tasks.case import Case
from limner_server.tasks.change_set import ChangeSet
from limner_server.tasks.targets import find_targets
from limner_server.tasks.task import Suggestion


def fix_unproven(case: Case, problem: LimnerError) -> Suggestion[ChangeSet]:
    """The likeliest fix of a diagnostic by rule, or of anything by a model; a search has no say.

    Args:
        case: what is to be fixed.
        problem: why nothing can be proven.
    """
    proof = Proof(Status.UNPROVEN, f"unproven: {problem.message}", remedy=problem.remedy)
    targets = find_targets(case.fault, case.sources)
    conduct = Conduct(case.sources, case.request.root, {target.source.path for target in targets})
    with (
        case.run.step("proposals", "Looking for a fix", 0.3),
        AskedModel(case, targets, case.request.traceback) as model,
    ):
        for patch in _patches(case, model):
            if not conduct.offence(patch):
                return case.suggest(patch, proof, [patch], model.engine)
        return case.nothing(proof, model.engine)


def _patches(case: Case, model: AskedModel) -> Iterator[Patch]:
    diagnostic = case.request.diagnostic
    if diagnostic is not None:
        source = case.sources[diagnostic.path]
        yield from quick_fixes(source, diagnostic, case.files, check=case.run.check)
    yield from model.rest()
