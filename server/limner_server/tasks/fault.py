"""What the user points at, found in the workspace: the file to repair, and the tests that tell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from limner_server.errors import InputError
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.traceback.traceback import Traceback
from limner_server.proof.runner.command import TestCommand, parse_command
from limner_server.proof.runner.find import find_tests, is_test_file
from limner_server.tasks.request import FixRequest
from limner_server.tasks.sources import Sources


@dataclass(frozen=True, slots=True)
class Fault:
    """What is to be repaired.

    Attributes:
        path: the file to repair; None where only a run of the tests can tell.
        line: 1-based; None for anywhere in it.
        end_line: the last line; None for the function around `line`.
        tests: those that should tell when it is repaired, the most telling first.
        traceback: the error, where one was given.
    """

    path: Path | None
    line: int | None = None
    end_line: int | None = None
    tests: tuple[TestCommand, ...] = ()
    traceback: Traceback | None = None


def find_fault(request: FixRequest, sources: Sources) -> Fault:
    """Find what the request points at.

    Raises:
        InputError: it points at nothing of this workspace.
    """
    if request.path is None:
        raise InputError("nothing to fix was named", "name a file")
    if language_of(request.path) is None:
        raise InputError(
            f"{request.path.name} is not code that can be fixed",
            "Python, JavaScript and TypeScript can",
        )
    text = sources[request.path].text
    if request.test:
        tests = [parse_command(request.test, request.folder or request.root)]
    else:
        tests = find_tests(request.root, request.path, text, request.line)
    if is_test_file(request.path):
        return Fault(None, tests=tuple(tests))
    return Fault(request.path, request.line, request.end_line, tuple(tests))
