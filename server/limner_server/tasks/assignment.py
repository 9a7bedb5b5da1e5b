"""What tests are to be written for, and what all steps of the task share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.source import Source
from limner_server.perception.workspace.test_files import is_test_file
from limner_server.proof.recorder.javascript_modules import bindings
from limner_server.proposers.cases.javascript.targets import has_members
from limner_server.proposers.cases.subject import Subject
from limner_server.tasks.request import TestRequest
from limner_server.tasks.sources import Sources
from limner_server.tasks.subjects import find_subjects
from limner_server.tasks.task import Run

_PRIVATE: Final = re.compile(r"_|#|main$")
_ERROR: Final = re.compile(r"(?:Error|Exception|Warning)$")
# A file of more functions gets tests for the first ones; whoever wants others names them.
_MOST: Final = 24


@dataclass(frozen=True)
class Assignment:
    """Tests to be written.

    Attributes:
        request: as the user put it.
        source: the file under test, as the user sees it.
        tree: of its text.
        subjects: what to test of it, in the order of the text.
        left: how many more subjects there would be.
        sources: the files as they were when the work began.
        run: hears the progress, may cancel, keeps the times.
    """

    request: TestRequest
    source: Source
    tree: Tree
    subjects: tuple[Subject, ...]
    left: int
    sources: Sources
    run: Run

    @cached_property
    def files(self) -> WorkspaceFiles:
        """The files of the workspace."""
        return WorkspaceFiles(self.request.root, self.request.texts)

    @property
    def named(self) -> str:
        """What is tested, as a person calls it."""
        if len(self.subjects) == 1:
            return self.subjects[0].definition.qualified
        return self.source.path.name


def find_assignment(request: TestRequest, run: Run) -> Assignment:
    """Find what is to be tested.

    Raises:
        InputError: there is no such file or symbol, or nothing in it that tests can call.
    """
    path, sources = request.path, Sources(request.texts)
    source, language = sources[path], language_of(path)
    if language is None:
        raise InputError(
            f"{path.name} is in no language that tests are written for",
            "name a file of Python, JavaScript or TypeScript",
        )
    if is_test_file(path):
        raise InputError(f"{path.name} holds tests itself", "name the file that it tests")
    out = request.out
    if out is not None and not out.is_relative_to(request.root):
        raise InputError(f"{out} is outside of the workspace", f"name a file in {request.root}")
    if out == path:
        raise InputError(f"{path.name} is the file to test", "name another one with --out")
    tree = Tree.parse(source.text, language, run.check)
    if tree.has_errors and language.family == "python":
        line = tree.lines.line(tree.errors[0].start)
        raise InputError(f"{path.name} does not parse: line {line}", "mend it, then ask again")
    found = find_subjects(tree, request)
    if not request.symbol:
        found = [one for one in found if _is_public(one)] or (found if request.line else [])
        # A class that only has a name, as errors often do, is tested where it is used.
        found = [one for one in found if _has_code(one, tree)] or found
    if not request.symbol and request.line is None and language.family == "javascript":
        found = _exported(tree, path, found)
    if not found:
        raise InputError(
            f"{path.name} defines nothing public to test", "name a function: PATH::NAME"
        )
    subjects = [Subject(request.root, source, tree, one) for one in found]
    left = max(len(subjects) - _MOST, 0)
    return Assignment(request, source, tree, tuple(subjects[:_MOST]), left, sources, run)


def _exported(tree: Tree, path: Path, found: list[Function | Class]) -> list[Function | Class]:
    """What of a module a test can import and run.

    Raises:
        InputError: nothing.
    """
    known = bindings(tree, path)
    if found and not known:
        raise InputError(
            f"{path.name} exports nothing: no test can import it", "export what is to be tested"
        )
    return [
        one
        for one in found
        if (one.qualified.partition(".")[0] in known or one.name in known)
        and (isinstance(one, Function) or has_members(tree, one))
    ]


def _is_public(one: Function | Class) -> bool:
    """Whether anybody would write tests for it who was not asked to."""
    if isinstance(one, Class) and any(_ERROR.search(base) for base in one.bases):
        # A name for an error, which does nothing.
        return False
    return not any(_PRIVATE.match(part) for part in one.qualified.split("."))


def _has_code(one: Function | Class, tree: Tree) -> bool:
    return isinstance(one, Function) or any(
        function.owner == one.qualified for function in functions(tree)
    )
