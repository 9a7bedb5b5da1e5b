"""Nodes of syntax trees, as they are written."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


_NEW_SCOPE: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def decorators(node: FunctionNode | ast.ClassDef) -> tuple[str, ...]:
    """The names of decorators, without arguments, the last part of dotted ones too."""
    found = []
    for one in node.decorator_list:
        name = written(one.func if isinstance(one, ast.Call) else one)
        found += [name, name.rpartition(".")[2]]
    return tuple(found)


def written(node: ast.AST) -> str:
    """Code as the user wrote it, or near to that."""
    text = getattr(node, "written", None)
    return text if isinstance(text, str) else ast.unparse(node)


def constant(node: ast.Constant, none: str = "None") -> str:
    """A constant as a sentence says it."""
    if node.value is None:
        return getattr(node, "written", none)
    if node.value is Ellipsis:
        return "..."
    text = written(node)
    return f"`{text}`" if isinstance(node.value, str | bytes) and "\\" in text else text


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all in it, but for what is in functions and classes in it; in order."""
    yield node
    if isinstance(node, _NEW_SCOPE):
        return
    for child in ast.iter_child_nodes(node):
        yield from own_nodes(child)
