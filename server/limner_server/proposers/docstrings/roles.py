"""What a parameter is for, read off what the body does with it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from limner_server.proposers.docstrings.nodes import written
from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.uses import Is, Role, roles_at
from limner_server.proposers.docstrings.words import phrase_of


def role_of(scope: Scope, is_it: Is) -> str:
    """The most telling use of a value in a function, as what follows a noun; "" for none.

    Args:
        scope: of the function.
        is_it: whether a node is the value.
    """
    found = list(_roles(scope, is_it))
    return max(found, key=lambda one: one.weight).text if found else ""


def named(name: str) -> Is:
    """Whether a node is the variable of a name."""
    return lambda node: isinstance(node, ast.Name) and node.id == name


def is_used(scope: Scope, name: str) -> bool:
    """Whether a body, functions in it too, mentions a name, or may read all there are."""
    return any(
        isinstance(node, ast.Name) and node.id in (name, "locals", "vars", "eval", "exec")
        for statement in scope.node.body
        for node in ast.walk(statement)
    )


def keys_of(scope: Scope, is_it: Is) -> list[str]:
    """The constant keys by which a value is read: `request["path"]`."""
    found: list[str] = []
    for node in scope.nodes:
        if not isinstance(node, ast.Subscript) or not is_it(node.value):
            continue
        if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
            found.append(written(node.slice))
    return list(dict.fromkeys(found))


def fallback_of(scope: Scope, name: str) -> str:
    """What stands for a parameter that is None: `size = len(items)` after `if size is None`."""
    for node in scope.nodes:
        if isinstance(node, ast.If) and _tests_none(node.test, name) and len(node.body) == 1:
            value = _assigned(node.body[0], name)
            if value is not None and scope.fits(value, 50):
                return scope.code(value)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.BoolOp):
            first, *rest = node.value.values
            if _assigned(node, name) is not None and named(name)(first) and len(rest) == 1:
                return scope.code(rest[0]) if scope.fits(rest[0], 50) else ""
        if isinstance(node, ast.IfExp) and _tests_none(node.test, name):
            return scope.code(node.body) if scope.fits(node.body, 50) else ""
    return ""


def effect_of(scope: Scope, name: str) -> str:
    """What happens where a flag is true, as what follows "if true,"."""
    for node in scope.nodes:
        if not isinstance(node, ast.If) or not named(name)(node.test) or not node.body:
            continue
        first = node.body[0]
        call = first.value if isinstance(first, ast.Expr) else None
        if isinstance(call, ast.Call) and scope.fits(call.func, 40):
            return f"{scope.code(call.func)} is called"
        if (
            isinstance(first, ast.Return)
            and first.value is not None
            and scope.fits(first.value, 50)
        ):
            return f"{scope.code(first.value)} is returned"
        if isinstance(first, ast.Raise) and first.exc is not None:
            error = first.exc.func if isinstance(first.exc, ast.Call) else first.exc
            return f"`{written(error)}` is raised"
    return ""


def _tests_none(test: ast.expr, name: str) -> bool:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return named(name)(test.operand)
    return (
        isinstance(test, ast.Compare)
        and named(name)(test.left)
        and isinstance(test.ops[0], ast.Is | ast.Eq)
        and isinstance(test.comparators[0], ast.Constant)
        and test.comparators[0].value is None
    )


def _assigned(statement: ast.AST, name: str) -> ast.expr | None:
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        return statement.value if named(name)(statement.targets[0]) else None
    return None


def _roles(scope: Scope, is_it: Is) -> Iterator[Role]:
    for node in scope.nodes:
        if is_it(node) and not isinstance(getattr(node, "ctx", None), ast.Store):
            around = scope.parents.get(node)
            if around is not None:
                yield from roles_at(scope, node, around)


def topic_noun(name: str) -> str:
    """A parameter's name as a noun phrase: `book_id` is "ID of the book"."""
    words = phrase_of(name).split()
    heads = ("ID", "name", "path", "index", "type", "URL", "code", "key")
    if len(words) > 1 and words[-1] in heads and words[0] not in ("largest", "smallest", "number"):
        rest = " ".join(words[:-1])
        if rest not in (
            "first",
            "last",
            "full",
            "new",
            "old",
            "file",
            "user",
            "base",
            "short",
            "primary",
            "unique",
            "source",
            "destination",
            "current",
        ):
            return f"{words[-1]} of the {rest}"
    return " ".join(words)
