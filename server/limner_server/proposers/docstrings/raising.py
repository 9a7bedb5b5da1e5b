"""What a function raises, and when, read off its `raise` statements."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from limner_server.proposers.docstrings.nodes import written
from limner_server.proposers.docstrings.paths import Path, statements
from limner_server.proposers.docstrings.refusals import caught_by, refusal
from limner_server.proposers.docstrings.scope import Scope

_MOST_WHENS: Final = 4


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception that leaves a function.

    Attributes:
        name: as it is written: "ValueError", "errors.InputError".
        whens: the conditions as clauses behind "if"; "" for one that cannot be told in words.
        always: whether nothing else happens.
        again: whether one that was caught is raised again.
        is_last: whether it is raised where nothing was returned before.
    """

    name: str
    whens: tuple[str, ...]
    always: bool = False
    again: bool = False
    is_last: bool = False


def raised(scope: Scope) -> list[Raised]:
    """The exceptions of a function's own `raise` statements, one for each name, in order."""
    found: dict[str, list[tuple[str, bool, bool]]] = {}
    gives = any(isinstance(one, ast.Return | ast.Yield | ast.YieldFrom) for one in scope.nodes)
    for statement, path in statements(scope.node.body):
        if not isinstance(statement, ast.Raise) or _is_caught(statement, path):
            continue
        again = statement.exc is None
        for name in names_of(scope, statement, path):
            when = refusal(scope, path)
            found.setdefault(name, []).append((when, not path, again))
    return [
        Raised(
            name,
            tuple(dict.fromkeys(when for when, _, _ in places)),
            always=any(always for _, always, _ in places) and not gives,
            is_last=gives,
            again=all(again for _, _, again in places),
        )
        for name, places in found.items()
    ]


def names_of(scope: Scope, statement: ast.Raise, path: Path) -> list[str]:
    """What a `raise` raises, by name; what is raised again by the names that were caught."""
    handlers = [one.node for one in path if isinstance(one.node, ast.ExceptHandler)]
    handler = handlers[-1] if handlers else None
    exception = statement.exc
    if exception is None:
        return caught_by(handler)
    if isinstance(exception, ast.Call):
        exception = exception.func
    if isinstance(exception, ast.Name):
        if handler is not None and handler.name == exception.id:
            return caught_by(handler)
        variable = scope.variables.get(exception.id)
        values = variable.values if variable is not None else []
        made = [one.func for one in values if isinstance(one, ast.Call)]
        if isinstance(statement.exc, ast.Name) and made and scope.is_local(exception.id):
            return list(dict.fromkeys(written(one) for one in made))
        return [_made_by(scope, exception.id)]
    if isinstance(exception, ast.Attribute):
        return [written(exception)]
    return []


def _made_by(scope: Scope, name: str) -> str:
    """The exception that a function makes which is called to be raised; else the name itself."""
    maker = scope.makers.get(name)
    return written(maker.returns) if maker is not None and maker.returns is not None else name


def told(one: Raised) -> str:
    """When an exception is raised, as a sentence."""
    if one.always:
        if one.name.rpartition(".")[2] == "NotImplementedError":
            return "Always, since subclasses are to define this."
        return "Always."
    whens = [when for when in one.whens if when]
    if one.again:
        whens = [
            when.partition(" raises ")[0] + " raises it" if " raises " in when else ""
            for when in whens
        ]
        whens = [when for when in whens if when]
    if not whens and any(one.whens) is False and not one.again and one.is_last:
        return "If nothing can be returned."
    if not whens:
        return "Raised again after it was caught." if one.again else ""
    return f"If {_joined(whens[:_MOST_WHENS])}."


def _is_caught(statement: ast.Raise, path: Path) -> bool:
    """Whether a handler of the same function is sure to catch what is raised."""
    exception = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
    name = written(exception) if exception is not None else ""
    for step in path:
        if isinstance(step.node, ast.Try) and step.holds:
            for handler in step.node.handlers:
                if handler.type is None or name in caught_by(handler):
                    return True
                if "Exception" in caught_by(handler) or "BaseException" in caught_by(handler):
                    return True
    return False


def _joined(whens: Sequence[str]) -> str:
    return (
        ", or if ".join(whens)
        if any(" or " in one or len(one) > 30 for one in whens)
        else " or ".join(whens)
    )
