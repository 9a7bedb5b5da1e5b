"""The prover of JSDoc: the code's tokens are the same, and each comment agrees with its code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.definitions import Function, Passing
from limner_server.perception.syntax.tree import Tree, first_named

_PARAMETER: Final = re.compile(
    r"@(?:param|arg|argument)\s+(?:\{(?:[^{}]|\{[^{}]*\})*\}\s*)?\[?([\w$.]+)"
)
_RETURNS: Final = re.compile(r"@returns?\b|@yields?\b")
_THROWS: Final = re.compile(r"@(?:throws|exception)\s+\{?([\w$.]+)")
_FUNCTIONS: Final = frozenset(
    [
        "function_declaration",
        "function_expression",
        "arrow_function",
        "method_definition",
        "generator_function",
        "generator_function_declaration",
        "class_declaration",
        "class",
    ]
)
_NOTHING: Final = ("void", "never", "undefined", "Promise<void>", "asserts")


def same_tokens(before: Tree, after: Tree) -> bool:
    """Whether two files differ in comments and blanks alone, token by token and node by node."""
    if before.has_errors != after.has_errors:
        return False
    one, other = list(_leaves(before.root)), list(_leaves(after.root))
    return one == other


def disagreement(one: Function, comment: str) -> str:
    """What a comment says otherwise than its function does; "" where they agree.

    Args:
        one: the function.
        comment: above the function.
    """
    named = list(dict.fromkeys(name.partition(".")[0] for name in _PARAMETER.findall(comment)))
    if len(named) != len(one.parameters):
        return f"it has {len(one.parameters)} parameters, the comment names {len(named)}"
    for name, parameter in zip(named, one.parameters, strict=True):
        is_pattern = parameter.name.startswith(("{", "["))
        if not is_pattern and name != parameter.name:
            rest = "..." if parameter.passing is Passing.REST else ""
            return f"the comment names `{name}` where it has `{rest}{parameter.name}`"
    gives, throws = _gives(one), _thrown(one)
    is_getter = any(child.type == "get" for child in one.node.children)
    if not is_getter and gives != bool(_RETURNS.search(comment)):
        return "it returns something" if gives else "it returns nothing"
    stated = set(_THROWS.findall(comment))
    untold = [name for name in throws if name not in stated]
    return f"it throws {untold[0]}" if untold else ""


def _leaves(node: Node) -> Iterator[tuple[str, bytes]]:
    """The tokens of a tree with the nodes around them, without comments."""
    if node.type in ("comment", "html_comment"):
        return
    if not node.child_count:
        yield node.type, node.text or b""
        return
    yield node.type, b""
    for child in node.children:
        yield from _leaves(child)


def _own(node: Node) -> Iterator[Node]:
    """The nodes of a function's body that are not those of functions in it."""
    for child in node.children:
        yield child
        if child.type not in _FUNCTIONS:
            yield from _own(child)


def _gives(one: Function) -> bool:
    if one.name == "constructor" or one.returns.startswith(_NOTHING):
        return False
    body = one.node.child_by_field_name("body")
    if body is None:
        return bool(one.returns)
    if body.type != "statement_block":
        return not body.type.startswith("assignment")
    return any(
        (child.type == "return_statement" and child.named_child_count > 0)
        or child.type == "yield_expression"
        for child in _own(body)
    )


def _thrown(one: Function) -> list[str]:
    """What the function's own `throw new X(...)` throw, where nothing around may catch it."""
    body = one.node.child_by_field_name("body")
    found: list[str] = []
    for child in _own(body) if body is not None else ():
        if child.type != "throw_statement" or not child.named_child_count:
            continue
        made = first_named(child)
        kind = made.child_by_field_name("constructor") if made is not None else None
        if kind is not None and kind.text and not _is_tried(child, one.node):
            found.append(kind.text.decode())
    return list(dict.fromkeys(found))


def _is_tried(node: Node, function: Node) -> bool:
    around: Node | None = node.parent
    inner: Node = node
    while around is not None and around != function:
        has_handler = around.type == "try_statement" and around.child_by_field_name("handler")
        if has_handler and around.child_by_field_name("body") == inner:
            return True
        inner = around
        around = inner.parent
    return False
