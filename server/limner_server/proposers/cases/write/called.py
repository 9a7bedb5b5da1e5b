"""The act of a case, taken apart: what is called, and with which arguments for which parameters."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from limner_server.perception.syntax.definitions import Class, Function, Passing
from limner_server.perception.syntax.functions import functions
from limner_server.proposers.cases.subject import Subject

_RECEIVERS = ("self", "cls")


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of the call.

    Attributes:
        name: of the parameter that it is for; "" where that is not known.
        source: its code.
        start: where it stands in the act, in characters.
        end: behind it.
    """

    name: str
    source: str
    start: int
    end: int

    @property
    def node(self) -> ast.expr:
        """Its syntax tree."""
        return ast.parse(self.source, mode="eval").body


@dataclass(frozen=True, slots=True)
class Called:
    """What an act calls.

    Attributes:
        act: the whole of it.
        name: of the function, method or class: "total", "Cart"; "" where it calls nothing of the
            subject, as `len(cart)` does.
        function: that is called, `__init__` of a class; None where it is not found.
        receiver: what the method is called on: "cart"; "" of a function.
        arguments: in order.
    """

    act: str
    name: str
    function: Function | None
    receiver: str
    arguments: tuple[Argument, ...]

    def with_arguments(self, sources: Mapping[int, str]) -> str:
        """The act with other code for some of its arguments, by their position."""
        act = self.act
        for index in sorted(sources, reverse=True):
            argument = self.arguments[index]
            act = act[: argument.start] + sources[index] + act[argument.end :]
        return act

    @property
    def skeleton(self) -> str:
        """The act with nothing for its arguments: equal where calls differ in these alone."""
        return self.with_arguments(dict.fromkeys(range(len(self.arguments)), ""))


def called(act: str, subject: Subject) -> Called:
    """Take an act apart; one that cannot be read is called by no name."""
    try:
        tree = ast.parse(act, mode="eval")
    except (SyntaxError, ValueError):
        return Called(act, "", None, "", ())
    known = _callables(subject)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name, receiver = _name(node.func)
        if name in known:
            function = known[name]
            return Called(act, name, function, receiver, tuple(_arguments(act, node, function)))
    name, receiver = _by_operator(tree.body)
    if name in known:
        return Called(act, name, known[name], receiver, ())
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in known:
            function = known[node.attr]
            return Called(act, node.attr, function, ast.unparse(node.value), ())
    return Called(act, "", None, "", ())


def _by_operator(node: ast.expr) -> tuple[str, str]:
    """The method that a built-in function or an operator calls, and of what."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1:
        name = "iter" if node.func.id in ("list", "tuple", "sorted") else node.func.id
        return f"__{name}__", ast.unparse(node.args[0])
    if isinstance(node, ast.Subscript):
        return "__getitem__", ast.unparse(node.value)
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        if isinstance(node.ops[0], ast.In | ast.NotIn):
            return "__contains__", ast.unparse(node.comparators[0])
        if isinstance(node.ops[0], ast.Eq):
            return "__eq__", ast.unparse(node.left)
    return "", ""


def _callables(subject: Subject) -> dict[str, Function | None]:
    """The functions that tests of the subject call, by name; a class by what makes it."""
    definition = subject.definition
    if isinstance(definition, Function):
        return {definition.name: definition}
    methods = _methods(subject, definition)
    own: dict[str, Function | None] = {definition.name: methods.pop("__init__", None)}
    return own | methods


def _methods(subject: Subject, definition: Class) -> dict[str, Function]:
    return {one.name: one for one in functions(subject.tree) if one.owner == definition.qualified}


def _name(function: ast.expr) -> tuple[str, str]:
    if isinstance(function, ast.Attribute):
        return function.attr, ast.unparse(function.value)
    return (function.id, "") if isinstance(function, ast.Name) else ("", "")


def _arguments(act: str, call: ast.Call, function: Function | None) -> list[Argument]:
    """The arguments of a call, with the parameters that they are for."""
    positional = _positional(function)
    found = []
    for index, value in enumerate(call.args):
        name = positional[index] if index < len(positional) else ""
        found.append(_argument(act, value, "" if isinstance(value, ast.Starred) else name))
    found += [_argument(act, keyword.value, keyword.arg or "") for keyword in call.keywords]
    return found


def _positional(function: Function | None) -> Sequence[str]:
    names: list[str] = []
    for index, parameter in enumerate(function.parameters if function else ()):
        if not index and parameter.name in _RECEIVERS:
            continue
        if parameter.passing not in (Passing.POSITIONAL, Passing.EITHER):
            break
        names.append(parameter.name)
    return names


def _argument(act: str, value: ast.expr, name: str) -> Argument:
    start = _offset(act, value.lineno, value.col_offset)
    end = _offset(act, value.end_lineno or value.lineno, value.end_col_offset or 0)
    return Argument(name, act[start:end], start, end)


def _offset(text: str, line: int, column: int) -> int:
    """The place in characters of one that `ast` counts in bytes of a line."""
    lines = text.split("\n")
    before = sum(len(one) + 1 for one in lines[: line - 1])
    return before + len(lines[line - 1].encode()[:column].decode())
