"""Functions and classes of JavaScript as Python's syntax trees have them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.definitions import Class, Function, Passing
from limner_server.perception.syntax.javascript_scopes import pattern_names
from limner_server.perception.syntax.tree import Tree, first_named
from limner_server.proposers.docstrings.javascript.expressions import OPERATORS, Expressions
from limner_server.proposers.docstrings.nodes import FunctionNode

THIS: Final = "this"


class Translator:
    """Translates the functions and classes of one file."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._expressions = Expressions(tree)

    def function(self, one: Function, *, is_method: bool) -> FunctionNode:
        """A function; the names in a pattern are parameters of their own."""
        marks = {child.type for child in one.node.children}
        decorators: list[ast.expr] = []
        is_static = "static" in marks
        if is_static:
            decorators.append(ast.Name("staticmethod", ast.Load()))
        if "get" in marks:
            decorators.append(ast.Name("property", ast.Load()))
        names: list[ast.arg] = [ast.arg(THIS)] if is_method and not is_static else []
        defaults: list[ast.expr] = []
        rest: ast.arg | None = None
        for parameter in one.parameters:
            found = self._parameter(parameter.name, parameter.span.start)
            for name in found:
                annotation = parameter.annotation if len(found) == 1 else ""
                arg = ast.arg(name, _annotation(annotation))
                if parameter.passing is Passing.REST:
                    rest = arg
                    continue
                names.append(arg)
                if parameter.default:
                    defaults.append(self._default(parameter.span.start, parameter.span.end))
                elif defaults:
                    # Python has none without a default behind one that has it.
                    defaults.append(ast.Constant(None))
        arguments = ast.arguments([], names, rest, [], [], None, defaults)
        body = self._body(one.node)
        kind = ast.AsyncFunctionDef if one.is_async else ast.FunctionDef
        name = "__init__" if one.name == "constructor" and is_method else one.name
        returns = _annotation(one.returns)
        return kind(name, arguments, body or [ast.Pass()], decorators, returns, lineno=1)

    def class_of(self, one: Class, methods: Sequence[FunctionNode]) -> ast.ClassDef:
        """A class with its methods."""
        bases: list[ast.expr] = []
        for base in one.bases:
            name = ast.Name(base, ast.Load())
            name.written = base  # type: ignore[attr-defined]
            bases.append(name)
        body: list[ast.stmt] = [*self._fields(one.node), *methods]
        return ast.ClassDef(one.name, bases, [], body or [ast.Pass()], [], lineno=1)

    def _fields(self, node: Node) -> list[ast.stmt]:
        body = node.child_by_field_name("body")
        found: list[ast.stmt] = []
        for child in body.named_children if body is not None else ():
            if child.type not in ("field_definition", "public_field_definition"):
                continue
            name = child.child_by_field_name("property") or child.child_by_field_name("name")
            value = child.child_by_field_name("value")
            text = self._tree.source(name)
            if text.startswith("#") or (value is not None and "function" in value.type):
                continue
            target = ast.Name(text, ast.Store())
            line = self._tree.lines.line(self._tree.span(child).start)
            found.append(ast.Assign([target], self._expressions.of(value), lineno=line))
        return found

    def _parameter(self, name: str, start: int) -> list[str]:
        """The names that a parameter binds: several, where it is a pattern."""
        if not name.startswith(("{", "[")):
            return [name]
        node = self._tree.node(start, start + 1)
        while node.type not in ("object_pattern", "array_pattern") and node.parent is not None:
            node = node.parent
        return [self._tree.source(one) for one in pattern_names(node)]

    def _default(self, start: int, end: int) -> ast.expr:
        node = self._tree.node(start, end)
        value = node.child_by_field_name("right") or node.child_by_field_name("value")
        return self._expressions.of(value)

    def _body(self, node: Node) -> list[ast.stmt]:
        body = node.child_by_field_name("body")
        if body is None:
            return []
        if body.type != "statement_block":
            return [ast.Return(self._expressions.of(body))]
        return self._block(body)

    def _block(self, node: Node | None) -> list[ast.stmt]:
        if node is None:
            return []
        if node.type not in ("statement_block", "switch_case", "switch_default"):
            return self._statement(node)
        return [one for child in node.named_children for one in self._statement(child)]

    def _statement(self, node: Node) -> list[ast.stmt]:
        maker: Callable[[Node], list[ast.stmt]] | None = {
            "lexical_declaration": self._declared,
            "variable_declaration": self._declared,
            "expression_statement": self._expression,
            "return_statement": self._return,
            "throw_statement": self._throw,
            "if_statement": self._if,
            "for_in_statement": self._for_of,
            "for_statement": self._for,
            "while_statement": self._while,
            "do_statement": self._while,
            "try_statement": self._try,
            "switch_statement": self._switch,
            "statement_block": self._inner,
            "break_statement": self._break,
            "continue_statement": self._continue,
        }.get(node.type)
        if maker is not None:
            return maker(node)
        if node.type in ("comment", "empty_statement"):
            return []
        rest: ast.stmt = ast.Expr(self._expressions.mentions(node))
        if node.type.endswith(("function_declaration", "class_declaration")):
            nothing = ast.arguments([], [], None, [], [], None, [])
            name = self._tree.source(node.child_by_field_name("name"))
            return [ast.FunctionDef(name, nothing, [rest], [], lineno=1)]
        return [rest]

    def _break(self, _node: Node) -> list[ast.stmt]:
        return [ast.Break()]

    def _continue(self, _node: Node) -> list[ast.stmt]:
        return [ast.Continue()]

    def _inner(self, node: Node) -> list[ast.stmt]:
        return self._block(node)

    def _declared(self, node: Node) -> list[ast.stmt]:
        found: list[ast.stmt] = []
        for one in node.named_children:
            value = one.child_by_field_name("value")
            if one.type == "variable_declarator" and value is not None:
                target = self._target(one.child_by_field_name("name"))
                found.append(ast.Assign([target], self._expressions.of(value), lineno=1))
        return found

    def _target(self, node: Node | None) -> ast.expr:
        if node is None or node.type in ("object_pattern", "array_pattern"):
            names = [self._tree.source(one) for one in pattern_names(node)] if node else []
            return ast.Tuple([ast.Name(one, ast.Store()) for one in names], ast.Store())
        target = self._expressions.of(node)
        if isinstance(target, ast.Name | ast.Attribute | ast.Subscript):
            target.ctx = ast.Store()
        return target

    def _expression(self, node: Node) -> list[ast.stmt]:
        inner = first_named(node)
        if inner is None:
            return []
        if inner.type == "assignment_expression":
            target = self._target(inner.child_by_field_name("left"))
            value = self._expressions.of(inner.child_by_field_name("right"))
            return [ast.Assign([target], value, lineno=self._line(node))]
        if inner.type in ("augmented_assignment_expression", "update_expression"):
            return self._augmented(inner)
        return [ast.Expr(self._expressions.of(inner))]

    def _augmented(self, node: Node) -> list[ast.stmt]:
        sign = self._tree.source(node.child_by_field_name("operator"))
        if node.type == "update_expression":
            target = self._target(node.child_by_field_name("argument"))
            operator: ast.operator = ast.Add() if sign == "++" else ast.Sub()
            return [ast.AugAssign(target, operator, ast.Constant(1))]  # type: ignore[arg-type]
        target = self._target(node.child_by_field_name("left"))
        value = self._expressions.of(node.child_by_field_name("right"))
        if sign[:-1] in OPERATORS:
            made = OPERATORS[sign[:-1]]()
            return [ast.AugAssign(target, made, value)]  # type: ignore[arg-type]
        return [ast.Assign([target], value, lineno=1)]

    def _return(self, node: Node) -> list[ast.stmt]:
        inner = first_named(node)
        return [ast.Return(self._expressions.of(inner) if inner is not None else None)]

    def _throw(self, node: Node) -> list[ast.stmt]:
        return [ast.Raise(self._expressions.of(first_named(node)), None)]

    def _if(self, node: Node) -> list[ast.stmt]:
        other = node.child_by_field_name("alternative")
        return [
            ast.If(
                self._expressions.of(node.child_by_field_name("condition")),
                self._block(node.child_by_field_name("consequence")) or [ast.Pass()],
                self._block(first_named(other)),
            )
        ]

    def _for_of(self, node: Node) -> list[ast.stmt]:
        target = self._target(node.child_by_field_name("left"))
        runs = self._expressions.of(node.child_by_field_name("right"))
        body = self._block(node.child_by_field_name("body")) or [ast.Pass()]
        return [ast.For(target, runs, body, [], lineno=1)]

    def _for(self, node: Node) -> list[ast.stmt]:
        start = node.child_by_field_name("initializer")
        before = self._statement(start) if start is not None else []
        return [*before, *self._while(node)]

    def _while(self, node: Node) -> list[ast.stmt]:
        test = self._expressions.of(node.child_by_field_name("condition"))
        return [ast.While(test, self._block(node.child_by_field_name("body")) or [ast.Pass()], [])]

    def _try(self, node: Node) -> list[ast.stmt]:
        handler = node.child_by_field_name("handler")
        final = node.child_by_field_name("finalizer")
        handlers = []
        if handler is not None:
            name = self._tree.source(handler.child_by_field_name("parameter")) or None
            body = self._block(handler.child_by_field_name("body")) or [ast.Pass()]
            handlers.append(ast.ExceptHandler(None, name, body))
        ends = self._block(final.child_by_field_name("body")) if final is not None else []
        body = self._block(node.child_by_field_name("body")) or [ast.Pass()]
        return [ast.Try(body, handlers, [], ends)]

    def _switch(self, node: Node) -> list[ast.stmt]:
        """A chain of `if`s, where each case ends by itself."""
        value = self._expressions.of(node.child_by_field_name("value"))
        body = node.child_by_field_name("body")
        whole: list[ast.stmt] = []
        into = whole
        waiting: list[ast.expr] = []
        for case in body.named_children if body is not None else ():
            if case.type not in ("switch_case", "switch_default"):
                continue
            label = case.child_by_field_name("value")
            inner = [
                one
                for child in case.children_by_field_name("body")
                for one in self._statement(child)
            ]
            inner = [one for one in inner if not isinstance(one, ast.Break)]
            if case.type == "switch_default":
                into += inner
                break
            waiting.append(self._expressions.of(label))
            if not inner:
                continue
            operator: ast.cmpop = ast.Eq() if len(waiting) == 1 else ast.In()
            right = waiting[0] if len(waiting) == 1 else ast.List(waiting, ast.Load())
            step = ast.If(ast.Compare(value, [operator], [right]), inner, [])
            into.append(step)
            into, waiting = step.orelse, []
        return whole

    def _line(self, node: Node) -> int:
        return self._tree.lines.line(self._tree.span(node).start)


def _annotation(text: str) -> ast.expr | None:
    if not text:
        return None
    name = ast.Name(text, ast.Load())
    name.written = text  # type: ignore[attr-defined]
    return name
