"""Tests of Python: see `TestKit`."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from limner_server.errors import InputError, ToolMissingError
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.source import Source
from limner_server.proof.recorder.case import Recorded
from limner_server.proof.recorder.flow import flow_of
from limner_server.proof.recorder.python import PythonRecorder
from limner_server.proof.recorder.recorder import Recorder
from limner_server.proof.runner.interpreter import find_python
from limner_server.proof.runner.outcome import Outcome, Result
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proof.testing import Reached, TestProver
from limner_server.proposers.cases.accidents import Regard, regard
from limner_server.proposers.cases.python.inputs import PythonInputs
from limner_server.proposers.cases.search import Inputs
from limner_server.proposers.cases.subject import Subject
from limner_server.proposers.cases.write.dialect import Dialect
from limner_server.proposers.cases.write.project import Project, project_of
from limner_server.proposers.cases.write.pytest_dialect import PytestDialect
from limner_server.proposers.cases.write.python_places import Sighted, places, sighted
from limner_server.proposers.cases.write.python_writer import PythonWriter
from limner_server.proposers.cases.write.style import style_of
from limner_server.proposers.cases.write.unittest_dialect import UnittestDialect
from limner_server.proposers.cases.write.writer import TestPlace
from limner_server.tasks.sources import Sources
from limner_server.tasks.test_kit import Placed

# Test files whose looks count.
_LOOKED_AT: Final = 6
# Ways to import the code that are tried.
_MOST_TRIED: Final = 10
# By what is in it: another module may have the same name, one of the standard library's above all.
_PROBE: Final = {
    False: "import {module}\n\n\ndef test_it_can_be_imported():\n    assert {module}{member}\n",
    True: (
        "import unittest\n\nimport {module}\n\n\nclass TestImport(unittest.TestCase):\n"
        "    def test_it_can_be_imported(self):\n        self.assertTrue({module}{member})\n"
    ),
}


class PythonKit:
    """See `TestKit`."""

    def recorder(
        self, sandbox: Sandbox, source: Source, sources: Sources
    ) -> AbstractContextManager[Recorder]:
        """An interpreter of the workspace."""
        texts = {path: sources[path].text for path in sources.unsaved()}
        return PythonRecorder(sandbox, source, texts=texts)

    def inputs(self, subject: Subject, files: WorkspaceFiles, suggested: Sequence[str]) -> Inputs:
        """By types, names, literals, examples and call sites."""
        return PythonInputs(subject, files, suggested)

    def regard(self, subject: Subject, recorded: Recorded) -> Regard:
        """By the `raise` statements that were run."""
        return regard(subject, recorded)

    def statements(self, source: Source, reached: Reached) -> Reached:
        """A statement on several lines counts as its first one."""
        flow = flow_of(source.text)
        return Reached(flow.lines(iter(reached.lines)), flow.arcs(iter(reached.jumps)))

    def place(
        self,
        sandbox: Sandbox,
        files: WorkspaceFiles,
        source: Source,
        *,
        out: Path | None,
        texts: Mapping[Path, bytes],
        check: Callable[[], None],
    ) -> Placed:
        """As the other tests are placed; each way to import the code is tried in turn."""
        path, root = source.path, sandbox.root
        seen = sighted(files, path, check)
        own = seen.own if out is None else (out if out.is_file() else None)
        others = [text for one in seen.files[:_LOOKED_AT] if (text := _text(files, one))]
        told = _text(files, own) if own is not None and not seen.unreadable else ""
        project = project_of(root, told, others, has_pytest=_has_pytest(path.parent, root))
        member, trouble = _member(source), None
        for place in itertools.islice(places(files, path, seen, out, project), _MOST_TRIED):
            prover = TestProver(sandbox, place.command, place.path, path, texts)
            outcome = _probed(prover, place.module, member, project, check)
            if outcome.result is Result.PASSED:
                return self._placed(place, project, seen, others=others, files=files, out=out)
            trouble = trouble or outcome
        said = _last_line(trouble.output if trouble else "")
        raise InputError(
            f"{path.name} cannot be imported by a test: {said}",
            "make it import by itself, then ask again",
        )

    def _placed(
        self,
        place: TestPlace,
        project: Project,
        seen: Sighted,
        *,
        others: list[str],
        files: WorkspaceFiles,
        out: Path | None,
    ) -> Placed:
        dialect: Dialect = UnittestDialect() if project.has_test_cases else PytestDialect()
        style = style_of(place.source.text, [*others, *_sources(files, seen)], files.root)
        first = place.module.partition(".")[0]
        writer = PythonWriter(place, dialect, style, project.in_classes, {first} - {""})
        remarks = []
        if seen.unreadable and out is None:
            remarks.append(f"{seen.unreadable}: the tests go into {place.path.name} beside it")
        if place.command.text.split()[0] != "pytest" and not project.uses_unittest:
            remarks.append(f"run them with: {place.command.text}")
        return Placed(place, writer, tuple(remarks))


def _has_pytest(folder: Path, root: Path) -> bool:
    try:
        find_python(folder, root, module="pytest")
    except ToolMissingError:
        return False
    return True


def _probed(
    prover: TestProver, module: str, member: str, project: Project, check: Callable[[], None]
) -> Outcome:
    """How a test ends that does nothing but import the code, and look for a member of it."""
    probe, name = _PROBE[project.uses_unittest], module
    if module.startswith("."):
        inner, dots, name = module.rpartition(".")
        package = inner if inner.strip(".") else inner + dots
        probe = probe.replace("import {module}", f"from {package} import {{module}}")
    with prover.trial(probe.format(module=name, member=member).encode()) as trial:
        return trial.once(check)


def _member(source: Source) -> str:
    """A function or class of the file, as an attribute; empty where it has none at its top."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    body = ast.parse(source.text).body
    return next((f".{one.name}" for one in body if isinstance(one, kinds)), "")


def _sources(files: WorkspaceFiles, seen: Sighted) -> Iterator[str]:
    """What the code itself looks like, where there is no test to look at."""
    del seen
    for path in itertools.islice(files.walk(), _LOOKED_AT):
        if path.suffix == ".py" and (text := _text(files, path)):
            yield text


def _text(files: WorkspaceFiles, path: Path | None) -> str:
    try:
        return files.text(path) if path is not None else ""
    except InputError:
        return ""


def _last_line(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    # pytest shortens what it says in its summary.
    errors = [line for line in lines if line.startswith("E ")]
    errors = errors or [line for line in lines if "Error" in line]
    found = (errors or lines or ["it says nothing"])[-1]
    return found.removeprefix("E ").strip()
