"""The names that code at a place of a file can use, and where they are bound."""

from __future__ import annotations

from limner_server.perception.syntax import javascript_scopes, python_scopes
from limner_server.perception.syntax.bindings import Binding, Name, Scope
from limner_server.perception.syntax.tree import Tree

__all__ = ["Binding", "Name", "Scope", "module_names", "names_in_scope"]


def names_in_scope(tree: Tree, offset: int) -> list[Name]:
    """The names that can be used at an offset, the innermost scope first.

    Each stands once, as the innermost scope binds it, where it is first bound there: code before
    that place may see it unbound. Last come the builtins of the language.
    """
    is_python = tree.language.family == "python"
    names = python_scopes.python_names if is_python else javascript_scopes.javascript_names
    return _first_of_each(list(names(tree, offset)))


def module_names(tree: Tree) -> tuple[Name, ...]:
    """The names that the file itself binds, by definitions, assignments and imports."""
    return tree.once(module_names, _module_names)


def _module_names(tree: Tree) -> tuple[Name, ...]:
    is_python = tree.language.family == "python"
    names = python_scopes.module_names if is_python else javascript_scopes.module_names
    return tuple(_first_of_each(list(names(tree))))


def _first_of_each(names: list[Name]) -> list[Name]:
    return list({name.text: name for name in reversed(names)}.values())[::-1]
