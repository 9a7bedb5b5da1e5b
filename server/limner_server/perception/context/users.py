"""Who uses a place of the code: the test that fails, other tests and their fixtures, callers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from limner_server.perception.context.asked_tests import asked_tests
from limner_server.perception.context.own_file import import_pieces, target_at
from limner_server.perception.context.piece import Kind, Piece
from limner_server.perception.context.pieces import definition_piece, near_piece
from limner_server.perception.context.relatives import readable
from limner_server.perception.context.usage import usages
from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles

_ASKED: Final = 0.95
_TEST: Final = 0.6
_FIXTURE: Final = 0.5
_CALLER: Final = 0.45
_TEST_OPENING: Final = 0.4
# The second of a kind tells less than the first, of tests that nobody asked for much less.
_NEXT: Final = 0.93
_NEXT_TEST: Final = 0.8
_MOST: Final = {Kind.TEST: 4, Kind.CALLER: 5}


def asked_pieces(
    files: WorkspaceFiles, command: str, folder: Path, target: Function | Class | None
) -> Iterator[Piece]:
    """The tests that a command names; of a whole file those that speak of the target first."""
    for path, tree, tests in asked_tests(files, command, folder):
        name = target.name if target is not None else ""
        ranked = sorted(tests, key=lambda one: name not in one.span.of(tree.text))
        for index, one in enumerate(ranked[: _MOST[Kind.TEST]]):
            yield definition_piece(Kind.TEST, path, tree, one, _ASKED * _NEXT**index)
            yield from fixture_pieces(files, path, tree, one)
        yield from import_pieces(path, tree, _TEST_OPENING)


def fixture_pieces(
    files: WorkspaceFiles, path: Path, tree: Tree, test: Function, weight: float = _FIXTURE
) -> Iterator[Piece]:
    """The fixtures of pytest that a test is given: of its file, or of a conftest.py above it."""
    wanted = {one.name for one in test.parameters} if path.suffix == ".py" else set()
    places = [(path, tree)]
    for folder in path.parents if wanted else ():
        conftest = folder / "conftest.py"
        if conftest.is_file() and (there := readable(files, conftest)):
            places.append((conftest, there))
        if folder == files.root:
            break
    for place, there in places:
        for one in functions(there):
            if one.name in wanted and any("fixture" in word for word in one.decorators):
                wanted.discard(one.name)
                yield definition_piece(Kind.TEST, place, there, one, weight)


def user_pieces(
    files: WorkspaceFiles,
    path: Path,
    target: Function | Class,
    seconds: float,
    check: Callable[[], None],
) -> Iterator[Piece]:
    """Who calls the target, and which tests do; arguments as of `usages`."""
    counts: Counter[Kind] = Counter()
    opened = set()
    for usage in usages(files, path, target, seconds, check):
        kind = Kind.TEST if usage.is_test else Kind.CALLER
        if counts[kind] == _MOST[kind]:
            if all(counts[one] == _MOST[one] for one in _MOST):
                return
            continue
        first, following = (_TEST, _NEXT_TEST) if usage.is_test else (_CALLER, _NEXT)
        weight = first * following ** counts[kind]
        counts[kind] += 1
        span = usage.function.span if usage.function else target_at(usage.tree, usage.line)[1]
        yield near_piece(kind, usage.path, usage.tree, span, line=usage.line, weight=weight)
        if usage.is_test and usage.path not in opened:
            opened.add(usage.path)
            yield from import_pieces(usage.path, usage.tree, _TEST_OPENING)
        if usage.is_test and usage.function is not None:
            yield from fixture_pieces(files, usage.path, usage.tree, usage.function)
