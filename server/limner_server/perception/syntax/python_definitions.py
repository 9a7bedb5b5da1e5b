"""The functions and classes of a Python file."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.definitions import Class, Function, Kind, Parameter, Passing
from limner_server.perception.syntax.tree import Span, Tree, first_named

DEFINITIONS: Final = "[(function_definition) (lambda) (class_definition)] @definition"
# Stands in a qualified name for one that has no name, as in Python's tracebacks.
NAMELESS: Final = "<lambda>"
# What pytest and unittest collect, in a module or in a class.
_TEST: Final = re.compile(r"test(_|[A-Z0-9]|$)")


def python_function(
    tree: Tree, node: Node, around: str, owner: Class | None, *, nested: bool
) -> Function:
    """A function or lambda as it is defined.

    Args:
        tree: of the file.
        node: `function_definition` or `lambda`.
        around: the qualified name of what is around it, or "".
        owner: the class whose method it is.
        nested: whether it stands inside another function.
    """
    whole, start = node, node
    if node.type == "lambda":
        whole = start = _assignment(node)
        name = _target(tree, whole)
    else:
        name = tree.source(node.child_by_field_name("name"))
    decorators, whole = _decorated(tree, whole)
    return Function(
        name=name,
        qualified=f"{around}.{name or NAMELESS}" if around else name or NAMELESS,
        span=tree.span(whole),
        header=_header(tree, start, node),
        body=_body(tree, node),
        parameters=_parameters(tree, node.child_by_field_name("parameters")),
        decorators=decorators,
        docstring=_docstring(tree, node),
        returns=tree.source(node.child_by_field_name("return_type")),
        owner=owner.qualified if owner else "",
        is_async=bool(node.children) and node.children[0].type == "async",
        is_test=bool(_TEST.match(name)) and not nested,
        node=node,
    )


def python_class(tree: Tree, node: Node, around: str) -> Class:
    """A class as it is defined; arguments as of `python_function`."""
    name = tree.source(node.child_by_field_name("name"))
    decorators, whole = _decorated(tree, node)
    bases = node.child_by_field_name("superclasses")
    return Class(
        name=name,
        qualified=f"{around}.{name}" if around else name,
        span=tree.span(whole),
        header=_header(tree, node, node),
        body=_body(tree, node),
        bases=tuple(
            tree.source(base)
            for base in (bases.named_children if bases else ())
            if base.type not in ("keyword_argument", "comment")
        ),
        decorators=decorators,
        docstring=_docstring(tree, node),
        kind=Kind.CLASS,
        node=node,
    )


def module_docstring(tree: Tree) -> Span | None:
    """The docstring that the file begins with, with its quotes."""
    return _first_string(tree, tree.root)


def _body(tree: Tree, node: Node) -> Span:
    body = node.child_by_field_name("body")
    return tree.span(body) if body else Span(tree.span(node).end, tree.span(node).end)


def _header(tree: Tree, start: Node, node: Node) -> Span:
    """From the first word, or the name of a lambda, to the colon before the body."""
    body = node.child_by_field_name("body")
    colons = [
        child
        for child in node.children
        if child.type == ":" and (body is None or child.end_byte <= body.start_byte)
    ]
    return Span(tree.span(start).start, tree.span(colons[-1] if colons else node).end)


def _decorated(tree: Tree, node: Node) -> tuple[tuple[str, ...], Node]:
    """The decorators of a definition, and the node that holds them too."""
    around = node.parent
    if around is None or around.type != "decorated_definition":
        return (), node
    decorators = (child for child in around.children if child.type == "decorator")
    return tuple(tree.source(one)[1:].strip() for one in decorators), around


def _docstring(tree: Tree, node: Node) -> Span | None:
    body = node.child_by_field_name("body")
    return _first_string(tree, body) if body and body.type == "block" else None


def _first_string(tree: Tree, block: Node) -> Span | None:
    for statement in block.named_children:
        if statement.type == "comment":
            continue
        if statement.type != "expression_statement":
            return None
        inner = first_named(statement)
        is_string = inner is not None and inner.type in ("string", "concatenated_string")
        return tree.span(inner) if inner is not None and is_string else None
    return None


def _assignment(node: Node) -> Node:
    """What gives a lambda its name: the assignment it is the value of, or else itself."""
    around = node.parent
    while around is not None and around.type == "parenthesized_expression":
        around = around.parent
    if around is not None and around.type in ("assignment", "named_expression"):
        value = around.child_by_field_name("right") or around.child_by_field_name("value")
        if (
            value is not None
            and value.end_byte >= node.end_byte
            and value.start_byte <= node.start_byte
        ):
            return around
    return node


def _target(tree: Tree, node: Node) -> str:
    target = node.child_by_field_name("left") or node.child_by_field_name("name")
    if target is not None and target.type == "attribute":
        target = target.child_by_field_name("attribute")
    return tree.source(target) if target is not None and target.type == "identifier" else ""


def _parameters(tree: Tree, node: Node | None) -> tuple[Parameter, ...]:
    found: list[Parameter] = []
    passing = Passing.EITHER
    for child in node.named_children if node else ():
        if child.type == "positional_separator":
            found = [replace(one, passing=Passing.POSITIONAL) for one in found]
        elif child.type == "keyword_separator":
            passing = Passing.KEYWORD
        elif child.type not in ("comment", "ERROR"):
            one = _parameter(tree, child, passing)
            found.append(one)
            if one.passing is Passing.REST:
                passing = Passing.KEYWORD
    return tuple(found)


def _parameter(tree: Tree, node: Node, passing: Passing) -> Parameter:
    inner = node
    if node.type == "typed_parameter":
        inner = first_named(node) or node
    elif name := node.child_by_field_name("name"):
        inner = name
    if inner.type == "list_splat_pattern":
        passing = Passing.REST
    elif inner.type == "dictionary_splat_pattern":
        passing = Passing.KEYWORD_REST
    return Parameter(
        name=tree.source(inner).lstrip("* "),
        span=tree.span(node),
        passing=passing,
        annotation=tree.source(node.child_by_field_name("type")),
        default=tree.source(node.child_by_field_name("value")),
    )
