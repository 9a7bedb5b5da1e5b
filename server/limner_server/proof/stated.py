"""Whether a docstring states what there is to state: a check of our own, beside pydoclint's.

It reads the code alone, and knows nothing of who wrote the docstring.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

_INNER: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_RESULT: Final = re.compile(r"\b(?:[Rr]eturn|[Yy]ield)(?:s|ed|ing)?\b")
_ENTRY: Final = r"^[ \t]*(?::\w+[^:\n]*[ ])?\*{{0,2}}{}(?:[ \t]*\([^\n]*\))?[ \t]*(?::|$|,)"


def unstated(node: ast.FunctionDef | ast.AsyncFunctionDef, owner: ast.ClassDef | None) -> list[str]:
    """What the docstring of a function leaves out, for a person.

    Args:
        node: of the function.
        owner: the class that it is a method of; its docstring speaks for its constructor.
    """
    doc = ast.get_docstring(node) or ""
    if node.name == "__init__" and owner is not None and not doc:
        doc = ast.get_docstring(owner) or ""
    found = [f"parameter {name}" for name in _parameters(node, owner) if not _names(doc, name)]
    found += [f"{name}, which it raises" for name in _raised(node) if name not in doc]
    gives = any(
        (isinstance(one, ast.Return) and one.value is not None)
        or isinstance(one, ast.Yield | ast.YieldFrom)
        for one in _own(node)
    )
    is_property = any("property" in ast.unparse(one) for one in node.decorator_list)
    if gives and node.name != "__init__" and not is_property and not _RESULT.search(doc):
        found.append("what it returns")
    return found


def _names(doc: str, name: str) -> bool:
    return re.search(_ENTRY.format(re.escape(name)), doc, re.MULTILINE) is not None


def _parameters(
    node: ast.FunctionDef | ast.AsyncFunctionDef, owner: ast.ClassDef | None
) -> Iterator[str]:
    arguments = node.args
    plain = [*arguments.posonlyargs, *arguments.args]
    is_static = any(ast.unparse(one).endswith("staticmethod") for one in node.decorator_list)
    plain = plain[1:] if owner is not None and not is_static else plain
    rest = [one for one in (arguments.vararg, arguments.kwarg) if one is not None]
    yield from (one.arg for one in [*plain, *arguments.kwonlyargs, *rest] if one.arg.strip("_"))


def _raised(node: ast.AST) -> Iterator[str]:
    """The exceptions that are made where they are raised; others have no name in the code."""
    for one in _own(node):
        if (
            isinstance(one, ast.Raise)
            and isinstance(one.exc, ast.Call)
            and not _may_be_caught(node)
        ):
            name = ast.unparse(one.exc.func)
            if name.rpartition(".")[2].lstrip("_")[:1].isupper():
                yield name


def _may_be_caught(node: ast.AST) -> bool:
    return any(isinstance(one, ast.Try) for one in _own(node))


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function that are not those of functions in it."""
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, _INNER):
            yield from _own(child)
