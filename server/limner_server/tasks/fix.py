"""A fix: find the fault, let proposers make patches, run each to prove it, ship the best."""

from __future__ import annotations

from limner_server.errors import SandboxError, ToolMissingError, UntrustedError
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.tasks.by_checker import fix_by_checker
from limner_server.tasks.by_tests import fix_by_tests
from limner_server.tasks.case import Case
from limner_server.tasks.change_set import ChangeSet
from limner_server.tasks.fault import find_fault
from limner_server.tasks.request import FixRequest
from limner_server.tasks.sources import Sources
from limner_server.tasks.task import Run, Suggestion
from limner_server.tasks.unproven import fix_unproven


def fix(request: FixRequest, run: Run) -> Suggestion[ChangeSet]:
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
        case = Case(request, find_fault(request, sources, run), sources, run)
    try:
        with Sandbox(request.root, request.running) as sandbox:
            return _proven(case, sandbox)
    except (ToolMissingError, SandboxError, UntrustedError) as problem:
        return fix_unproven(case, problem)


def _proven(case: Case, sandbox: Sandbox) -> Suggestion[ChangeSet]:
    """The fix that can be proven by what there is.

    Raises:
        ToolMissingError: there is nothing to prove it by.
    """
    diagnostic = case.request.diagnostic
    if diagnostic is not None and not case.request.test:
        return fix_by_checker(case, diagnostic, sandbox)
    if case.fault.tests or case.fault.replay:
        return fix_by_tests(case, sandbox)
    raise ToolMissingError("no tests were found", "name the failing test with --test")
