"""Who uses a function or class: the code that calls it, and the tests of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.context.resolving import Resolver
from limner_server.perception.context.uses import Use
from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.functions import function_around
from limner_server.perception.syntax.languages import LANGUAGES
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.occurrences import Reference, references_in
from limner_server.perception.workspace.test_files import is_test_file

# What is told by the names of a file and its tests.
_TEST_WORDS: Final = ("test_", "_test", "_tests", ".test", ".spec", "-test", "-spec")


@dataclass(frozen=True, slots=True)
class Usage:
    """A function that uses what is asked about.

    Attributes:
        path: of its file.
        tree: of that.
        function: the test or the outermost function around the use; None at the top of the file.
        line: of the use, 1-based.
        is_test: whether its file holds tests.
    """

    path: Path
    tree: Tree
    function: Function | None
    line: int
    is_test: bool


def usages(
    files: WorkspaceFiles,
    path: Path,
    target: Function | Class,
    seconds: float,
    check: Callable[[], None],
) -> Iterator[Usage]:
    """The uses of a definition in the workspace: in tests named after its file first.

    Args:
        files: of the workspace.
        path: of the file that defines it.
        target: what is used.
        seconds: after which no further file is looked at.
        check: raises where the work is not wanted any more.
    """
    begin, seen = time.monotonic(), set[Path]()

    def check_until(end: float) -> None:
        check()
        if time.monotonic() > end:
            raise _TimeIsUpError

    suffixes = _suffixes_beside(path)
    passes = (
        # In a large workspace the names alone of all files take their time.
        (lambda one: path.stem in one and is_tests_of(Path(one), path), begin + seconds / 2),
        (lambda one: one.endswith(suffixes), begin + seconds),
    )
    for among, end in passes:
        with suppress(_TimeIsUpError):
            until = partial(check_until, end)
            for found, tree, mentioned in _mentioning(files, path, target, among, until):
                if found not in seen:
                    seen.add(found)
                    resolver = Resolver(files, found, tree, check)
                    knows_owner = isinstance(target, Function) and _last(target.owner) in mentioned
                    yield from _in_file(resolver, path, target, knows_owner=knows_owner)


class _TimeIsUpError(Exception):
    """No further file is to be looked at."""


def _mentioning(
    files: WorkspaceFiles,
    path: Path,
    target: Function | Class,
    among: Callable[[str], bool],
    check: Callable[[], None],
) -> Iterator[tuple[Path, Tree, frozenset[str]]]:
    """The files that mention a definition by name, with which of it and its class they mention."""
    names = {target.name, _last(target.owner) if isinstance(target, Function) else ""} - {""}
    for found, mentioned in files.mentioning(names, path, check, among):
        check()
        if target.name not in mentioned:
            continue
        try:
            tree = files.tree(found, check)
        except InputError:
            continue
        if tree is not None:
            yield found, tree, mentioned


def _suffixes_beside(path: Path) -> tuple[str, ...]:
    """The suffixes of the files that can use what a file defines."""
    families = {one.family for one in LANGUAGES if path.suffix.lower() in one.suffixes}
    return tuple(suffix for one in LANGUAGES if one.family in families for suffix in one.suffixes)


def _last(qualified: str) -> str:
    return qualified.rpartition(".")[2]


def is_tests_of(test: Path, path: Path) -> bool:
    """Whether the name of a test file says that it tests a file."""
    stem = test.stem
    for word in _TEST_WORDS:
        stem = stem.removeprefix(word).removesuffix(word)
    return stem == path.stem and is_test_file(test)


def _in_file(
    resolver: Resolver, path: Path, target: Function | Class, *, knows_owner: bool
) -> Iterator[Usage]:
    found, tree = resolver.path, resolver.tree
    is_method = isinstance(target, Function) and bool(target.owner)
    known = set()
    for reference in references_in(found, tree, target.name):
        if found == path and target.span.start <= reference.span.start < target.span.end:
            continue  # It calls itself.
        function = function_around(tree, reference.span.start)
        key = function.span if function else None
        # What an object is nobody can tell: that its class is spoken of must do.
        is_meant = (
            bool(reference.owner) and (knows_owner or found == path)
            if is_method
            else _means(resolver, reference, path, target)
        )
        if is_meant and key not in known:
            known.add(key)
            yield Usage(found, tree, function, reference.line, is_test_file(found))


def _means(resolver: Resolver, reference: Reference, path: Path, target: Function | Class) -> bool:
    """Whether a reference is to the definition that is asked about, as far as imports tell."""
    found = resolver.definition(Use(target.name, reference.owner), reference.function)
    return found is not None and found.path == path and found.span == target.span
