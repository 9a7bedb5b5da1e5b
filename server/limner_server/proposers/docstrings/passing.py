"""Exceptions of other functions that a function lets pass."""

from __future__ import annotations

import ast

from limner_server.proposers.docstrings.nodes import FunctionNode
from limner_server.proposers.docstrings.paths import statements
from limner_server.proposers.docstrings.raising import raised
from limner_server.proposers.docstrings.refusals import calls_in
from limner_server.proposers.docstrings.scope import Scope


def passed_on(scope: Scope, others: dict[str, FunctionNode]) -> list[tuple[str, str]]:
    """Exceptions of functions of the same file that are called here and not caught.

    Args:
        scope: of the calling function.
        others: functions that can be called, by name; methods of the same class as "self.name".

    Returns:
        The name of each function with that of what it raises, in order.
    """
    own = {one.name for one in raised(scope)}
    found: list[tuple[str, str]] = []
    for statement, path in statements(scope.node.body):
        calls = calls_in(statement)
        if not calls or any(isinstance(one.node, ast.Try) and one.holds for one in path):
            continue
        for called in calls:
            name = _callee(scope, called)
            other = others.get(name)
            if other is None or other is scope.node:
                continue
            inner = Scope(other, scope.owner if "." in name else None)
            for one in raised(inner):
                pair = (name.rpartition(".")[2], one.name)
                if (
                    one.name not in own
                    and pair not in found
                    and not one.name.endswith("NotImplementedError")
                ):
                    found.append(pair)
    return found


def _callee(scope: Scope, call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        holder = call.func.value.id
        owner = scope.owner.name if scope.owner is not None else ""
        if holder and holder in (scope.receiver, owner):
            return f"self.{call.func.attr}"
    return ""
