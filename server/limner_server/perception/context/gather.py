"""Gathering what there is to know about a place of the code, ranked by how much it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from limner_server.diagnostic import Diagnostic
from limner_server.errors import InputError
from limner_server.perception.context.context import Context
from limner_server.perception.context.own_file import own_pieces, target_at
from limner_server.perception.context.piece import Kind, Piece
from limner_server.perception.context.pieces import near_piece, words_piece
from limner_server.perception.context.relatives import readable, used_pieces
from limner_server.perception.context.users import asked_pieces, fixture_pieces, user_pieces
from limner_server.perception.syntax.definitions import Function
from limner_server.perception.workspace.files import WorkspaceFiles, unchecked

# A call that a traceback names, each further one less, and what a test in question is given. The
# place itself counts 1.
_FRAME: Final = 0.8
_NEXT: Final = 0.93
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
    pieces += _frames(files, places)
    pieces += asked_pieces(files, test, folder or files.root, target)
    if isinstance(target, Function) and target.is_test:
        pieces += fixture_pieces(files, path, tree, target, _FRAME)
    pieces += used_pieces(files, path, target, span, check)
    if target is not None and target.name:
        pieces += user_pieces(files, path, target, seconds, check)
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
        tree = readable(files, path)
        if tree is not None:
            _, span = target_at(tree, line)
            yield near_piece(Kind.FRAME, path, tree, span, line=line, weight=_FRAME * _NEXT**index)


def _ranked(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, the most telling first; of those of the same lines only that."""
    ranked: dict[object, Piece] = {}
    for piece in sorted(pieces, key=lambda one: -one.weight):
        is_words = piece.path is None
        ranked.setdefault(piece.text if is_words else (piece.path, piece.lines), piece)
    return tuple(ranked.values())
