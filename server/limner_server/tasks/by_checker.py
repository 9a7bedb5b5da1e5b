"""Fixes that a checker proves: the diagnostic is gone, and nothing new came."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Final

from limner_server.diagnostic import Diagnostic
from limner_server.errors import InputError, ToolMissingError
from limner_server.patch import Patch
from limner_server.proof.checkers.checker import Checker
from limner_server.proof.checkers.compare import reported
from limner_server.proof.checkers.find import find_checkers
from limner_server.proof.conduct import Conduct
from limner_server.proof.diagnosis import DiagnosisProver
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proof.verdict import Proof, Status
from limner_server.proposers.quickfix.quickfix import quick_fixes
from limner_server.tasks.asked_model import AskedModel
from limner_server.tasks.case import Case
from limner_server.tasks.change_set import ChangeSet
from limner_server.tasks.suites import suites_around
from limner_server.tasks.targets import find_targets
from limner_server.tasks.task import Suggestion

# So many are checked, the likeliest first; once one holds, others only while that is quick.
_MOST_TRIED: Final = 24
_PATIENCE: Final = 2.0


def fix_by_checker(case: Case, diagnostic: Diagnostic, sandbox: Sandbox) -> Suggestion[ChangeSet]:
    """Make a diagnostic go away.

    Raises:
        InputError: the checker that states it does not do so any more.
        ToolMissingError: no checker that is installed states it.
    """
    run = case.run
    with run.step("checker", "Running the checker", 0.05):
        checker, before, stated = _checker(case, diagnostic, sandbox)
    conduct = Conduct(case.sources, case.request.root, by_tests=False)
    unsaved = case.sources.unsaved()
    prover = DiagnosisProver(stated, checker, before, sandbox, case.sources, unsaved, conduct)
    targets = find_targets(case.fault, case.sources)
    with ExitStack() as stack, AskedModel(case, targets, "") as model:
        with run.step("search", "Trying quick fixes", 0.3):
            survivors = _survivors(case, prover, model)
        with run.step("proof", "Proving what holds", 0.8):
            if survivors:
                prover.others = suites_around([diagnostic.path], (), case, sandbox, stack)
            return _best(case, prover, survivors, model.engine)


def _checker(
    case: Case, diagnostic: Diagnostic, sandbox: Sandbox
) -> tuple[Checker, list[Diagnostic], Diagnostic]:
    """The checker that states the diagnostic, all that it states, and how it states this one."""
    path, unsaved = diagnostic.path, case.sources.unsaved()
    troubles = []
    for checker in find_checkers(case.request.root, path, diagnostic):
        try:
            before = checker.check(sandbox, [path], unsaved, case.run.check)
        except InputError as problem:
            troubles.append(problem.message)
            continue
        stated = reported(diagnostic, before)
        if stated is not None:
            return checker, before, stated
        if diagnostic.source.lower() == checker.name:
            raise InputError(f"{checker.name} does not report this of {path.name} as it is now")
    trouble = troubles[0] if troubles else "no checker that is installed here reports it"
    raise ToolMissingError(trouble, f"install {diagnostic.source}" if diagnostic.source else "")


def _survivors(case: Case, prover: DiagnosisProver, model: AskedModel) -> list[Patch]:
    """The patches that clear the diagnostic, the likeliest first."""
    check, held = case.run.check, list[Patch]()
    start = time.monotonic()
    for patch in itertools.islice(_patches(case, prover, model), _MOST_TRIED):
        seconds = time.monotonic() - start
        if seconds > case.request.seconds or (held and seconds > _PATIENCE):
            break
        if not prover.clears(patch, check):
            held.append(patch)
    return held


def _patches(case: Case, prover: DiagnosisProver, model: AskedModel) -> Iterator[Patch]:
    source, check = case.sources[prover.diagnostic.path], case.run.check
    offered = prover.checker.fixes(prover.sandbox, source, prover.diagnostic, check)
    yield from quick_fixes(source, prover.diagnostic, case.files, offered, check)
    yield from model.rest()


def _best(
    case: Case, prover: DiagnosisProver, survivors: list[Patch], engine: str
) -> Suggestion[ChangeSet]:
    left = list(survivors)
    for patch in survivors:
        proof = prover.prove(patch, case.run.check)
        if proof.status is Status.PROVEN:
            return case.suggest(patch, proof, left, engine)
        left.remove(patch)
    summary = f"no fix found: nothing that was tried gets rid of it ({prover.diagnostic.message})"
    return case.nothing(Proof(Status.REFUTED, summary), engine)
