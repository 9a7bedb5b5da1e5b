"""The ways through a function: which statements are reached under which conditions."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_DEFINITIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_ENDS: Final = (ast.Return, ast.Raise, ast.Continue, ast.Break)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that must be so for a statement to be reached.

    Attributes:
        node: `If`, `For`, `While`, `Try`, `ExceptHandler`, `With` or `match_case`.
        holds: of an `If` or `While`, whether its condition does; False also for what stands after
            a block that ends by itself; of a loop, False for its `else`.
        is_guard: whether the statement stands after the `If`, which ends by itself.
    """

    node: ast.AST
    holds: bool = True
    is_guard: bool = False


Path = tuple[Step, ...]


def statements(body: Sequence[ast.stmt], path: Path = ()) -> Iterator[tuple[ast.stmt, Path]]:
    """The statements of a body and of the blocks in it, with the way to each; no definitions."""
    for statement in body:
        yield statement, path
        yield from _inside(statement, path)
        if isinstance(statement, ast.If) and not statement.orelse and ends(statement.body):
            path = (*path, Step(statement, holds=False, is_guard=True))


def ends(body: Sequence[ast.stmt]) -> bool:  # noqa: PLR0911 - one a kind
    """Whether nothing after a block is reached through it."""
    if not body:
        return False
    last = body[-1]
    if isinstance(last, ast.If):
        return ends(last.body) and ends(last.orelse)
    if isinstance(last, ast.With | ast.AsyncWith):
        return ends(last.body)
    if isinstance(last, ast.Try):
        whole = ends(last.orelse or last.body) and all(ends(one.body) for one in last.handlers)
        return whole or ends(last.finalbody)
    if isinstance(last, ast.Match):
        wild = any(
            isinstance(one.pattern, ast.MatchAs) and one.pattern.pattern is None and not one.guard
            for one in last.cases
        )
        return wild and all(ends(one.body) for one in last.cases)
    if isinstance(last, ast.While):
        always = isinstance(last.test, ast.Constant) and bool(last.test.value)
        return always and not any(isinstance(one, ast.Break) for one in ast.walk(last))
    return isinstance(last, _ENDS)


def returns_at_end(body: Sequence[ast.stmt]) -> bool:
    """Whether the end of a function's body is reached, where it answers None."""
    return not ends(body)


def _inside(statement: ast.stmt, path: Path) -> Iterator[tuple[ast.stmt, Path]]:
    if isinstance(statement, (ast.If, ast.For | ast.AsyncFor | ast.While)):
        yield from statements(statement.body, (*path, Step(statement)))
        yield from statements(statement.orelse, (*path, Step(statement, holds=False)))
    elif isinstance(statement, ast.With | ast.AsyncWith):
        yield from statements(statement.body, (*path, Step(statement)))
    elif isinstance(statement, ast.Try) or type(statement).__name__ == "TryStar":
        yield from _tried(statement, path)  # type: ignore[arg-type]
    elif isinstance(statement, ast.Match):
        for case in statement.cases:
            yield from statements(case.body, (*path, Step(case)))


def _tried(statement: ast.Try, path: Path) -> Iterator[tuple[ast.stmt, Path]]:
    yield from statements(statement.body, (*path, Step(statement)))
    for handler in statement.handlers:
        yield from statements(handler.body, (*path, Step(statement, holds=False), Step(handler)))
    yield from statements(statement.orelse, path)
    yield from statements(statement.finalbody, path)
