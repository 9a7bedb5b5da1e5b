"""The local variables of a function, and how they come by their values."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Final

from limner_server.proposers.docstrings.lexicon import words_in

_CHANGING: Final = words_in("methods that change variables")


_READING: Final = words_in("functions that only read")


@dataclass(slots=True)
class Variable:
    """A local variable.

    Attributes:
        values: what is assigned to it, in order.
        steps: operator and operand of what is added to it and the like.
        appended: what is put into it, with how: "append", "extend", "add", "[]".
        loop: what it runs through, where a loop or comprehension binds it.
        is_changed: whether something else may be done to its value.
    """

    values: list[ast.expr] = field(default_factory=list)
    steps: list[tuple[ast.operator, ast.expr]] = field(default_factory=list)
    appended: list[tuple[str, ast.expr]] = field(default_factory=list)
    loop: ast.expr | None = None
    is_changed: bool = False


def note(found: dict[str, Variable], node: ast.AST) -> None:  # noqa: C901, PLR0912 - one a kind
    """Remember what a node does to variables."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            _bind(found, target, node.value)
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
        _bind(found, node.target, node.value)
    elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        found.setdefault(node.target.id, Variable()).steps.append((node.op, node.value))
    elif isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
        for one in ast.walk(node.target):
            if isinstance(one, ast.Name):
                found.setdefault(one.id, Variable()).loop = node.iter
    elif isinstance(node, ast.withitem) and isinstance(node.optional_vars, ast.Name):
        found.setdefault(node.optional_vars.id, Variable()).values.append(node.context_expr)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        holder = node.func.value
        if isinstance(holder, ast.Name) and node.func.attr in ("append", "add", "extend", "push"):
            how = "append" if node.func.attr != "extend" else "extend"
            found.setdefault(holder.id, Variable()).appended.append((how, node.args[0]))
        elif isinstance(holder, ast.Name) and node.func.attr in _CHANGING:
            found.setdefault(holder.id, Variable()).is_changed = True
    if isinstance(node, ast.Call) and not (
        isinstance(node.func, ast.Name) and node.func.id in _READING
    ):
        for one in node.args:
            if isinstance(one, ast.Name) and not isinstance(node.func, ast.Attribute | ast.Name):
                continue
            if isinstance(one, ast.Name) and not _is_join(node):
                found.setdefault(one.id, Variable()).is_changed = True


def _is_join(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in ("join", "append", "extend")


def _bind(found: dict[str, Variable], target: ast.expr, value: ast.expr) -> None:
    if isinstance(target, ast.Name):
        found.setdefault(target.id, Variable()).values.append(value)
    elif isinstance(target, ast.Tuple | ast.List):
        values: list[ast.expr] = (
            value.elts
            if isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(target.elts)
            else [value] * len(target.elts)
        )
        for one, its in zip(target.elts, values, strict=True):
            _bind(found, one, its)
    elif isinstance(target, ast.Subscript | ast.Attribute):
        holder = target.value
        while isinstance(holder, ast.Subscript | ast.Attribute):
            holder = holder.value
        if isinstance(holder, ast.Name):
            found.setdefault(holder.id, Variable()).appended.append(("[]", value))
