"""What the output of a failing run states: the errors, at their places in the workspace."""

from __future__ import annotations

from limner_server.diagnostic import Diagnostic
from limner_server.errors import InputError
from limner_server.perception.traceback.locate import locate
from limner_server.perception.traceback.parse import parse_traceback
from limner_server.tasks.case import Case


def stated_errors(case: Case, output: str) -> list[Diagnostic]:
    """The error of a run at each of its places in the workspace, the likeliest first.

    Args:
        case: knows the workspace, and the traceback that the user gave.
        output: of the failing run; it says more of the present than what the user gave.
    """
    try:
        traceback = parse_traceback(output)
    except InputError:  # a run that fails by itself need not print one
        if case.fault.traceback is None:
            return []
        traceback = case.fault.traceback
    places = locate(traceback, case.files, case.run.check)
    message = f"{traceback.error}: {traceback.message}".strip(": ")
    return [Diagnostic(place.path, place.line, 1, message) for place in places]
