"""Calls that mean the same wherever they stand."""

from __future__ import annotations

import ast


def is_literal_call(node: ast.Call) -> bool:
    """Whether all arguments of a call can be written anywhere."""
    parts = [*node.args, *(one.value for one in node.keywords)]
    if any(isinstance(one, ast.Starred) for one in parts) or any(
        one.arg is None for one in node.keywords
    ):
        return False
    return all(_is_value(one) for one in parts)


def _is_value(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True
