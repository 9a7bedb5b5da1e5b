"""The tests that a command names."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.syntax.definitions import Function
from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.modules import is_file, module_file

_SELECTING: Final = ("-k", "-t", "--grep", "-g", "--test-name-pattern", "--testNamePattern")


def asked_tests(
    files: WorkspaceFiles, command: str, folder: Path
) -> Iterator[tuple[Path, Tree, list[Function]]]:
    """The test files that a command names, with the tests in them that it asks for.

    Args:
        files: of the workspace.
        command: as typed: "pytest tests/test_a.py::test_b", "python -m unittest a.B.c",
            "npx vitest run a.test.ts -t adds".
        folder: where it was typed.
    """
    try:
        words = shlex.split(command)
    except ValueError:
        words = command.split()
    selected = [word for before, word in pairwise(words) if before in _SELECTING]
    for word in words:
        for path, names in _named(word, folder, files.root):
            try:
                tree = files.tree(path)
            except InputError:
                continue
            if tree is not None:
                yield path, tree, _tests(tree, names, selected)


def _named(word: str, folder: Path, root: Path) -> Iterator[tuple[Path, list[str]]]:
    """The file that a word of a command names, and what in it."""
    name, *inside = word.split("::")
    path = (folder / name).absolute()
    if language_of(path) and is_file(path):
        yield path, inside
        return
    parts = word.split(".")
    if not all(part.isidentifier() for part in parts):
        return
    for count in range(len(parts), 0, -1):
        module = ".".join(parts[:count])
        if found := module_file(module, folder / "__init__.py", root):
            yield found, parts[count:]
            return


def _tests(tree: Tree, names: list[str], selected: list[str]) -> list[Function]:
    """The tests of a file that are asked for; all where none is named."""
    path = ".".join(re.sub(r"\[.*", "", name) for name in names)
    tests = [one for one in functions(tree) if one.is_test]
    if path:
        tests = [one for one in functions(tree) if f"{one.qualified}.".startswith(f"{path}.")]
    if selected:
        tests = [one for one in tests if any(_matches(one, word) for word in selected)] or tests
    return tests


def _matches(one: Function, word: str) -> bool:
    return any(part in one.qualified for part in re.findall(r"\w+", word)) or word in one.name
