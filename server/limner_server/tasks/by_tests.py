"""Fixes that tests prove: those that fail pass, and none fails that passed before."""

from __future__ import annotations

import re
import time
from contextlib import ExitStack
from dataclasses import replace
from typing import Final

from limner_server.diagnostic import Diagnostic
from limner_server.errors import InputError
from limner_server.patch import Patch
from limner_server.proof.conduct import Conduct
from limner_server.proof.repair import OTHERS_FAILING, OTHERS_MENDED, RepairProver, Suite
from limner_server.proof.runner.command import TestCommand
from limner_server.proof.runner.coverage import Coverage
from limner_server.proof.runner.outcome import Outcome, Result
from limner_server.proof.runner.reported import KEPT
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proof.verdict import Proof, Status
from limner_server.proposers.search.behaviour import Behaviour, behaviours
from limner_server.proposers.search.choose import choose
from limner_server.tasks.asked_model import AskedModel
from limner_server.tasks.case import Case
from limner_server.tasks.change_set import ChangeSet
from limner_server.tasks.proposals import Proposals
from limner_server.tasks.stated import stated_errors
from limner_server.tasks.suites import suite_of, suites_around
from limner_server.tasks.targets import Target, find_targets
from limner_server.tasks.task import Suggestion

# Of the survivors, so many are run again until one is proven.
_MOST_PROVEN: Final = 8
# Where tests around those asked for fail as well, the fix that mends the most of them is looked for
# among so many.
_MOST_COMPARED: Final = 4
# Seconds that the search has, however long the tests took as they are.
_LEAST: Final = 5.0
# How the error of Python or Node begins.
_ERROR: Final = re.compile(
    r"^(?:Traceback \(most recent call last\)|(?:file://)?/\S+:\d+$|node:\S+:\d+$)", re.MULTILINE
)
_NOT_LOADED: Final = re.compile(r"(?:ModuleNotFound|Import|Syntax|Indentation|Tab)Error\b")
_HOW: Final = "name the failing test with --test"


def fix_by_tests(case: Case, sandbox: Sandbox) -> Suggestion[ChangeSet]:
    """Make the failing tests pass.

    Raises:
        InputError: they pass already.
        ToolMissingError: there is nothing to run them by.
    """
    run = case.run
    with ExitStack() as stack:
        with run.step("tests", "Running the tests as they are", 0.05):
            asked, others, known = _suites(case, sandbox, stack)
        with run.step("coverage", "Looking where they fail", 0.1):
            errors = stated_errors(case, asked.before.output)
            coverage = asked.tests.coverage(run.check)
            targets = find_targets(case.fault, case.sources, coverage, errors)
            _check(asked.before, coverage, targets, errors)
        named = {target.source.path for target in targets}
        prover = RepairProver(asked, Conduct(case.sources, case.request.root, named), others)
        stack.callback(prover.close)
        model = stack.enter_context(AskedModel(case, targets, asked.before.output))
        with run.step("search", "Trying small changes", 0.2):
            proposals = Proposals(case, targets, errors, asked.before, model)
            survivors = _survivors(case, prover, proposals, model)
        with run.step("proof", "Proving what holds", 0.9):
            if survivors:
                prover.others += suites_around(named, known, case, sandbox, stack)
            behaviours = _behaviours(case, survivors, coverage, sandbox)
            return _best(case, prover, choose(survivors, behaviours), targets, model.engine)


def _survivors(
    case: Case, prover: RepairProver, proposals: Proposals, model: AskedModel
) -> list[Patch]:
    """The patches that hold; where none does, those of a model that thought again."""
    spent, check = sum(case.run.timings.values()), case.run.check
    seconds = max(case.request.seconds - spent, _LEAST)
    until = time.monotonic() + seconds
    survivors = prover.survivors(proposals, proposals, seconds, check)
    left = until - time.monotonic()
    if survivors or left <= 0:
        return survivors
    return prover.survivors(model.rest(), proposals, left, check)


def _behaviours(
    case: Case, survivors: list[Patch], coverage: Coverage, sandbox: Sandbox
) -> list[Behaviour]:
    """What the survivors answer where the tests do not ask; nothing where it cannot be told."""
    changed = {path for patch in survivors for path in patch.edits}
    if len(changed) != 1:
        return []
    source = case.sources[changed.pop()]
    ran = {path for test in coverage.tests for path in test.lines}
    tests = [case.sources[path] for path in sorted({source.path, *ran})]
    return behaviours(survivors, source, tests, sandbox, case.run.check)


def _suites(
    case: Case, sandbox: Sandbox, stack: ExitStack
) -> tuple[Suite, list[Suite], list[TestCommand]]:
    """What fails, what was run before it and passes, and the commands of both.

    A command that led to a traceback goes before all tests.
    """
    fault, passing, run = case.fault, list[Suite](), list[TestCommand]()
    for command in (fault.replay, *fault.tests):
        if command is None:
            continue
        run.append(command)
        suite = suite_of(command, case, sandbox, stack, asked=True)
        if suite.before.result is not Result.PASSED:
            if command is fault.replay:
                mended = f"`{command.text}` runs to its end"
                suite = replace(suite, mended=mended, printed=_printed(suite.before.output))
            return suite, passing, run
        passing.append(suite)
    what = "the tests pass" if fault.tests else f"`{run[0].text}` does not fail"
    raise InputError(f"{what}: there is nothing to fix", _HOW)


def _printed(output: str) -> str:
    """What a program printed before its error; nothing where that cannot be told."""
    error = _ERROR.search(output)
    return output[: error.start()] if error is not None and len(output) < KEPT else ""


def _check(
    before: Outcome, coverage: Coverage, targets: list[Target], errors: list[Diagnostic]
) -> None:
    """Whether a change of the targets can be of any use.

    Raises:
        InputError: the tests fail for another reason.
    """
    paths = {target.source.path for target in targets}
    if any(target.broken_at for target in targets) or paths & {error.path for error in errors}:
        return
    said = before.output.strip().rpartition("\n")[2].strip() or "they say nothing"
    if before.result is Result.BROKEN:
        raise InputError(f"the tests do not run: {said}", "run them by hand to see why")
    if not targets:
        raise InputError(
            f"the failing test runs no code but its own: {said}", "name the file to fix"
        )
    ran = {path for test in coverage.tests if not test.passed for path in test.lines}
    # A test may also start the code as a program of its own, which is not seen.
    if ran and paths.isdisjoint(ran) and _NOT_LOADED.match(said):
        name = targets[0].source.path.name
        raise InputError(f"the failing test does not come to {name}: {said}", _HOW)


def _best(
    case: Case, prover: RepairProver, survivors: list[Patch], targets: list[Target], engine: str
) -> Suggestion[ChangeSet]:
    """The first survivor that is proven and leaves no test around it failing, or nearly so."""
    left, proven = list(survivors), list[tuple[Patch, Proof]]()
    for patch in survivors[:_MOST_PROVEN]:
        proof = prover.prove(patch, case.run.check)
        if proof.status is not Status.PROVEN:
            left.remove(patch)
            continue
        proven.append((patch, proof))
        if not proof.figures[OTHERS_FAILING] or len(proven) == _MOST_COMPARED:
            break
    if not proven:
        return case.nothing(_refuted(prover, targets), engine)
    best, proof = max(proven, key=lambda one: one[1].figures[OTHERS_MENDED])
    return case.suggest(best, proof, left, engine)


def _refuted(prover: RepairProver, targets: list[Target]) -> Proof:
    """Why there is no fix."""
    tried = f"{prover.tried} change{'s' * (prover.tried != 1)}"
    summary = f"no fix found in {tried}: with none of them {prover.asked.mended}"
    if prover.offences:
        summary += f" by fair means: {prover.offences[0]}"
    if prover.asked.before.result is Result.TIMED_OUT:
        summary += f"; the test does not end within {prover.asked.before.seconds:.0f} s"
    for target in targets:
        if target.broken_at:
            summary += f"; {target.source.path.name} does not parse: line {target.broken_at}"
    figures = {"candidates tried": float(prover.tried)}
    return Proof(Status.REFUTED, summary, figures)
