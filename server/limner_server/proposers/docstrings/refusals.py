"""When an exception is raised, by the way to its `raise`."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Final

from limner_server.proposers.docstrings.conditions import condition
from limner_server.proposers.docstrings.nodes import written
from limner_server.proposers.docstrings.paths import Path, Step
from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.words import listed, phrase_of, says_something


def calls_in(statement: ast.stmt) -> list[ast.Call]:
    """The calls of a statement itself, not of the blocks in it."""
    parts: list[ast.AST] = [
        child
        for child in ast.iter_child_nodes(statement)
        if not isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case)
    ]
    return [node for part in parts for node in ast.walk(part) if isinstance(node, ast.Call)]


def caught_by(handler: ast.AST | None) -> list[str]:
    if not isinstance(handler, ast.ExceptHandler) or handler.type is None:
        return []
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return [written(one) for one in kinds]


_MOST_VALUES: Final = 10


def refusal(scope: Scope, path: Path) -> str:
    """The innermost condition of a place, as a clause."""
    for index in range(len(path) - 1, -1, -1):
        step = path[index]
        if isinstance(step.node, ast.ExceptHandler):
            return _failed(scope, step.node, path[:index])
        if isinstance(step.node, ast.If):
            return _tested(scope, path, index)
        if isinstance(step.node, ast.For) and not step.holds:
            return "none was found" if _searches(step.node) else ""
        if isinstance(step.node, ast.match_case):
            return _unmatched(step.node)
        if isinstance(step.node, ast.While):
            text = condition(scope, step.node.test, holds=step.holds)
            return "" if text == "always" else text
    return ""


def _tested(scope: Scope, path: Path, index: int) -> str:
    step = path[index]
    if not isinstance(step.node, ast.If):
        return ""
    chain = _chain(path, index)
    if len(chain) > 1 and not step.holds:
        return _none_of(scope, chain)
    said = condition(scope, step.node.test, holds=step.holds)
    outer = path[index - 1] if index else None
    if (
        said
        and outer is not None
        and isinstance(outer.node, ast.If)
        and outer.holds
        and not _is_else_of(outer, step)
    ):
        around = condition(scope, outer.node.test)
        if around and len(around) + len(said) < 100:
            return f"{around} and {said}" if " or " not in around + said else said
    if said and outer is not None and isinstance(outer.node, ast.For) and outer.holds:
        return _of_loop(scope, outer.node, said)
    return said


def _of_loop(scope: Scope, loop: ast.For, said: str) -> str:
    """A condition on what a loop runs through."""
    if not isinstance(loop.target, ast.Name):
        return said
    if f"`{loop.target.id}`" in said and scope.fits(loop.iter, 40):
        return f"{said} for any `{loop.target.id}` in {scope.code(loop.iter)}"
    if says_something(loop.target.id):
        return said.replace(
            f"the {phrase_of(loop.target.id)} ", f"any {phrase_of(loop.target.id)} ", 1
        )
    return said


def _chain(path: Path, index: int) -> list[Step]:
    """The steps of an `elif` chain that end at a place, all of whose conditions do not hold."""
    chain = [path[index]]
    while index > 0:
        index -= 1
        before = path[index]
        if (
            isinstance(before.node, ast.If)
            and not before.holds
            and (before.is_guard or chain[0].node in before.node.orelse)
        ):
            chain.insert(0, before)
        else:
            break
    return chain


def _is_else_of(outer: Step, inner: Step) -> bool:
    return isinstance(outer.node, ast.If) and inner.node in outer.node.orelse


def _none_of(scope: Scope, chain: Sequence[Step]) -> str:
    """What is left where a chain of tests of one value is through."""
    tests = [one.node.test for one in chain if isinstance(one.node, ast.If)]
    compared = [one for one in tests if isinstance(one, ast.Compare) and len(one.ops) == 1]
    if len(compared) == len(tests) and len({ast.dump(one.left) for one in compared}) == 1:
        values = [scope.term(each) for one in compared for each in _values(one)]
        if values and all(map(_values, compared)) and len(values) <= _MOST_VALUES:
            return f"{scope.term(compared[0].left)} is none of {listed(values)}"
    parts = [condition(scope, one, holds=False) for one in tests]
    joined = " and ".join(parts)
    if all(parts) and len(joined) < 100 and " or " not in joined:
        return joined
    return parts[-1]


def _values(test: ast.Compare) -> list[ast.expr]:
    """What a value is tested to be, where that is all that is tested."""
    right = test.comparators[0]
    if isinstance(test.ops[0], ast.In) and isinstance(right, ast.Tuple | ast.List | ast.Set):
        return right.elts
    return [right] if isinstance(test.ops[0], ast.Eq) else []


def _failed(scope: Scope, handler: ast.ExceptHandler, path: Path) -> str:
    """What failed where a handler is reached."""
    names = caught_by(handler)
    tried = path[-1].node if path and isinstance(path[-1].node, ast.Try) else None
    body = tried.body if isinstance(tried, ast.Try) else []
    calls = calls_in(body[0]) if len(body) == 1 else []
    which = listed([f"`{name}`" for name in names], "or") if names else "an exception"
    if calls and scope.fits(calls[0], 50):
        return f"{scope.code(calls[0])} raises {which}"
    return f"{which} is caught" if names else "something fails"


def _searches(loop: ast.For) -> bool:
    return any(isinstance(node, ast.Break | ast.Return) for node in ast.walk(loop))


def _unmatched(case: ast.match_case) -> str:
    if isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None:
        return "nothing else matches"
    return f"it matches `{ast.unparse(case.pattern)}`"
