"""A fix: find the fault, let proposers make patches, run the tests on each, ship the best."""

from __future__ import annotations

import math
from contextlib import ExitStack
from dataclasses import replace

from limner_server.errors import InputError
from limner_server.patch import Patch
from limner_server.proof.conduct import Conduct
from limner_server.proof.repair import RepairProver, Suite
from limner_server.proof.runner.judge import Judge
from limner_server.proof.runner.outcome import Result
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proof.verdict import Proof, Status
from limner_server.tasks.fault import Fault, find_fault
from limner_server.tasks.fixed import Fix
from limner_server.tasks.request import FixRequest
from limner_server.tasks.searches import Searches
from limner_server.tasks.sources import Sources
from limner_server.tasks.targets import find_targets
from limner_server.tasks.task import Candidate, Run, Suggestion

NOBODY_ASKED = "no model was asked"


def fix(request: FixRequest, run: Run) -> Suggestion[Fix]:
    """Find a fix and prove it.

    Args:
        request: what fails, and how code of the workspace may be run.
        run: hears the progress, may cancel, keeps the times.

    Returns:
        The best fix; one without files where there is none that holds, and why.

    Raises:
        CancelledError: the user took the request back.
        InputError: the request points at nothing, or nothing fails.
    """
    sources = Sources(request.texts)
    with run.step("fault", "Looking for what fails", 0.0):
        fault = find_fault(request, sources)
    if not fault.tests:
        raise InputError("no tests were found", "name the failing test with --test")
    with Sandbox(request.root, request.running) as sandbox:
        return _mend(fault, sandbox, sources, request, run)


def _mend(
    fault: Fault, sandbox: Sandbox, sources: Sources, request: FixRequest, run: Run
) -> Suggestion[Fix]:
    """Make the failing tests pass."""
    with ExitStack() as stack:
        unsaved = sources.unsaved()
        judge = stack.enter_context(Judge(sandbox, fault.tests[0], unsaved))
        with run.step("tests", "Running the tests as they are", 0.05):
            before = judge.baseline(run.check)
            if before.result is Result.PASSED:
                raise InputError("the tests pass: there is nothing to fix")
        with run.step("coverage", "Looking where they fail", 0.1):
            targets = find_targets(fault, sources, judge.coverage(run.check))
        conduct = Conduct(sources, request.root, {one.source.path for one in targets})
        prover = RepairProver(Suite(judge, before), conduct)
        with run.step("search", "Trying small changes", 0.2):
            searches = Searches(targets, before, run)
            survivors = prover.survivors(searches, searches, request.seconds, run.check)
        with run.step("proof", "Proving what holds", 0.9):
            return _best(survivors, prover, sources, request, run)


def _best(
    survivors: list[Patch],
    prover: RepairProver,
    sources: Sources,
    request: FixRequest,
    run: Run,
) -> Suggestion[Fix]:
    """The first of the survivors that is proven, with all others beside it."""
    for patch in survivors:
        proof = prover.prove(patch, run.check)
        if proof.status is Status.PROVEN:
            fix_ = Fix.of(patch, sources, request.root)
            count = f"; 1 of {len(survivors)} fixes that do" if len(survivors) > 1 else ""
            proof = replace(proof, summary=proof.summary + count)
            candidates = [Candidate(patch.proposer, fix_.diff, proof, math.exp(-patch.cost))]
            return Suggestion(fix_, proof, candidates, run.timings, NOBODY_ASKED)
    proof = Proof(
        Status.REFUTED, f"no fix was found: {prover.tried} were tried, and none passes the tests"
    )
    return Suggestion(Fix(request.root), proof, [], run.timings, NOBODY_ASKED)
