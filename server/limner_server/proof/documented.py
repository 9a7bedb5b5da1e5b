"""The prover of docstrings: the code is untouched, and each agrees with its signature."""

from __future__ import annotations

import ast
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from pydoclint.visitor import Visitor

from limner_server.proof.stated import unstated

# What pydoclint says of signatures, which documentation leaves as they are.
_OF_SIGNATURES: Final = frozenset({106, 107, 108, 109, 110, 405})
_DEFINITIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True, slots=True)
class Judging:
    """How docstrings are judged.

    Attributes:
        style: "google", "numpy" or "sphinx".
        types: whether they state types.
        init: whether constructors may have docstrings.
        attributes: whether docstrings of classes list what objects have.
    """

    style: str
    types: bool = False
    init: bool = False
    attributes: bool = False


def same_code(before: str, after: str) -> bool:
    """Whether two files differ in their docstrings alone, by their syntax trees."""
    try:
        trees = ast.parse(before), ast.parse(after)
    except (SyntaxError, ValueError, RecursionError):
        return False
    return _same(*map(_without_docstrings, trees))


def disagreements(text: str, names: Collection[str], judging: Judging) -> dict[str, list[str]]:
    """What pydoclint, and a check of our own, find wrong with docstrings.

    Args:
        text: of the file.
        names: of the functions and classes whose docstrings are judged.
        judging: how.

    Returns:
        What is wrong, by the qualified name of what the docstring belongs to.
    """
    module = ast.parse(text)
    places = _places(module)
    classes = {name: node for name, node in places.values() if isinstance(node, ast.ClassDef)}
    owners = {name: classes.get(name.rpartition(".")[0]) for name, _ in places.values()}
    visitor = Visitor(
        style=judging.style,
        argTypeHintsInSignature=judging.types,
        argTypeHintsInDocstring=judging.types,
        checkReturnTypes=judging.types,
        checkYieldTypes=judging.types,
        checkClassAttributes=not judging.attributes,
        allowInitDocstring=judging.init,
    )
    visitor.visit(module)
    found: dict[str, list[str]] = {}
    for violation in visitor.violations:
        name, node = places.get(violation.line, ("", None))
        if name not in names and name.removesuffix(".__init__") not in names:
            continue
        if violation.code in (501, 502, 503) and _is_unnameable(node):
            continue
        if violation.code in _OF_SIGNATURES or _is_unannotated(node, violation.code):
            continue
        key = name if name in names else name.removesuffix(".__init__")
        found.setdefault(key, []).append(f"{violation.fullErrorCode}: {violation.msg}")
    for name, node in places.values():
        key = name if name in names else name.removesuffix(".__init__")
        if key in names and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            owner = owners.get(name)
            speaker = node if name == key else owner or node
            if ast.get_docstring(speaker) and (left := unstated(node, owner)):
                found.setdefault(key, []).append(f"it does not state {left[0]}")
    return found


def _is_unannotated(node: ast.AST | None, code: int) -> bool:
    """Whether a finding says no more than that an annotation is missing."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    if code in (203, 403, 404) and node.returns is None:
        return True
    if code == 201 and node.returns is not None:
        return ast.unparse(node.returns).rpartition(".")[2] == "Never"
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return code == 105 and any(
        one.annotation is None for one in arguments if one.arg not in ("self", "cls")
    )


def _is_unnameable(node: ast.AST | None) -> bool:
    """Whether a function raises what has no name in the code, or one that pydoclint cannot tell.

    It takes what is called to make an exception, and a variable that holds one, for exceptions,
    and does not see that one is caught where it is raised.
    """
    for one in ast.walk(node) if node is not None else ():
        is_bare = isinstance(one, ast.ExceptHandler) and one.type is None
        caught = one.body if isinstance(one, ast.Try) and one.handlers else []
        if any(isinstance(inner, ast.Raise) for part in caught for inner in ast.walk(part)):
            return True
        if is_bare and any(isinstance(inner, ast.Raise) for inner in ast.walk(one)):
            return True
        if isinstance(one, ast.Raise) and one.exc is not None:
            made = one.exc.func if isinstance(one.exc, ast.Call) else one.exc
            name = ast.unparse(made).rpartition(".")[2].lstrip("_")
            if not name[:1].isupper():
                return True
    return False


def _places(module: ast.Module) -> dict[int, tuple[str, ast.AST]]:
    """The definitions of a file by the line of their `def` or `class`."""
    found: dict[int, tuple[str, ast.AST]] = {}

    def visit(node: ast.AST, around: str) -> None:
        for child in ast.iter_child_nodes(node):
            name = around
            if isinstance(child, _DEFINITIONS):
                name = f"{around}.{child.name}" if around else child.name
                found[child.lineno] = (name, child)
            visit(child, name)

    visit(module, "")
    return found


def _same(one: ast.AST, other: ast.AST) -> bool:
    """Whether two trees are equal, places aside; without recursion, however deep they are."""
    pairs: list[tuple[object, object]] = [(one, other)]
    while pairs:
        left, right = pairs.pop()
        if type(left) is not type(right):
            return False
        if isinstance(left, ast.AST):
            pairs += [
                (getattr(left, name, None), getattr(right, name, None)) for name in left._fields
            ]
        elif isinstance(left, list) and isinstance(right, list):
            if len(left) != len(right):
                return False
            pairs += zip(left, right, strict=True)
        elif left != right:
            return False
    return True


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        first = node.body[0] if node.body else None
        if (
            isinstance(first, ast.Expr)
            and isinstance(first.value, ast.Constant)
            and isinstance(first.value.value, str)
        ):
            del node.body[0]
    return tree
