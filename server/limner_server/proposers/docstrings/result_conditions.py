"""When a function answers what it does, by the way to its `return`."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Final

from limner_server.proposers.docstrings.conditions import condition
from limner_server.proposers.docstrings.paths import Path
from limner_server.proposers.docstrings.results import Returned
from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.words import listed, phrase_of, says_something, with_the

_MOST_PARTS: Final = 3
_SOMETIMES: Final = " at some point"


def when_returned(scope: Scope, path: Path, *, strict: bool = False) -> str:
    """The conditions on a path, as a clause; "" for what holds otherwise, or cannot be told.

    Args:
        scope: of the function.
        path: the way to a `return`.
        strict: whether what is answered before must be ruled out too.
    """
    parts: list[str] = []
    for index in range(len(path) - 1, -1, -1):
        step = path[index]
        if isinstance(step.node, ast.ExceptHandler):
            kinds = step.node.type
            return f"`{ast.unparse(kinds)}` is raised" if kinds is not None else "that fails"
        if isinstance(step.node, ast.For | ast.AsyncFor | ast.While):
            break
        if not isinstance(step.node, ast.If):
            continue
        is_needed = strict or (step.holds if parts else not step.is_guard)
        if not is_needed:
            if not parts:
                return ""
            continue
        said = condition(scope, step.node.test, holds=step.holds)
        said = _with_loop(scope, said, path[:index]) if said else ""
        if said and _is_of_turn(scope, step.node.test, said, path[:index]):
            said = f"{said}{_SOMETIMES}"
        if not said:
            return ""
        parts.insert(0, said)
    if len(parts) > 1 and (len(parts) > _MOST_PARTS or any(" or " in part for part in parts)):
        return ""
    told = [part.removesuffix(_SOMETIMES) for part in parts]
    return " and ".join(told) + (_SOMETIMES if told != parts else "")


def _with_loop(scope: Scope, said: str, outer: Path) -> str:
    """A clause with what its loop runs through, where it speaks of that."""
    for around in (one.node for one in outer if isinstance(one.node, ast.For) and one.holds):
        if isinstance(around.target, ast.Name) and says_something(around.target.id):
            phrase = phrase_of(around.target.id)
            if f"the {phrase} " in said and f"`{around.target.id}" not in said:
                return said.replace(f"the {phrase} ", f"any {phrase} ", 1)
    if outer and _is_of_loop(scope, said, outer):
        return f"{said}{_SOMETIMES}"
    loops = [
        one.node for one in outer if isinstance(one.node, ast.For | ast.AsyncFor) and one.holds
    ]
    names = []
    for loop in loops:
        bound = {one.id for one in ast.walk(loop.target) if isinstance(one, ast.Name)}
        if any(f"`{name}`" in said or f"`{name}[" in said or f"[{name}]" in said for name in bound):
            target = " and ".join(
                f"`{name}`" for name in sorted(bound, key=ast.unparse(loop.target).find)
            )
            if not scope.fits(loop.iter, 50):
                return ""
            names.append(f"{target} in {scope.code(loop.iter)}")
    return f"{said} for any {listed(names)}" if names else said


def _is_of_turn(scope: Scope, test: ast.expr, said: str, outer: Path) -> bool:
    """Whether a clause holds in one turn of a loop, and does not say in which."""
    in_loop = any(isinstance(one.node, ast.While) and one.holds for one in outer)
    is_told = said.endswith(_SOMETIMES) or " for any " in said
    return in_loop and not is_told and scope.uses_locals(test)


def _is_of_loop(scope: Scope, said: str, outer: Path) -> bool:
    """Whether a clause speaks of a variable that changes from turn to turn of a loop."""
    inside = [one.node for one in outer if isinstance(one.node, ast.For | ast.While) and one.holds]
    for loop in inside[:1]:
        for name, variable in scope.variables.items():
            changed = any(
                isinstance(node, ast.Assign | ast.AugAssign)
                and any(
                    isinstance(one, ast.Name) and one.id == name
                    for one in ast.walk(
                        node.targets[0] if isinstance(node, ast.Assign) else node.target
                    )
                )
                for node in ast.walk(loop)
            )
            if changed and variable.loop is None and with_the(phrase_of(name)) in said:
                return True
    return False


def is_behind_loop(one: Returned, others: Sequence[Returned], found: Sequence[Returned]) -> bool:
    """Whether a loop before a `return` may have answered something else."""
    own = {step.node for step in one.path}
    return any(
        isinstance(step.node, ast.For | ast.AsyncFor | ast.While) and step.node not in own
        for other in others
        if found.index(other) < found.index(one)
        for step in other.path
    )


def is_other_branch(found: Sequence[Returned]) -> bool:
    """Whether the second of two is answered just where the first is not."""
    first, second = (one.path[-1] if one.path else None for one in found)
    return (
        first is not None
        and second is not None
        and first.node is second.node
        and first.holds != second.holds
    )
