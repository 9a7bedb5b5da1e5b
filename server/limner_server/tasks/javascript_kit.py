"""Tests of JavaScript and TypeScript: see `TestKit`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.syntax.languages import JAVASCRIPT, language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.source import Source
from limner_server.proof.recorder.case import Recorded
from limner_server.proof.recorder.javascript import JavaScriptRecorder
from limner_server.proof.recorder.javascript_modules import bindings
from limner_server.proof.recorder.recorder import Recorder
from limner_server.proof.runner.command import Kind
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proof.testing import Reached
from limner_server.proposers.cases.accidents import Regard
from limner_server.proposers.cases.javascript.inputs import JavaScriptInputs
from limner_server.proposers.cases.javascript.outcomes import regard
from limner_server.proposers.cases.search import Inputs
from limner_server.proposers.cases.subject import Subject
from limner_server.proposers.cases.write.javascript_dialect import (
    AssertDialect,
    ExpectDialect,
    ScriptDialect,
)
from limner_server.proposers.cases.write.javascript_file import ScriptFile
from limner_server.proposers.cases.write.javascript_imports import Wanted
from limner_server.proposers.cases.write.javascript_places import (
    ScriptProject,
    is_module,
    script_place,
    script_project,
)
from limner_server.proposers.cases.write.javascript_style import script_style
from limner_server.proposers.cases.write.javascript_writer import ScriptWriter
from limner_server.proposers.cases.write.writer import TestPlace
from limner_server.tasks.sources import Sources
from limner_server.tasks.test_kit import Placed

_LOOKED_AT: Final = 6
_EXPECTING: Final = frozenset({Kind.VITEST, Kind.JEST})


class JavaScriptKit:
    """See `TestKit`."""

    def recorder(
        self, sandbox: Sandbox, source: Source, sources: Sources
    ) -> AbstractContextManager[Recorder]:
        """The Node.js of the PATH."""
        return JavaScriptRecorder(sandbox, source, texts=sources.unsaved())

    def inputs(self, subject: Subject, files: WorkspaceFiles, suggested: Sequence[str]) -> Inputs:
        """By types, uses, names, literals, examples and calls elsewhere."""
        del files, suggested
        return JavaScriptInputs(subject, lambda: None)

    def regard(self, subject: Subject, recorded: Recorded) -> Regard:
        """By the `throw` statements that were run."""
        return regard(subject, recorded)

    def statements(self, source: Source, reached: Reached) -> Reached:
        """As they are: the frameworks tell none."""
        del source
        return reached

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
        """As the other tests are placed."""
        del sandbox, texts
        exported = bindings(
            Tree.parse(source.text, language_of(source.path) or JAVASCRIPT), source.path
        )
        if not exported:
            raise InputError(
                f"{source.path.name} exports nothing: no test can import it",
                "export what is to be tested",
            )
        project = script_project(files, source.path, check)
        place = script_place(files, source.path, project, out)
        writer = _writer(place, project, source, files, exported)
        remarks = []
        if project.unreadable and out is None:
            remarks.append(f"{project.unreadable}: the tests go into {place.path.name} beside it")
        return Placed(place, writer, tuple(remarks))


def _writer(
    place: TestPlace,
    project: ScriptProject,
    source: Source,
    files: WorkspaceFiles,
    exported: dict[str, str],
) -> ScriptWriter:
    kind = place.command.kind
    text = place.source.text
    told = [text] if text.strip() else [*project.texts]
    style = script_style(text, [*project.texts, source.text], place.path.parent, files.root)
    as_module = _imports(place, source, kind)
    first = tuple(_first(kind, told, as_module=as_module))
    file = ScriptFile(place, style, as_module, "describe", first, exported)
    dialect: ScriptDialect = AssertDialect(has_mocks=kind is Kind.NODE_TEST)
    if kind in _EXPECTING:
        dialect = ExpectDialect("vi" if kind is Kind.VITEST else "jest")
    return ScriptWriter(file, dialect, _word(told), kind not in _EXPECTING, _has_suites(told))


def _imports(place: TestPlace, source: Source, kind: Kind) -> bool:
    """Whether the test file imports by `import`."""
    if place.source.text.strip():
        return is_module(place.path, place.source.text)
    if kind is Kind.VITEST or place.path.suffix in (".mjs", ".mts", ".ts"):
        return True
    return place.path.suffix != ".cjs" and is_module(source.path, source.text)


def _first(kind: Kind, texts: Iterable[str], *, as_module: bool) -> Iterable[Wanted]:
    """What a test file imports of its framework."""
    known = {name: name for name in ("describe", "expect", "it", "jest", "test", "vi")}
    known.pop("jest" if kind is Kind.VITEST else "vi")
    whole = "\n".join(texts)
    if kind is Kind.VITEST and ("vitest" in whole or not re.search(r"\bexpect\(", whole)):
        yield Wanted("vitest", known)
    elif kind is Kind.JEST and "@jest/globals" in whole:
        yield Wanted("@jest/globals", known)
    elif kind in (Kind.NODE_TEST, Kind.MOCHA):
        strict = "node:assert/strict"
        used = re.search(r"""(?:from |require\()['"]((?:node:)?assert(?:/strict)?)['"]""", whole)
        yield Wanted(used[1] if used else strict, {"assert": "default" if as_module else "*"})
        if kind is Kind.NODE_TEST:
            yield Wanted("node:test", {name: name for name in ("describe", "it", "mock", "test")})


def _word(texts: Iterable[str]) -> str:
    whole = "\n".join(islice(texts, _LOOKED_AT))
    tests = len(re.findall(r"^\s*test(?:\.\w+)?\(", whole, re.MULTILINE))
    return "test" if tests > len(re.findall(r"^\s*it(?:\.\w+)?\(", whole, re.MULTILINE)) else "it"


def _has_suites(texts: Iterable[str]) -> bool:
    some = [one for one in islice(texts, _LOOKED_AT) if one.strip()]
    return not some or sum("describe(" in one for one in some) * 2 >= len(some)
