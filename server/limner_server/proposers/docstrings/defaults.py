"""The defaults of parameters."""

from __future__ import annotations

import ast

from limner_server.proposers.docstrings.scope import Scope


def has_default(scope: Scope, name: str) -> bool:
    """Whether a parameter may be left out."""
    return _default(scope, name) is not None


def is_flag(scope: Scope, name: str) -> bool:
    """Whether a parameter is true or false by its default."""
    value = _default(scope, name)
    return isinstance(value, ast.Constant) and isinstance(value.value, bool)


def _default(scope: Scope, name: str) -> ast.expr | None:
    arguments = scope.node.args
    defaults = dict(
        zip([one.arg for one in arguments.args][::-1], arguments.defaults[::-1], strict=False)
    )
    defaults |= {
        one.arg: value
        for one, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        if value is not None
    }
    return defaults.get(name)
