"""What a place of the code calls, the types it speaks of, the values it reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.context.piece import Kind, Piece
from limner_server.perception.context.pieces import definition_piece, span_piece
from limner_server.perception.context.resolving import Resolver
from limner_server.perception.context.uses import uses
from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.tree import Span, Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.occurrences import Definition

_WEIGHTS: Final = {Kind.CALLEE: 0.75, Kind.VALUE: 0.65, Kind.TYPE: 0.55}
# The second of a kind tells less than the first.
_NEXT: Final = 0.93
# What is called by what is called.
_FURTHER: Final = 0.3
_MOST_FURTHER: Final = 8


def used_pieces(
    files: WorkspaceFiles,
    path: Path,
    target: Function | Class | None,
    span: Span,
    check: Callable[[], None],
) -> Iterator[Piece]:
    """What a stretch of code uses that the workspace defines, and what that calls in turn.

    Args:
        files: of the workspace.
        path: of the file.
        target: the function or class that the stretch is, if it is one.
        span: of the stretch.
        check: raises where the work is not wanted any more.
    """
    counts: Counter[Kind] = Counter()
    found = _used(files, path, target, span, check)
    for kind, one, tree in found.values():
        weight = _WEIGHTS[kind] * _NEXT ** counts[kind]
        counts[kind] += 1
        if isinstance(one.what, Function | Class):
            yield definition_piece(kind, one.path, tree, one.what, weight)
        else:
            yield span_piece(kind, one.path, tree, one.span, weight)
    seen = {*found, (path, span)}
    called = [one for kind, one, _ in found.values() if kind is Kind.CALLEE]
    further = 0
    for caller in called:
        if not isinstance(caller.what, Function):
            continue
        there = _used(files, caller.path, caller.what, caller.span, check)
        for key, (kind, one, tree) in there.items():
            if kind is not Kind.CALLEE or key in seen or not isinstance(one.what, Function):
                continue
            seen.add(key)
            if further == _MOST_FURTHER:
                return
            yield definition_piece(kind, one.path, tree, one.what, _FURTHER * _NEXT**further)
            further += 1


def _used(
    files: WorkspaceFiles,
    path: Path,
    target: Function | Class | None,
    span: Span,
    check: Callable[[], None],
) -> dict[tuple[Path, Span], tuple[Kind, Definition, Tree]]:
    """What a stretch uses, by where it is defined; what it calls first."""
    tree = readable(files, path)
    if tree is None:
        return {}
    resolver = Resolver(files, path, tree, check)
    function = target if isinstance(target, Function) else None
    used = [(use.is_call, resolver.definition(use, function)) for use in uses(tree, span)]
    used += [(False, one) for one in (resolver.types(function) if function else ())]
    used += [(False, one) for one in (resolver.bases(target) if isinstance(target, Class) else ())]
    found: dict[tuple[Path, Span], tuple[Kind, Definition, Tree]] = {}
    for is_call, one in used:
        if one is None or (one.path, one.span) in ((path, span), *found):
            continue
        there = readable(files, one.path)
        if there is not None and one.what != target:
            found[one.path, one.span] = (_kind(one, is_call=is_call), one, there)
    return found


def _kind(one: Definition, *, is_call: bool) -> Kind:
    if not isinstance(one.what, Function | Class):
        return Kind.VALUE
    return Kind.CALLEE if is_call else Kind.TYPE


def readable(files: WorkspaceFiles, path: Path) -> Tree | None:
    """The tree of a file; None where there is none, as a traceback may speak of what is gone."""
    try:
        return files.tree(path)
    except InputError:
        return None
