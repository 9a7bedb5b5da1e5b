"""What the user points at, found in the workspace: the file to repair, and the tests that tell."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.syntax.languages import Language, language_of
from limner_server.perception.syntax.lines import Lines
from limner_server.perception.traceback.locate import Place, locate
from limner_server.perception.traceback.parse import parse_traceback
from limner_server.perception.traceback.traceback import Traceback
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proof.runner.command import TestCommand, parse_command
from limner_server.proof.runner.find import find_tests, is_test_file
from limner_server.tasks.request import FixRequest
from limner_server.tasks.sources import Sources
from limner_server.tasks.task import Run

# How Python and Node call the code of a module that is in no function.
_MODULE: Final = ("<module>", "Object.<anonymous>", "")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is to be repaired.

    Attributes:
        path: the file to repair; None where only a run of the tests can tell.
        line: 1-based; None for anywhere in it.
        end_line: the last line; None for the function around `line`.
        tests: those that should tell when it is repaired, the most telling first.
        traceback: the error, where one was given.
        replay: the command that led to the error, where it was no test.
    """

    path: Path | None
    line: int | None = None
    end_line: int | None = None
    tests: tuple[TestCommand, ...] = ()
    traceback: Traceback | None = None
    replay: TestCommand | None = None


def find_fault(request: FixRequest, sources: Sources, run: Run) -> Fault:
    """Find what the request points at.

    Raises:
        InputError: it points at nothing of this workspace.
    """
    if request.traceback or request.image:
        fault = _from_traceback(request, sources, run)
    elif request.diagnostic is not None:
        fault = Fault(request.diagnostic.path, request.diagnostic.line)
    elif request.path is not None:
        fault = Fault(request.path, request.line, request.end_line)
    else:
        raise InputError("nothing to fix was named", "name a file, a traceback or a picture of one")
    if fault.path is not None:
        _check(fault.path, fault.line, sources)
    fault = replace(fault, tests=fault.tests or _tests(fault, request, sources))
    if request.diagnostic is None and fault.path is not None and is_test_file(fault.path):
        # What fails is the test; where the fault is, its run will tell.
        fault = replace(fault, path=None, line=None, end_line=None)
    return fault


def _check(path: Path, line: int | None, sources: Sources) -> Language:
    """Whether a file can be fixed at a line.

    Raises:
        InputError: it cannot.
    """
    if path.suffix == ".ipynb":
        raise InputError(
            f"{path.name} is a notebook, which has no tests to prove a fix by",
            "move the code into a module",
        )
    language = language_of(path)
    if language is None:
        kinds = "fixed are Python, JavaScript and TypeScript"
        raise InputError(f"{path.name} is no code that can be fixed", kinds)
    lines = len(Lines(sources[path].text))
    if line is not None and not 1 <= line <= lines:
        raise InputError(f"{path.name} has no line {line}", f"it has {lines}")
    return language


def _tests(fault: Fault, request: FixRequest, sources: Sources) -> tuple[TestCommand, ...]:
    if request.test:
        return (parse_command(request.test, request.folder or request.root),)
    if fault.path is None:
        return ()
    text = sources[fault.path].text
    return tuple(find_tests(request.root, fault.path, text, fault.line))


def _from_traceback(request: FixRequest, sources: Sources, run: Run) -> Fault:
    """The innermost call that is not a test's own, and the test that made it."""
    text = request.traceback or _read(request, run)
    traceback = parse_traceback(text)
    files = WorkspaceFiles(request.root, request.texts)
    places = locate(traceback, files, run.check)
    if not places:
        error = traceback.error or "the traceback"
        raise InputError(
            f"{error} comes from no file of {request.root}", "run it from the workspace it is of"
        )
    tests = [place for place in places if is_test_file(place.path)]
    code = next((place for place in places if not is_test_file(place.path)), places[0])
    found: list[TestCommand] = []
    if not request.test:
        for place in tests[:1]:
            found += find_tests(request.root, place.path, sources[place.path].text, place.line)
    replay = None if tests or request.test else _replay(traceback, places)
    return Fault(code.path, code.line, None, tuple(found), traceback, replay)


def _read(request: FixRequest, run: Run) -> str:
    # numpy and Tesseract take their time: not where a text is given.
    from limner_server.perception.image import load_image  # noqa: PLC0415
    from limner_server.perception.traceback.read import read_traceback  # noqa: PLC0415

    with run.step("picture", "Reading the picture", 0.0):
        return read_traceback(load_image(request.image), request.languages, run.check)


def _replay(traceback: Traceback, places: list[Place]) -> TestCommand | None:
    """The script that the traceback began in, as a command."""
    if not traceback.frames:
        return None
    begin = traceback.frames[0]
    for place in places:
        if place.frame == begin and begin.function in _MODULE:
            language = language_of(place.path)
            program = "python" if language and language.family == "python" else "node"
            return parse_command(f"{program} {shlex.quote(place.path.name)}", place.path.parent)
    return None
