"""The tests that are nearest to a place, where the user named none."""

from __future__ import annotations

import itertools
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.syntax.definitions import Function
from limner_server.perception.syntax.functions import function_at, functions
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles, unchecked
from limner_server.perception.workspace.test_files import is_test_file
from limner_server.proof.runner.command import TestCommand, parse_command
from limner_server.proof.runner.framework import command_of, runs_itself

__all__ = ["find_tests", "is_test_file"]

# More commands than these are not worth their time, nor more files to look into for them.
_MOST: Final = 5
_MOST_FILES: Final = 40
# Files that are named after their folder.
_FOLDERS_OWN: Final = frozenset({"__init__", "__main__", "index", "main", "mod"})


def find_tests(
    root: Path,
    path: Path,
    text: str,
    line: int | None,
    check: Callable[[], None] = unchecked,
) -> list[TestCommand]:
    """Commands that run the tests of a file or a function, the nearest first.

    Args:
        root: of the workspace, absolute.
        path: of the file, absolute.
        text: what it says.
        line: 1-based; None for the whole file.
        check: raises to cancel.
    """
    files = WorkspaceFiles(root, {path: text})
    tree = files.tree(path, check) if language_of(path) else None
    function = _function_at(tree, text, line) if tree else None
    if is_test_file(path):
        test = function if function and function.is_test else None
        # The one test, and beside it those that must go on passing.
        wanted = [(path, test), (path, None)] if test else [(path, None)]
        commands = [command_of(files, *one) for one in wanted]
    else:
        commands = [command_of(files, one, None) for one in _near(files, path, function, check)]
        if tree and runs_itself(path, text):
            commands.insert(0, _run_of(path, root))
    return [command for command in commands if command is not None][:_MOST]


def _function_at(tree: Tree, text: str, line: int | None) -> Function | None:
    if line is None:
        return None
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: line - 1]))
    ink = len(text[start:]) - len(text[start:].lstrip(" \t"))
    found = function_at(tree, start + ink)
    tests = [one for one in functions(tree) if one.is_test and _holds(one, start + ink)]
    return tests[-1] if tests else found


def _holds(function: Function, offset: int) -> bool:
    return function.span.start <= offset < function.span.end


def _near(
    files: WorkspaceFiles, path: Path, function: Function | None, check: Callable[[], None]
) -> list[Path]:
    """Test files that mention the function, or at least the module; the nearest first."""
    language = language_of(path)
    family = language.family if language else ""
    stem = path.parent.name if path.stem in _FOLDERS_OWN else path.stem.partition(".")[0]
    names = {stem, function.name if function and function.name.isidentifier() else stem}
    wanted = {name for name in names if name.isidentifier()}
    mentioning: Iterator[tuple[Path, frozenset[str]]] = files.mentioning(
        wanted or {stem}, path, check, lambda name: _tests_of(Path(name), family)
    )
    found = list(itertools.islice(mentioning, _MOST_FILES))
    own_names = re.compile(rf"(test_)?{re.escape(stem)}([._-](test|tests|spec))?")

    def distance(item: tuple[int, tuple[Path, frozenset[str]]]) -> tuple[bool, bool, int]:
        position, (file, mentioned) = item
        named_after = own_names.fullmatch(file.name.rpartition(".")[0]) is not None
        called = function is not None and function.name in mentioned
        return not called, not named_after, position

    return [file for _, (file, _) in sorted(enumerate(found), key=distance)]


def _run_of(path: Path, root: Path) -> TestCommand | None:
    """The file itself as a script, in its own language."""
    language = language_of(path)
    program = "python" if language and language.family == "python" else "node"
    try:
        return parse_command(f"{program} {shlex.quote(str(path.relative_to(root)))}", root)
    except (ValueError, InputError):
        return None


def _tests_of(path: Path, family: str) -> bool:
    language = language_of(path)
    return language is not None and language.family == family and is_test_file(path)
