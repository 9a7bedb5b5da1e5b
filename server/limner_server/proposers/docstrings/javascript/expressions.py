"""Expressions of JavaScript as Python's syntax trees have them, with the text as it was written.

What Python has no like of becomes a call of `<code>` with the parts that it is made of.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Final, TypeVar

from tree_sitter import Node

from limner_server.perception.syntax.tree import first_named
from limner_server.proposers.docstrings.javascript.calls import Calls

UNKNOWN: Final = "<code>"
_COMPARED: Final[dict[str, type[ast.cmpop]]] = {
    "===": ast.Eq,
    "==": ast.Eq,
    "!==": ast.NotEq,
    "!=": ast.NotEq,
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
    "in": ast.In,
}
OPERATORS: Final[dict[str, type[ast.operator]]] = {
    "+": ast.Add,
    "-": ast.Sub,
    "*": ast.Mult,
    "/": ast.Div,
    "%": ast.Mod,
    "**": ast.Pow,
    "&": ast.BitAnd,
    "|": ast.BitOr,
    "^": ast.BitXor,
    "<<": ast.LShift,
    ">>": ast.RShift,
}
_USED: Final = "[(identifier) (shorthand_property_identifier)] @name"
N = TypeVar("N", bound=ast.AST)


class Expressions(Calls):
    """Translates the expressions of one file."""

    def of(self, node: Node | None) -> ast.expr:
        """An expression, whatever it is."""
        if node is None:
            return ast.Constant(None)
        maker: Callable[[Node], ast.expr] | None = {
            "identifier": self._name,
            "this": self._name,
            "property_identifier": self._name,
            "shorthand_property_identifier": self._name,
            "undefined": self._nothing,
            "null": self._nothing,
            "true": self._truth,
            "false": self._truth,
            "number": self._number,
            "string": self._string,
            "template_string": self._template,
            "parenthesized_expression": self._inner,
            "as_expression": self._inner,
            "non_null_expression": self._inner,
            "satisfies_expression": self._inner,
            "member_expression": self._member,
            "subscript_expression": self._subscript,
            "binary_expression": self._binary,
            "unary_expression": self._unary,
            "ternary_expression": self._ternary,
            "call_expression": self.call,
            "new_expression": self._new,
            "array": self._array,
            "object": self._object,
            "await_expression": self._await,
            "yield_expression": self._yield,
            "assignment_expression": self._assigned,
            "arrow_function": self._lambda,
            "function_expression": self._lambda,
        }.get(node.type)
        found = maker(node) if maker is not None else self._unknown(node)
        return self.marked(found, node)

    def _field(self, node: Node, name: str) -> ast.expr:
        return self.of(node.child_by_field_name(name))

    def _unknown(self, node: Node) -> ast.expr:
        parts = [self.of(child) for child in node.named_children if child.type != "comment"]
        return ast.Call(ast.Name(UNKNOWN, ast.Load()), parts, [])

    def _name(self, node: Node) -> ast.expr:
        return ast.Name(self._tree.source(node), ast.Load())

    def _nothing(self, _node: Node) -> ast.expr:
        return ast.Constant(None)

    def _truth(self, node: Node) -> ast.expr:
        return ast.Constant(node.type == "true")

    def _number(self, node: Node) -> ast.expr:
        text = self._tree.source(node).replace("_", "").rstrip("n")
        try:
            return ast.Constant(int(text, 0))
        except ValueError:
            pass
        try:
            return ast.Constant(float(text))
        except ValueError:
            return self._unknown(node)

    def _string(self, node: Node) -> ast.expr:
        return ast.Constant(self._tree.source(node)[1:-1])

    def _template(self, node: Node) -> ast.expr:
        parts = [
            self.of(first_named(child))
            for child in node.named_children
            if child.type == "template_substitution"
        ]
        return ast.JoinedStr([ast.FormattedValue(part, -1) for part in parts])

    def _inner(self, node: Node) -> ast.expr:
        return self.of(first_named(node))

    def _member(self, node: Node) -> ast.expr:
        held, name = node.child_by_field_name("object"), node.child_by_field_name("property")
        if self._tree.source(name) == "length" and held is not None:
            return ast.Call(ast.Name("len", ast.Load()), [self.of(held)], [])
        return ast.Attribute(self.of(held), self._tree.source(name), ast.Load())

    def _subscript(self, node: Node) -> ast.expr:
        return ast.Subscript(self._field(node, "object"), self._field(node, "index"), ast.Load())

    def _binary(self, node: Node) -> ast.expr:
        sign = self._tree.source(node.child_by_field_name("operator"))
        left, right = self._field(node, "left"), self._field(node, "right")
        if sign in ("&&", "||", "??"):
            operator: ast.boolop = ast.And() if sign == "&&" else ast.Or()
            if isinstance(left, ast.BoolOp) and type(left.op) is type(operator):
                return ast.BoolOp(operator, [*left.values, right])
            return ast.BoolOp(operator, [left, right])
        if sign == "instanceof":
            return ast.Call(ast.Name("isinstance", ast.Load()), [left, right], [])
        if sign in _COMPARED:
            return self._comparison(sign, left, right)
        if sign in OPERATORS:
            return ast.BinOp(left, OPERATORS[sign](), right)
        return self._unknown(node)

    def _comparison(self, sign: str, left: ast.expr, right: ast.expr) -> ast.expr:
        is_kind = isinstance(left, ast.Call) and getattr(left.func, "id", "") == "typeof"
        if is_kind and isinstance(left, ast.Call) and isinstance(right, ast.Constant):
            kind = ast.Name(str(right.value), ast.Load())
            asked: ast.expr = ast.Call(ast.Name("isinstance", ast.Load()), [left.args[0], kind], [])
            if right.value == "undefined":
                asked = ast.Compare(
                    left.args[0], [ast.Is()], [_written(ast.Constant(None), "undefined")]
                )
            return asked if sign in ("===", "==") else ast.UnaryOp(ast.Not(), asked)
        return ast.Compare(left, [_COMPARED[sign]()], [right])

    def _unary(self, node: Node) -> ast.expr:
        sign = self._tree.source(node.child_by_field_name("operator"))
        held = self._field(node, "argument")
        if sign == "!":
            return ast.UnaryOp(ast.Not(), held)
        if sign == "-":
            return ast.UnaryOp(ast.USub(), held)
        if sign == "typeof":
            return ast.Call(ast.Name("typeof", ast.Load()), [held], [])
        return self._unknown(node)

    def _ternary(self, node: Node) -> ast.expr:
        return ast.IfExp(
            self._field(node, "condition"),
            self._field(node, "consequence"),
            self._field(node, "alternative"),
        )

    def _new(self, node: Node) -> ast.expr:
        kind = self._tree.source(node.child_by_field_name("constructor"))
        arguments = self.arguments(node)
        if kind == "Set":
            return ast.Call(ast.Name("set", ast.Load()), self._spread(arguments), [])
        made = ast.Name(kind, ast.Load())
        return ast.Call(made, [self.argument(one) for one in arguments], [])

    def _array(self, node: Node) -> ast.expr:
        parts = [one for one in node.named_children if one.type != "comment"]
        if len(parts) == 1 and parts[0].type == "spread_element":
            held = self.of(first_named(parts[0]))
            if isinstance(held, ast.Call) and getattr(held.func, "id", "") == "set":
                return held
            return ast.Call(ast.Attribute(held, "copy", ast.Load()), [], [])
        return ast.List([self.argument(one) for one in parts], ast.Load())

    def _object(self, node: Node) -> ast.expr:
        keys: list[ast.expr | None] = []
        values: list[ast.expr] = []
        for one in node.named_children:
            if one.type == "pair":
                key = one.child_by_field_name("key")
                name = self._tree.source(key)
                is_computed = key is not None and key.type == "computed_property_name"
                keys.append(self.of(key) if is_computed else _key(name))
                values.append(self._field(one, "value"))
            elif one.type == "shorthand_property_identifier":
                keys.append(_key(self._tree.source(one)))
                values.append(self.of(one))
            elif one.type == "spread_element":
                keys.append(None)
                values.append(self.of(first_named(one)))
        return ast.Dict(keys, values)

    def _await(self, node: Node) -> ast.expr:
        return ast.Await(self.of(first_named(node)))

    def _yield(self, node: Node) -> ast.expr:
        held = self.of(first_named(node)) if node.named_child_count else None
        if any(child.type == "*" for child in node.children) and held is not None:
            return ast.YieldFrom(held)
        return ast.Yield(held)

    def _assigned(self, node: Node) -> ast.expr:
        return self._field(node, "right")

    def _lambda(self, node: Node) -> ast.expr:
        nothing = ast.arguments([], [], None, [], [], None, [])
        return ast.Lambda(nothing, self.mentions(node))

    def mentions(self, node: Node) -> ast.expr:
        """What stands for code that is not translated: the names that it uses."""
        span = self._tree.span(node)
        found = self._tree.captures(_USED, span).get("name", [])
        inside = (one for one in found if node.start_byte <= one.start_byte < node.end_byte)
        names = dict.fromkeys(self._tree.source(one) for one in inside)
        parts: list[ast.expr] = [ast.Name(name, ast.Load()) for name in names]
        return self.marked(ast.Call(ast.Name(UNKNOWN, ast.Load()), parts, []), node)


def _written(node: N, text: str) -> N:
    node.written = text  # type: ignore[attr-defined]
    return node


def _key(name: str) -> ast.expr:
    return _written(ast.Constant(name.strip("\"'")), f"'{name.strip(chr(34) + chr(39))}'")
