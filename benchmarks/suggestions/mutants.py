"""Small changes to Python code, by its own `ast`: nothing of what writes tests is used here.

The operators are those of Offutt et al., "An Experimental Determination of Sufficient Mutant
Operators", 1996, as far as Python has them, with constants and returned values.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Iterator
from copy import deepcopy

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
}
# Puts other nodes in place of one.
Change = Callable[[ast.AST], Iterator[ast.AST]]


def mutants(code: str, most: int, seed: int) -> list[str]:
    """Versions of the code with one change each in a function, `most` of them drawn by `seed`."""
    tree = ast.parse(code)
    found = []
    for holder in ast.walk(tree):
        if not isinstance(holder, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        for statement in _body(holder):
            for node in ast.walk(statement):
                found += [_with(tree, node, other) for change in CHANGES for other in change(node)]
    same = ast.unparse(tree)
    different = sorted({one for one in found if one != same})
    dice = random.Random(seed)  # noqa: S311 - the same mutants each time
    return dice.sample(different, min(most, len(different)))


def _body(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.stmt]:
    """The statements of a function without its docstring."""
    return function.body[ast.get_docstring(function) is not None :]


def _with(tree: ast.Module, node: ast.AST, other: ast.AST) -> str:
    changed = _Replace(node, other).visit(deepcopy(tree, {id(node): node}))
    return ast.unparse(ast.fix_missing_locations(changed)) + "\n"


def _comparison(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        for other in _COMPARISONS[type(node.ops[0])]:
            yield ast.Compare(node.left, [other(), *node.ops[1:]], node.comparators)


def _arithmetic(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in _ARITHMETIC:
        operator = _ARITHMETIC[type(node.op)]()
        if isinstance(node, ast.BinOp):
            yield ast.BinOp(node.left, operator, node.right)
        else:
            yield ast.AugAssign(node.target, operator, node.value)


def _boolean(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand


def _constant(node: ast.AST) -> Iterator[ast.AST]:
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, (int, float)):
        yield ast.Constant(value + 1)
    elif isinstance(value, str):
        yield ast.Constant(value + "XX" if value else "XX")


def _condition(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.If):
        yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)


def _returned(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Return) and node.value is not None:
        is_none = isinstance(node.value, ast.Constant) and node.value.value is None
        yield ast.Return(ast.Constant(0 if is_none else None))


def _statement(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.Raise)) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ):
        yield ast.Pass()


CHANGES: tuple[Change, ...] = (
    _comparison,
    _arithmetic,
    _boolean,
    _constant,
    _condition,
    _returned,
    _statement,
)


class _Replace(ast.NodeTransformer):
    """Puts a node in place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._old else self.generic_visit(node)
