"""What code changes in place."""

from __future__ import annotations

import ast
from typing import Final

_CHANGING: Final = frozenset(
    [
        "append",
        "extend",
        "insert",
        "remove",
        "pop",
        "clear",
        "sort",
        "reverse",
        "add",
        "discard",
        "update",
        "setdefault",
        "popitem",
        "appendleft",
        "popleft",
        "write",
        "writelines",
    ]
)
# What only tells of what happens.
_TELLING: Final = frozenset(["debug", "info", "warning", "error", "exception", "log", "print"])


def changes_in_place(node: ast.AST, name: str) -> bool:
    """Whether some code changes what a name stands for."""
    return any(is_change(one, name) for one in ast.walk(node))


def is_change(node: ast.AST, name: str) -> bool:
    """Whether a node changes an object in place that a name stands for."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in _CHANGING and _root(node.func.value) == name
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign | ast.Delete):
        targets = node.targets
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        targets = [node.target]
    return any(
        isinstance(one, ast.Attribute | ast.Subscript) and _root(one) == name
        for target in targets
        for one in ([*target.elts] if isinstance(target, ast.Tuple) else [target])
    )


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def is_done_for_effect(node: ast.AST, name: str) -> bool:
    """Whether a statement calls a method of what an object holds, and drops what it returns."""
    if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Call):
        return False
    function = node.value.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Attribute)
        and function.attr not in _TELLING
        and _root(function.value) == name
    )
