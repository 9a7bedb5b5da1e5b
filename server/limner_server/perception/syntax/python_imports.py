"""The imports of a Python file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.importing import EVERYTHING, Import
from limner_server.perception.syntax.tree import Tree

_IMPORTS: Final = """[
  (import_statement) (import_from_statement) (future_import_statement)
] @import"""


def python_imports(tree: Tree) -> Iterator[Import]:
    """The imports of a Python file, one for each name."""
    for statement in tree.captures(_IMPORTS).get("import", []):
        yield from _parts(tree, statement)


def _parts(tree: Tree, statement: Node) -> Iterator[Import]:
    is_from = statement.type != "import_statement"
    module = tree.source(statement.child_by_field_name("module_name"))
    if statement.type == "future_import_statement":
        module = "__future__"
    is_top = statement.parent is not None and statement.parent.type == "module"
    whole = tree.span(statement)
    for part in statement.named_children:
        if part.type == "wildcard_import":
            yield Import(module, EVERYTHING, "", tree.span(part), whole, is_top)
    for part in statement.children_by_field_name("name"):
        name, alias = tree.source(part), ""
        if part.type == "aliased_import":
            name = tree.source(part.child_by_field_name("name"))
            alias = tree.source(part.child_by_field_name("alias"))
        if is_from:
            yield Import(module, name, alias or name, tree.span(part), whole, is_top)
        else:
            bound = alias or name.partition(".")[0]
            yield Import(name, "", bound, tree.span(part), whole, is_top)
