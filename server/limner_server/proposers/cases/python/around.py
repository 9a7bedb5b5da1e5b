"""What stands around the code under test and tells of its inputs: helpers, examples, conditions."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from limner_server.proposers.cases.python.defined import FunctionNode
from limner_server.proposers.cases.python.module import Module
from limner_server.proposers.cases.python.stated import mentioned_calls


def helpers_of(module: Module, nodes: Sequence[ast.AST]) -> list[ast.AST]:
    """The functions of the module that some code calls, and what it reads of the module."""
    names = {
        one.id if isinstance(one, ast.Name) else one.attr
        for node in nodes
        for one in ast.walk(node)
        if isinstance(one, ast.Name | ast.Attribute)
    }
    found: list[ast.AST] = [node for name, node in module.functions.items() if name in names]
    return found + [
        one.value
        for one in module.tree.body
        if isinstance(one, ast.Assign)
        and isinstance(one.targets[0], ast.Name)
        and one.targets[0].id in names
    ]


def examples_of(helpers: Sequence[ast.AST]) -> list[ast.AST]:
    """The calls in the docstrings of functions."""
    return [
        call
        for node in helpers
        if isinstance(node, FunctionNode)
        for call in mentioned_calls(ast.get_docstring(node) or "", node.name)
    ]


def conditions_of(tree: ast.Module) -> dict[int, ast.AST]:
    """What decides on each line where control goes."""
    found: dict[int, ast.AST] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.While):
            found[node.lineno] = node.test
        elif isinstance(node, ast.For | ast.AsyncFor):
            found[node.lineno] = node.iter
        elif isinstance(node, ast.match_case):
            found[node.pattern.lineno] = node.pattern
    return found
