"""The results of a function: its `return`s and `yield`s."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Final

from limner_server.proposers.docstrings.kinds import literal_kind
from limner_server.proposers.docstrings.nodes import FunctionNode, own_nodes
from limner_server.proposers.docstrings.paths import Path, ends, statements

_NO_VALUE: Final = ("None", "NoReturn", "Never", "void", "undefined", "never", "Promise<void>")


@dataclass(frozen=True, slots=True)
class Returned:
    """One `return` with a value, or the end of the body where that is reached.

    Attributes:
        value: what is returned; None for nothing.
        path: the way there.
    """

    value: ast.expr | None
    path: Path


def returns_of(node: FunctionNode) -> list[Returned]:
    """The `return`s of a function, in order; its end last, where it has an end."""
    found = [
        Returned(statement.value, path)
        for statement, path in statements(node.body)
        if isinstance(statement, ast.Return)
    ]
    if not ends(node.body):
        found.append(Returned(None, ()))
    return found


def answers(node: FunctionNode) -> bool:
    """Whether a function has a value to return, by its annotation or its statements."""
    if node.returns is not None and ast.unparse(node.returns).strip("\"'") in _NO_VALUE:
        return False
    if any(one.value is not None for one in returns_of(node)):
        return True
    return node.returns is not None and not yields(node) and not _says_iterator(node)


def has_bare_return(node: FunctionNode) -> bool:
    """Whether a function that answers nothing has a `return` in it."""
    return any(isinstance(statement, ast.Return) for statement, _ in statements(node.body))


def yields(node: FunctionNode) -> list[ast.Yield | ast.YieldFrom]:
    """The `yield`s of a function itself."""
    return [
        one
        for statement in node.body
        for one in own_nodes(statement)
        if isinstance(one, ast.Yield | ast.YieldFrom)
    ]


def is_predicate(node: FunctionNode) -> bool:
    """Whether all that a function answers is true or false."""
    if node.returns is not None:
        return ast.unparse(node.returns) in ("bool", "boolean", "TypeGuard", "TypeIs")
    found = [one.value for one in returns_of(node)]
    return (
        bool(found)
        and all(literal_kind(value) == "bool" for value in found if value)
        and None not in found
    )


def _says_iterator(node: FunctionNode) -> bool:
    text = ast.unparse(node.returns) if node.returns is not None else ""
    return text.rpartition(".")[2].startswith(("Generator[", "AsyncGenerator["))
