"""What holds values, as the end of a sentence."""

from __future__ import annotations

import ast

from limner_server.proposers.docstrings.nodes import written
from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.words import says_something


def is_plain(scope: Scope, holder: ast.expr) -> bool:
    if isinstance(holder, ast.Name):
        known = holder.id in scope.parameters or (
            scope.is_local(holder.id) and says_something(holder.id)
        )
        return known or holder.id.isupper()
    if isinstance(holder, ast.Subscript):
        return isinstance(holder.slice, ast.Constant) and isinstance(holder.slice.value, str)
    return bool(scope.attribute(holder))


def into_words(scope: Scope, holder: ast.expr) -> str:
    """What holds things, as the end of a sentence."""
    if isinstance(holder, ast.Subscript):
        return written(holder.slice)
    if isinstance(holder, ast.Name) and scope.is_local(holder.id) and not says_something(holder.id):
        return "the result"
    return scope.term(holder)


def the_words(scope: Scope, node: ast.expr) -> str:
    if isinstance(node, ast.Name) and scope.is_local(node.id):
        variable = scope.variables[node.id]
        if variable.loop is not None and not says_something(node.id):
            if isinstance(variable.loop, ast.Name) and variable.loop.id in scope.parameters:
                return f"the elements of `{variable.loop.id}`"
            return "each element"
    return scope.term(node)
