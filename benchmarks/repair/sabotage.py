"""Bugs put into code at random, by Python's own `ast`: nothing of what mends them is used here."""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Iterator
from typing import Any

# What is done to one node; nothing where it cannot be done to this one.
Spoil = Callable[[ast.AST, random.Random, list[str]], Iterator[ast.AST]]
_COMPARE = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod)


def _operator(node: ast.AST, dice: random.Random, _: list[str]) -> Iterator[ast.AST]:
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, _ARITHMETIC):
        node.op = dice.choice([one for one in _ARITHMETIC if not isinstance(node.op, one)])()
        yield node
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield node


def _comparison(node: ast.AST, dice: random.Random, _: list[str]) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], _COMPARE):
        others = [one for one in _COMPARE if not isinstance(node.ops[0], one)]
        node.ops[0] = dice.choice(others)()
        yield node
    elif isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn)):
        node.ops[0] = ast.NotIn() if isinstance(node.ops[0], ast.In) else ast.In()
        yield node


def _value(node: ast.AST, dice: random.Random, _: list[str]) -> Iterator[ast.AST]:
    if isinstance(node, ast.Constant) and isinstance(node.value, (bool, int)):
        node.value = (
            not node.value if isinstance(node.value, bool) else node.value + dice.choice((1, -1))
        )
        yield node


def _variable(node: ast.AST, dice: random.Random, names: list[str]) -> Iterator[ast.AST]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and len(names) > 1:
        node.id = dice.choice([name for name in names if name != node.id])
        yield node


def _condition(node: ast.AST, _: random.Random, __: list[str]) -> Iterator[ast.AST]:
    if isinstance(node, (ast.If, ast.While, ast.IfExp)):
        node.test = ast.UnaryOp(ast.Not(), node.test)
        yield node


def _missing(node: ast.AST, dice: random.Random, _: list[str]) -> Iterator[ast.AST]:
    body = getattr(node, "body", None)
    if (
        isinstance(body, list)
        and len(body) > 1
        and not isinstance(node, (ast.Module, ast.ClassDef))
    ):
        del body[dice.randrange(len(body))]
        yield node
    elif isinstance(node, ast.If) and node.orelse:
        node.orelse = []
        yield node


def _call(node: ast.AST, _: random.Random, __: list[str]) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and len(node.args) > 1:
        node.args.reverse()
        yield node
    elif isinstance(node, ast.Call) and len(node.args) == 1 and isinstance(node.func, ast.Name):
        yield node.args[0]


def _excess(node: ast.AST, dice: random.Random, _: list[str]) -> Iterator[ast.AST]:
    if isinstance(node, (ast.Return, ast.Assign)) and isinstance(
        node.value, (ast.BinOp, ast.Call, ast.Name)
    ):
        extra = dice.choice((ast.Add(), ast.Sub()))
        node.value = ast.BinOp(node.value, extra, ast.Constant(1))
        yield node


SPOILS: dict[str, Spoil] = {
    "operator misuse": _operator,
    "comparison misuse": _comparison,
    "value misuse": _value,
    "variable misuse": _variable,
    "wrong condition": _condition,
    "missing logic": _missing,
    "call misuse": _call,
    "excess logic": _excess,
}


def sabotaged(code: str, seed: int) -> Iterator[tuple[str, str]]:
    """Versions of the code with one bug each, and its kind; in an order that the seed gives."""
    dice = random.Random(seed)  # noqa: S311 - the same bugs each time
    kinds = [*SPOILS]
    while True:
        kind = dice.choice(kinds)
        tree = ast.parse(code)
        holders = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
        places = [(holder, one) for holder in holders for one in ast.walk(holder)]
        holder, node = dice.choice(places)
        spoilt = next(SPOILS[kind](node, dice, _names(holder)), None)
        if spoilt is None:
            continue
        if spoilt is not node:
            tree = _Replace(node, spoilt).visit(tree)
        text = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
        if text != ast.unparse(ast.parse(code)) + "\n":
            yield text, kind


def _names(function: ast.FunctionDef) -> list[str]:
    """The names that a function binds."""
    bound = {one.arg for one in ast.walk(function) if isinstance(one, ast.arg)} - {"self", "cls"}
    bound |= {
        one.id
        for one in ast.walk(function)
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
    }
    return sorted(bound)


class _Replace(ast.NodeTransformer):
    """Puts a node in place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> Any:
        return self._new if node is self._old else self.generic_visit(node)
