"""A fix: find the fault, let proposers make patches, run each to prove it, ship the best."""

from __future__ import annotations

from limner_server.errors import ToolMissingError, UntrustedError
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proof.verdict import Proof, Status
from limner_server.tasks.by_tests import fix_by_tests
from limner_server.tasks.case import Case
from limner_server.tasks.engines import NOBODY_ASKED
from limner_server.tasks.fault import find_fault
from limner_server.tasks.fixed import Fix
from limner_server.tasks.request import FixRequest
from limner_server.tasks.sources import Sources
from limner_server.tasks.task import Run, Suggestion


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
        case = Case(request, find_fault(request, sources, run), sources, run)
    try:
        sandbox = Sandbox(request.root, request.running)
    except (ToolMissingError, UntrustedError) as problem:
        return case.nothing(
            Proof(Status.UNPROVEN, f"unproven: {problem.message}", remedy=problem.remedy),
            NOBODY_ASKED,
        )
    with sandbox:
        return fix_by_tests(case, sandbox)
