"""What single uses of a value tell of it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from limner_server.proposers.docstrings.conditions import condition
from limner_server.proposers.docstrings.holders import into_words, is_plain, the_words
from limner_server.proposers.docstrings.nodes import written
from limner_server.proposers.docstrings.role_words import DONE_BY, DONE_TO, INTO
from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.words import says_something

_ORDER: Final = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


@dataclass(frozen=True, slots=True)
class Role:
    """One use of a value.

    Attributes:
        weight: how much it tells; more is better.
        text: what follows the noun: "to filter", "that is compared with `x`".
    """

    weight: int
    text: str


Is = Callable[[ast.AST], bool]


def roles_at(scope: Scope, node: ast.AST, around: ast.AST) -> Iterator[Role]:
    makers: dict[type[ast.AST], Callable[..., Iterator[Role]]] = {
        ast.For: _looped,
        ast.AsyncFor: _looped,
        ast.comprehension: _comprehended,
        ast.Call: _passed,
        ast.Attribute: _asked,
        ast.Subscript: _indexed,
        ast.Slice: _sliced,
        ast.Compare: _compared,
        ast.Assign: _kept,
        ast.Dict: _held,
        ast.keyword: _worded,
        ast.BinOp: _calculated,
        ast.AugAssign: _counted,
        ast.Starred: _starred,
        ast.Return: _given,
        ast.withitem: _entered,
        ast.Delete: _deleted,
        ast.FormattedValue: _shown,
    }
    maker = makers.get(type(around))
    if maker is not None:
        yield from maker(scope, node, around)


def _looped(_scope: Scope, node: ast.AST, loop: ast.For | ast.AsyncFor) -> Iterator[Role]:
    if loop.iter is node:
        searches = any(isinstance(one, ast.Return) for one in ast.walk(loop))
        yield Role(70, "to search" if searches else "to go through")


def _comprehended(scope: Scope, node: ast.AST, one: ast.comprehension) -> Iterator[Role]:
    if one.iter is not node:
        return
    whole = scope.parents.get(one)
    outer = scope.parents.get(whole) if whole is not None else None
    if isinstance(outer, ast.Call) and isinstance(outer.func, ast.Name) and outer.func.id == "sum":
        yield Role(72, "to sum over")
    elif one.ifs and isinstance(whole, ast.ListComp | ast.SetComp | ast.GeneratorExp):
        yield Role(80, "to filter")
    else:
        yield Role(60, "to go through")


def _passed(scope: Scope, node: ast.AST, call: ast.Call) -> Iterator[Role]:
    if call.func is node:
        arguments = ", ".join(written(one) for one in call.args)
        yield Role(
            90,
            f", called with `{arguments}`" if arguments and len(arguments) < 40 else "to call",
        )
        return
    name = written(call.func)
    tail = call.func.attr if isinstance(call.func, ast.Attribute) else name
    if name in DONE_BY:
        yield Role(75, DONE_BY[name])
    elif name in (
        "enumerate",
        "zip",
        "range",
        "list",
        "set",
        "iter",
        "tuple",
        "len",
        "str",
        "int",
        "float",
    ):
        yield from _through(scope, node, call, name)
    elif isinstance(call.func, ast.Attribute) and tail in INTO:
        yield from _put(scope, call.func.value, tail)
    elif name not in ("isinstance", "hasattr", "type", "callable", "id", "repr", "super", "abs"):
        is_error = tail.endswith(("Error", "Exception")) or isinstance(
            scope.parents.get(call), ast.Raise
        )
        if is_error:
            return
        callee = name.removeprefix(f"{scope.receiver}.") if scope.receiver else name
        if len(callee) < 40 and "(" not in callee and not scope.is_local(callee.partition(".")[0]):
            yield Role(20, f", passed to `{callee}`")


def _put(scope: Scope, holder: ast.expr, tail: str) -> Iterator[Role]:
    """What is handed to a method of something that holds things, or of a text."""
    local = isinstance(holder, ast.Name) and scope.is_local(holder.id)
    if "may" in INTO[tail]:
        yield Role(68, INTO[tail].format(the_words(scope, holder)))
    elif local and isinstance(holder, ast.Name) and not says_something(holder.id):
        yield Role(48, INTO[tail].format("the result"))
    elif is_plain(scope, holder):
        yield Role(48 if local else 85, INTO[tail].format(into_words(scope, holder)))


def _through(scope: Scope, node: ast.AST, call: ast.Call, name: str) -> Iterator[Role]:
    outer = scope.parents.get(call)
    if name in ("enumerate", "zip", "iter", "list", "set", "tuple") and isinstance(
        outer, ast.For | ast.comprehension
    ):
        yield Role(65, "to go through")
    elif name == "set":
        yield Role(50, "to take the distinct elements of")
    elif name in ("int", "float", "str"):
        yield Role(
            30,
            {"int": "to read as an integer", "float": "to read as a number"}.get(
                name, "to turn into text"
            ),
        )
    elif name == "range" and isinstance(outer, ast.For):
        if len(call.args) == 3 and call.args[2] is node:
            yield Role(36, ", the step from one start to the next")
        else:
            is_end = call.args[min(len(call.args), 2) - 1] is node
            yield Role(35, "to count up to" if is_end else "to count from")
    elif name == "len" and isinstance(outer, ast.Return):
        yield Role(60, "to measure")


def _asked(scope: Scope, _node: ast.AST, attribute: ast.Attribute) -> Iterator[Role]:
    is_called = isinstance(scope.parents.get(attribute), ast.Call)
    if is_called and attribute.attr in DONE_TO:
        yield Role(62, DONE_TO[attribute.attr])


def _indexed(scope: Scope, node: ast.AST, subscript: ast.Subscript) -> Iterator[Role]:
    if subscript.slice is node:
        holder = subscript.value
        if is_plain(scope, holder):
            weight = 49 if isinstance(holder, ast.Name) and scope.is_local(holder.id) else 78
            article = "the" if isinstance(subscript.ctx, ast.Store) else "a"
            yield Role(weight, f", {article} key of {into_words(scope, holder)}")
    elif isinstance(subscript.ctx, ast.Store) and isinstance(node, ast.Name):
        variable = scope.variables.get(node.id)
        if variable is None or not variable.values:
            yield Role(64, "to change in place")
    elif isinstance(subscript.slice, ast.Slice):
        outer = scope.parents.get(subscript)
        if isinstance(outer, ast.For | ast.comprehension) and outer.iter is subscript:
            yield Role(65, "to go through")
        elif subscript.slice.step is not None and written(subscript.slice.step) == "-1":
            yield Role(30, "to reverse")


def _sliced(_scope: Scope, node: ast.AST, bounds: ast.Slice) -> Iterator[Role]:
    if bounds.upper is node and bounds.lower is None:
        yield Role(44, ", the most elements that are taken")


def _compared(scope: Scope, node: ast.AST, test: ast.Compare) -> Iterator[Role]:
    if len(test.ops) != 1:
        return
    left, right, operator = test.left, test.comparators[0], test.ops[0]
    other = right if left is node else left
    if isinstance(other, ast.Constant):
        return
    if isinstance(operator, ast.In | ast.NotIn):
        if left is node and (is_plain(scope, right) or isinstance(right, ast.Name)):
            into = (
                into_words(scope, right)
                if isinstance(right, ast.Subscript)
                else the_words(scope, right)
            )
            yield Role(68, f"to look for in {into}")
        elif right is node:
            yield Role(66, f"to look for {the_words(scope, left)} in")
    elif isinstance(operator, _ORDER) and scope.fits(other, 40):
        yield Role(55, f"to compare {the_words(scope, other)} with")
    elif isinstance(operator, ast.Eq | ast.NotEq) and scope.fits(other, 40):
        yield Role(45, f"to compare {the_words(scope, other)} with")


def _kept(scope: Scope, node: ast.AST, statement: ast.Assign) -> Iterator[Role]:
    target = statement.targets[0]
    if statement.value is not node:
        return
    if name := scope.attribute(target):
        yield Role(58, f"to set `{name}` to" if scope.node.name != "__init__" else "")
    elif isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
        yield Role(56, f"to store as {written(target.slice)}")
    elif isinstance(target, ast.Subscript) and is_plain(scope, target.value):
        yield Role(74, f"to store in {into_words(scope, target.value)}")


def _held(_scope: Scope, node: ast.AST, mapping: ast.Dict) -> Iterator[Role]:
    for key, value in zip(mapping.keys, mapping.values, strict=True):
        if value is node and isinstance(key, ast.Constant):
            yield Role(52, f"to store as {written(key)}")


def _worded(scope: Scope, _node: ast.AST, keyword: ast.keyword) -> Iterator[Role]:
    call = scope.parents.get(keyword)
    if isinstance(call, ast.Call) and keyword.arg:
        yield Role(22, f", passed to `{written(call.func).removeprefix(scope.receiver + '.')}`")


def _calculated(scope: Scope, node: ast.AST, sum_: ast.BinOp) -> Iterator[Role]:
    whole: ast.AST = sum_
    while isinstance(scope.parents.get(whole), ast.BinOp):
        whole = scope.parents[whole]
    if isinstance(sum_.op, ast.Div | ast.FloorDiv) and sum_.right is node:
        yield Role(
            42,
            f"to divide {scope.term(sum_.left)} by"
            if scope.fits(sum_.left, 30)
            else "to divide by",
        )
    elif isinstance(sum_.op, ast.Pow) and sum_.left is node and whole is sum_:
        yield Role(40, f"to raise to the power of {scope.term(sum_.right)}")
    elif scope.fits(whole, 50) and not scope.uses_locals(whole):
        yield Role(25, f"in {scope.code(whole)}")


def _counted(scope: Scope, node: ast.AST, statement: ast.AugAssign) -> Iterator[Role]:
    name = scope.attribute(statement.target)
    if not name and isinstance(statement.target, ast.Subscript):
        key = statement.target.slice
        name = str(key.value) if isinstance(key, ast.Constant) else ""
    if not name or statement.value is not node:
        return
    if isinstance(statement.op, ast.Add):
        yield Role(77, f"to add to `{name}`")
    elif isinstance(statement.op, ast.Sub):
        yield Role(77, f"to subtract from `{name}`")


def _starred(scope: Scope, _node: ast.AST, starred: ast.AST) -> Iterator[Role]:
    call = scope.parents.get(starred)
    if isinstance(call, ast.Call) and scope.fits(call.func, 40):
        yield Role(71, f"to pass on to {scope.code(call.func)}")


def _given(scope: Scope, node: ast.AST, _statement: ast.AST) -> Iterator[Role]:
    for parent in (one for one in scope.nodes if isinstance(one, ast.If)):
        is_given = any(isinstance(one, ast.Return) and one.value is node for one in parent.body)
        if is_given and (test := condition(scope, parent.test)):
            yield Role(28, f"that is returned if {test}")


def _entered(_scope: Scope, _node: ast.AST, _item: ast.AST) -> Iterator[Role]:
    yield Role(40, "to enter as a context manager")


def _deleted(_scope: Scope, _node: ast.AST, _statement: ast.AST) -> Iterator[Role]:
    yield Role(1, "")


def _shown(_scope: Scope, _node: ast.AST, _value: ast.AST) -> Iterator[Role]:
    yield Role(24, "to write into the text")
