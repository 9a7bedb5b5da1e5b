"""Tests: find what to test, search for cases, write them as a person would, prove them."""

from __future__ import annotations

import time
from typing import Final

from limner_server.errors import (
    InputError,
    LimnerError,
    SandboxError,
    ToolMissingError,
    UntrustedError,
)
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proof.testing import TestProver
from limner_server.proof.verdict import Proof, Status
from limner_server.tasks.asked_tests import AskedTests
from limner_server.tasks.assignment import Assignment, find_assignment
from limner_server.tasks.change_set import ChangeSet, FileChange
from limner_server.tasks.engines import NOBODY_ASKED
from limner_server.tasks.existing_tests import ExistingTests, existing_tests
from limner_server.tasks.found_cases import FoundCases, find_cases
from limner_server.tasks.proven_tests import ProvenTests
from limner_server.tasks.proving import Proving
from limner_server.tasks.request import TestRequest
from limner_server.tasks.task import Candidate, Run, Suggestion
from limner_server.tasks.test_kit import Placed, TestKit
from limner_server.tasks.test_kits import kit_of

# Of the time that there is, the share that goes to the search; the rest is for the proof.
_SEARCHING: Final = 0.6
# Seconds that a subject has at least.
_LEAST: Final = 2.0


def write_tests(request: TestRequest, run: Run) -> Suggestion[ChangeSet]:
    """Write tests and prove them.

    Args:
        request: what to test, and how code of the workspace may be run.
        run: hears the progress, may cancel, keeps the times.

    Returns:
        The test file, new or with more tests in it; no file where no test holds, and why.

    Raises:
        CancelledError: the user took the request back.
        InputError: the request points at nothing that can be tested.
    """
    with run.step("subjects", "Looking for what to test", 0.0):
        assignment = find_assignment(request, run)
    try:
        with Sandbox(request.root, request.running) as sandbox:
            return _proven(assignment, kit_of(assignment.source.path), sandbox)
    except (ToolMissingError, SandboxError, UntrustedError) as problem:
        return _unproven(assignment, problem)


def _proven(assignment: Assignment, kit: TestKit, sandbox: Sandbox) -> Suggestion[ChangeSet]:
    """The tests that can be proven."""
    run, request, source = assignment.run, assignment.request, assignment.source
    texts = assignment.sources.unsaved()
    with run.step("place", "Looking where tests go", 0.05):
        placed = kit.place(
            sandbox, assignment.files, source, out=request.out, texts=texts, check=run.check
        )
    prover = TestProver(sandbox, placed.place.command, placed.place.path, source.path, texts)
    until = time.monotonic() + request.seconds
    with AskedTests(request, assignment.subjects, placed.place, run) as model:
        with run.step("existing", "Looking what is tested already", 0.1):
            existing = existing_tests(assignment, sandbox, texts)
        with run.step("search", "Searching for cases", 0.2):
            found = _searched(assignment, kit, sandbox, existing, model)
        pieces = [
            piece
            for one in found
            if one.chosen
            for piece in placed.writer.pieces(one.subject, one.chosen)
        ]
        proving = Proving(assignment, placed, prover, kit, found, existing)
        proven = proving.proven(pieces, model, until)
    return _answer(assignment, placed, proving, proven, model.engine)


def _searched(
    assignment: Assignment,
    kit: TestKit,
    sandbox: Sandbox,
    existing: ExistingTests,
    model: AskedTests,
) -> list[FoundCases]:
    """The cases of each subject; the time is shared among them."""
    run, subjects = assignment.run, assignment.subjects
    covered = kit.statements(assignment.source, existing.reached)
    until = time.monotonic() + assignment.request.seconds * _SEARCHING
    found: list[FoundCases] = []
    with kit.recorder(sandbox, assignment.source, assignment.sources) as recorder:
        for index, subject in enumerate(subjects):
            name = subject.definition.qualified
            run.progress(f"Searching for cases of {name}", 0.2 + 0.6 * index / len(subjects))
            share = (until - time.monotonic()) / (len(subjects) - index)
            try:
                inputs = kit.inputs(subject, assignment.files, model.suggested(subject))
            except InputError as problem:
                if len(subjects) == 1:
                    raise
                found.append(FoundCases(subject, obstacle=problem.message))
                continue
            found.append(
                find_cases(
                    subject,
                    recorder,
                    inputs,
                    covered=covered,
                    regard=kit.regard,
                    seconds=max(share, _LEAST),
                    check=run.check,
                )
            )
    return found


def _answer(
    assignment: Assignment, placed: Placed, proving: Proving, proven: ProvenTests, engine: str
) -> Suggestion[ChangeSet]:
    """The file as a change, and what else is to be said."""
    remarks = [*placed.remarks]
    remarks += [line for one in proving.found for line in one.suspected]
    remarks += proving.suspected
    for one in proving.found:
        if not one.chosen and not one.suspected:
            name = one.subject.definition.qualified
            remarks.append(f"no test for {name}: {one.obstacle or 'it could not be called'}")
    if assignment.left:
        remarks.append(f"{assignment.left} more functions are left: name them, PATH::NAME")
    if not proven.pieces:
        changes = ChangeSet(assignment.request.root, remarks=tuple(remarks))
        return Suggestion(changes, proven.proof, [], assignment.run.timings, engine)
    count, place = len(proven.pieces), placed.place
    note = f"{count} test{'s' * (count > 1)} of {assignment.named}"
    file = (
        FileChange.new(place.path, proven.text)
        if place.is_new
        else FileChange.to(place.source, proven.text)
    )
    changes = ChangeSet(assignment.request.root, note, (file,), tuple(remarks))
    share = proven.proof.figures.get(
        "branch_coverage", proven.proof.figures.get("line_coverage", 0)
    )
    by_model = any(one.proposer != "search" for one in proven.pieces)
    candidate = Candidate("model" if by_model else "search", changes.diff, proven.proof, share)
    return Suggestion(changes, proven.proof, [candidate], assignment.run.timings, engine)


def _unproven(assignment: Assignment, problem: LimnerError) -> Suggestion[ChangeSet]:
    """Nothing can be run, so nothing can be recorded: tests need running."""
    why = f"unproven: {problem.message}, and tests are written by running what they test"
    proof = Proof(Status.UNPROVEN, why, remedy=problem.remedy)
    changes = ChangeSet(assignment.request.root)
    return Suggestion(changes, proof, [], assignment.run.timings, NOBODY_ASKED)
