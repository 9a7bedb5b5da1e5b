"""The functions and classes of a file, in the order of its text."""

from __future__ import annotations

from tree_sitter import Node

from limner_server.edits import first_ink
from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.javascript_definitions import (
    is_class,
    javascript_class,
    javascript_function,
    javascript_pattern,
)
from limner_server.perception.syntax.python_definitions import (
    DEFINITIONS,
    python_class,
    python_function,
)
from limner_server.perception.syntax.tree import Tree


def functions(tree: Tree) -> list[Function]:
    """All functions, methods, lambdas and arrow functions; also those inside others."""
    return [one for one in definitions(tree) if isinstance(one, Function)]


def classes(tree: Tree) -> list[Class]:
    """All classes, interfaces, enumerations and type aliases."""
    return [one for one in definitions(tree) if isinstance(one, Class)]


def definitions(tree: Tree) -> tuple[Function | Class, ...]:
    """The functions and the classes; what is around another comes first."""
    return tree.once(definitions, _definitions)


def function_at(tree: Tree, offset: int) -> Function | None:
    """The innermost function that holds an offset, or whose line's indentation does."""
    found = _at(tree, offset)
    return next((one for one in found if isinstance(one, Function)), None)


def function_around(tree: Tree, offset: int) -> Function | None:
    """The test that holds an offset, else the outermost function that does and has a name."""
    around = [one for one in reversed(_at(tree, offset)) if isinstance(one, Function)]
    named = [one for one in around if one.is_test or (one.name and not _is_argument(one))]
    return next((one for one in named if one.is_test), next(iter(named or around), None))


def class_at(tree: Tree, offset: int) -> Class | None:
    """The innermost class that holds an offset, or whose line's indentation does."""
    found = _at(tree, offset)
    return next((one for one in found if isinstance(one, Class)), None)


def _at(tree: Tree, offset: int) -> list[Function | Class]:
    """What holds an offset, the innermost first."""
    offset = max(offset, first_ink(tree.text, offset))
    return [one for one in reversed(definitions(tree)) if offset in one.span]


def _definitions(tree: Tree) -> tuple[Function | Class, ...]:
    is_python = tree.language.family == "python"
    pattern = DEFINITIONS if is_python else javascript_pattern(tree)
    found: list[Function | Class] = []
    around: list[Function | Class] = []
    for node in tree.captures(pattern).get("definition", []):
        while around and around[-1].node.end_byte <= node.start_byte:
            around.pop()
        outer = around[-1] if around else None
        found.append(_definition(tree, node, outer, is_python=is_python, around=around))
        around.append(found[-1])
    return tuple(found)


def _definition(
    tree: Tree,
    node: Node,
    outer: Function | Class | None,
    *,
    is_python: bool,
    around: list[Function | Class],
) -> Function | Class:
    path = outer.qualified if outer else ""
    owner = outer if isinstance(outer, Class) else None
    if is_python:
        if node.type == "class_definition":
            return python_class(tree, node, path)
        nested = any(isinstance(one, Function) for one in around)
        return python_function(tree, node, path, owner, nested=nested)
    if is_class(node):
        return javascript_class(tree, node, path)
    return javascript_function(tree, node, path, owner)


def _is_argument(one: Function) -> bool:
    """Whether a function is handed to a call, as the functions of suites are."""
    around = one.node.parent
    return around is not None and around.type in ("arguments", "argument_list")
