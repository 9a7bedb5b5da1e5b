"""Gathering what there is to know about a place of the code, ranked by how much it tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from limner_server.diagnostic import Diagnostic
from limner_server.errors import InputError
from limner_server.perception.context.asked_tests import asked_tests
from limner_server.perception.context.context import Context
from limner_server.perception.context.own_file import import_pieces, own_pieces, target_at
from limner_server.perception.context.piece import Kind, Piece
from limner_server.perception.context.pieces import (
    definition_piece,
    near_piece,
    span_piece,
    words_piece,
)
from limner_server.perception.context.resolving import Resolver
from limner_server.perception.context.usage import usages
from limner_server.perception.context.uses import Use, uses
from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.tree import Span, Tree
from limner_server.perception.workspace.files import WorkspaceFiles, unchecked
from limner_server.perception.workspace.occurrences import Definition

# How telling a piece is. The place itself and what is said about it count 1.
_TEST_ASKED: Final = 0.95
_FRAME: Final = 0.8
_CALLEE: Final = 0.75
_VALUE: Final = 0.65
_TEST: Final = 0.6
_TYPE: Final = 0.55
_CALLER: Final = 0.45
_TEST_OPENING: Final = 0.4
# The second of a kind tells less than the first, of tests much less.
_NEXT: Final = 0.93
_NEXT_TEST: Final = 0.8
_MOST_CALLERS: Final = 5
_MOST_TESTS: Final = 4
_MOST_FRAMES: Final = 6


def gather_context(
    files: WorkspaceFiles,
    path: Path,
    text: str,
    line: int,
    *,
    traceback: str = "",
    places: Sequence[tuple[Path, int]] = (),
    diagnostic: Diagnostic | None = None,
    test: str = "",
    folder: Path | None = None,
    seconds: float = 1.0,
    check: Callable[[], None] = unchecked,
) -> Context:
    """Gather what tells something about a line of a file.

    Args:
        files: of the workspace.
        path: of the file, absolute.
        text: what it says now.
        line: 1-based.
        traceback: what failed, as printed.
        places: paths and lines of the workspace that the traceback names, the likeliest first.
        diagnostic: what is said to be wrong.
        test: the command of the failing test: the files and functions it names are told of.
        folder: where that was typed; the root where omitted.
        seconds: how long callers and tests are looked for, in a large workspace.
        check: raises where the work is not wanted any more.

    Raises:
        InputError: the file is in no language that is read here.
    """
    files.open(path, text)
    tree = files.tree(path, check)
    if tree is None:
        raise InputError(f"{path.name} is in no language that is read here")
    pieces: list[Piece] = []
    if traceback.strip():
        pieces.append(words_piece(Kind.TRACEBACK, traceback))
    if diagnostic is not None:
        pieces.append(words_piece(Kind.DIAGNOSTIC, _said(diagnostic, files.root)))
    pieces += own_pieces(path, tree, line)
    target, span = target_at(tree, line)
    resolver = Resolver(files, path, tree, check)
    pieces += _frames(files, places)
    pieces += _asked(files, test, folder or files.root, target)
    pieces += _used(files, resolver, uses(tree, span), target)
    if target is not None and target.name:
        pieces += _users(files, path, target, seconds, check)
    texts = {piece.path: files.text(piece.path) for piece in pieces if piece.path is not None}
    return Context(files.root, _ranked(pieces), texts)


def _said(diagnostic: Diagnostic, root: Path) -> str:
    """A diagnostic as checkers print it."""
    path = diagnostic.path
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    code = f" [{diagnostic.code}]" if diagnostic.code else ""
    source = f"{diagnostic.source}: " if diagnostic.source else ""
    return f"{name}:{diagnostic.line}:{diagnostic.column}: {source}{diagnostic.message}{code}"


def _frames(files: WorkspaceFiles, places: Sequence[tuple[Path, int]]) -> Iterator[Piece]:
    """The functions that a traceback goes through."""
    for index, (path, line) in enumerate(places[:_MOST_FRAMES]):
        tree = _readable(files, path)
        if tree is not None:
            _, span = target_at(tree, line)
            yield near_piece(
                Kind.TRACEBACK, path, tree, span, line=line, weight=_FRAME * _NEXT**index
            )


def _asked(
    files: WorkspaceFiles, command: str, folder: Path, target: Function | Class | None
) -> Iterator[Piece]:
    """The tests that a command names; of a whole file those that speak of the target first."""
    for path, tree, tests in asked_tests(files, command, folder):
        name = target.name if target is not None else ""
        ranked = sorted(tests, key=lambda one: name not in one.span.of(tree.text))
        for index, one in enumerate(ranked[:_MOST_TESTS]):
            weight = _TEST_ASKED * _NEXT**index
            yield definition_piece(Kind.TEST, path, tree, one, weight)
        yield from import_pieces(path, tree, _TEST_OPENING)


def _used(
    files: WorkspaceFiles,
    resolver: Resolver,
    used: Sequence[Use],
    target: Function | Class | None,
) -> Iterator[Piece]:
    """What the place calls, the types it speaks of, the values it reads."""
    function = target if isinstance(target, Function) else None
    found: dict[tuple[Path, Span], tuple[Kind, Definition]] = {}
    for use in used:
        one = resolver.definition(use, function)
        if one is not None and one.what is not target:
            kind = Kind.CALLEE if use.is_call else Kind.TYPE
            found.setdefault((one.path, one.span), (kind, one))
    named = resolver.types(function) if function else ()
    derived = resolver.bases(target) if isinstance(target, Class) else ()
    for one in (*named, *derived):
        found.setdefault((one.path, one.span), (Kind.TYPE, one))
    counts: Counter[Kind] = Counter()
    for kind, one in found.values():
        tree = _readable(files, one.path)
        if tree is None:
            continue
        if isinstance(one.what, Function | Class):
            weight = (_CALLEE if kind is Kind.CALLEE else _TYPE) * _NEXT ** counts[kind]
            yield definition_piece(kind, one.path, tree, one.what, weight)
        else:
            weight = _VALUE * _NEXT ** counts[kind]
            yield span_piece(Kind.VALUE, one.path, tree, one.span, weight)
        counts[kind] += 1


def _users(
    files: WorkspaceFiles,
    path: Path,
    target: Function | Class,
    seconds: float,
    check: Callable[[], None],
) -> Iterator[Piece]:
    """Who calls the target, and which tests do."""
    counts: Counter[Kind] = Counter()
    opened = set()
    most = {Kind.TEST: _MOST_TESTS, Kind.CALLER: _MOST_CALLERS}
    for usage in usages(files, path, target, seconds, check):
        kind = Kind.TEST if usage.is_test else Kind.CALLER
        if counts[kind] < most[kind]:
            first, next_one = (_TEST, _NEXT_TEST) if usage.is_test else (_CALLER, _NEXT)
            weight = first * next_one ** counts[kind]
            span = usage.function.span if usage.function else target_at(usage.tree, usage.line)[1]
            yield near_piece(kind, usage.path, usage.tree, span, line=usage.line, weight=weight)
            if usage.is_test and usage.path not in opened:
                opened.add(usage.path)
                yield from import_pieces(usage.path, usage.tree, _TEST_OPENING)
            counts[kind] += 1
        elif all(counts[one] >= most[one] for one in most):
            return


def _readable(files: WorkspaceFiles, path: Path) -> Tree | None:
    """The tree of a file; None where there is none, as a traceback may speak of what is gone."""
    try:
        return files.tree(path)
    except InputError:
        return None


def _ranked(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, the most telling first; of those of the same lines only that."""
    ranked: dict[object, Piece] = {}
    for piece in sorted(pieces, key=lambda one: -one.weight):
        is_words = piece.path is None
        ranked.setdefault(piece.text if is_words else (piece.path, piece.lines), piece)
    return tuple(ranked.values())
