"""Calls of JavaScript, of which many have a syntax of their own in Python."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Final, TypeVar

from tree_sitter import Node

from limner_server.perception.syntax.tree import Tree, first_named

_FUNCTIONS: Final = {
    "Math.max": "max",
    "Math.min": "min",
    "Math.abs": "abs",
    "Math.round": "round",
    "Math.floor": "floor",
    "Math.ceil": "ceil",
    "Math.sqrt": "sqrt",
    "parseInt": "int",
    "Number.parseInt": "int",
    "parseFloat": "float",
    "Number.parseFloat": "float",
    "Number": "float",
    "String": "str",
    "Boolean": "bool",
    "Array.from": "list",
}
_OF_OBJECTS: Final = {
    "Object.keys": "keys",
    "Object.values": "values",
    "Object.entries": "items",
}
N = TypeVar("N", bound=ast.AST)


class Translating(ABC):
    """Translates nodes of one file.

    Args:
        tree: of the file.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    @abstractmethod
    def of(self, node: Node | None) -> ast.expr:
        """An expression, whatever it is."""

    def marked(self, found: N, node: Node) -> N:
        """The same with its text as it was written."""
        if not hasattr(found, "written"):
            found.written = self._tree.source(node)  # type: ignore[attr-defined]
        return found


class Calls(Translating):
    """Translates calls."""

    def arguments(self, node: Node) -> list[Node]:
        held = node.child_by_field_name("arguments")
        return [one for one in held.named_children if one.type != "comment"] if held else []

    def call(self, node: Node) -> ast.expr:
        function = node.child_by_field_name("function")
        name, arguments = self._tree.source(function), self.arguments(node)
        if name in _FUNCTIONS and arguments:
            return ast.Call(ast.Name(_FUNCTIONS[name], ast.Load()), self._spread(arguments), [])
        if name in _OF_OBJECTS and len(arguments) == 1:
            held = ast.Attribute(self.of(arguments[0]), _OF_OBJECTS[name], ast.Load())
            return ast.Call(held, [], [])
        if name == "Array.isArray" and len(arguments) == 1:
            kind = ast.Name("Array", ast.Load())
            return ast.Call(ast.Name("isinstance", ast.Load()), [self.of(arguments[0]), kind], [])
        is_method = function is not None and function.type == "member_expression"
        known = self._method(function, arguments) if is_method and function else None
        if known is not None:
            return known
        return ast.Call(self.of(function), [self.argument(one) for one in arguments], [])

    def argument(self, node: Node) -> ast.expr:
        if node.type == "spread_element":
            return self.marked(ast.Starred(self.of(first_named(node)), ast.Load()), node)
        return self.of(node)

    def _spread(self, arguments: Sequence[Node]) -> list[ast.expr]:
        """Arguments, of which a single spread one stands for all its elements."""
        if len(arguments) == 1 and arguments[0].type == "spread_element":
            return [self.of(first_named(arguments[0]))]
        return [self.argument(one) for one in arguments]

    def _method(self, function: Node, arguments: Sequence[Node]) -> ast.expr | None:
        """Methods of arrays and strings that Python has a syntax for."""
        tail = self._tree.source(function.child_by_field_name("property"))
        held = function.child_by_field_name("object")
        if tail == "includes" and len(arguments) == 1:
            return ast.Compare(self.of(arguments[0]), [ast.In()], [self.of(held)])
        if tail == "join":
            gap = self.of(arguments[0]) if arguments else ast.Constant(",")
            return ast.Call(ast.Attribute(gap, "join", ast.Load()), [self.of(held)], [])
        if tail == "slice" and arguments and len(arguments) < 3:
            ends = [self.of(one) for one in arguments]
            return ast.Subscript(
                self.of(held), ast.Slice(ends[0], ends[1] if len(ends) > 1 else None), ast.Load()
            )
        if tail in ("slice", "concat") and not arguments:
            return ast.Call(ast.Attribute(self.of(held), "copy", ast.Load()), [], [])
        if tail in ("filter", "map", "some", "every") and len(arguments) == 1:
            return self._each(tail, held, arguments[0])
        return None

    def _each(self, tail: str, held: Node | None, function: Node) -> ast.expr | None:
        """`xs.filter(x => ...)` and the like, as comprehensions."""
        parameter = function.child_by_field_name("parameter")
        parameters = function.child_by_field_name("parameters")
        if parameter is None and parameters is not None and parameters.named_child_count == 1:
            parameter = first_named(parameters)
            if parameter is not None and parameter.type == "required_parameter":
                parameter = parameter.child_by_field_name("pattern")
        body = function.child_by_field_name("body")
        if parameter is None or parameter.type != "identifier" or body is None:
            return None
        if body.type == "statement_block":
            return None
        target = ast.Name(self._tree.source(parameter), ast.Store())
        inner = self.of(body)
        tests = [inner] if tail == "filter" else []
        element: ast.expr = ast.Name(target.id, ast.Load()) if tail == "filter" else inner
        runs = ast.comprehension(target, self.of(held), tests, 0)
        if tail in ("some", "every"):
            each = ast.GeneratorExp(element, [runs])
            name = "any" if tail == "some" else "all"
            return ast.Call(ast.Name(name, ast.Load()), [each], [])
        return ast.ListComp(element, [runs])
