"""The imports of a JavaScript or TypeScript file, by `import` and by `require`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.importing import EVERYTHING, Import
from limner_server.perception.syntax.javascript_scopes import pattern_names
from limner_server.perception.syntax.tree import Span, Tree, first_named

_IMPORTS: Final = """
(import_statement) @import
(variable_declarator value: (call_expression
  function: (identifier) @function (#eq? @function "require"))) @import
(variable_declarator value: (member_expression object: (call_expression
  function: (identifier) @function (#eq? @function "require")))) @import
"""


def javascript_imports(tree: Tree) -> Iterator[Import]:
    """The imports of a JavaScript or TypeScript file, one for each name."""
    for node in tree.captures(_IMPORTS).get("import", []):
        is_statement = node.type == "import_statement"
        yield from _parts(tree, node) if is_statement else _required(tree, node)


def last_directive(tree: Tree) -> Span | None:
    """The last of the directives, as "use strict", that a file begins with."""
    last = None
    for child in tree.root.named_children:
        if _is_directive(child):
            last = tree.span(child)
        elif child.type not in ("comment", "hash_bang_line"):
            break
    return last


def _is_directive(statement: Node) -> bool:
    inner = first_named(statement)
    is_string = inner is not None and inner.type == "string"
    return is_string and statement.type == "expression_statement"


def _parts(tree: Tree, statement: Node) -> Iterator[Import]:
    whole = tree.span(statement)
    is_top = statement.parent == tree.root
    source = statement.child_by_field_name("source")
    for clause in statement.named_children:
        if clause.type == "import_require_clause":
            module = _text(tree, clause.child_by_field_name("source"))
            bound = tree.source(first_named(clause))
            yield Import(module, "", bound, tree.span(clause), whole, is_top)
        for part in clause.named_children if clause.type == "import_clause" else ():
            for name, alias, span in _clause(tree, part):
                yield Import(_text(tree, source), name, alias, span, whole, is_top)
    if source is not None and first_named(statement) == source:
        yield Import(_text(tree, source), "", "", whole, whole, is_top)


def _clause(tree: Tree, part: Node) -> Iterator[tuple[str, str, Span]]:
    """What one part of an import clause takes: name, alias, and where it says so."""
    if part.type == "identifier":
        yield "default", tree.source(part), tree.span(part)
    elif part.type == "namespace_import":
        yield EVERYTHING, tree.source(first_named(part)), tree.span(part)
    elif part.type == "named_imports":
        for specifier in part.named_children:
            name = tree.source(specifier.child_by_field_name("name"))
            alias = tree.source(specifier.child_by_field_name("alias"))
            yield name, alias or name, tree.span(specifier)


def _required(tree: Tree, declarator: Node) -> Iterator[Import]:
    """What `const a = require("m")`, `{ a, b: c } = require("m")` and `require("m").a` take."""
    value, name = declarator.child_by_field_name("value"), ""
    statement = declarator.parent or declarator
    whole, is_top = tree.span(statement), statement.parent == tree.root
    if value is not None and value.type == "member_expression":
        name = tree.source(value.child_by_field_name("property"))
        value = value.child_by_field_name("object")
    arguments = value.child_by_field_name("arguments") if value is not None else None
    module = _text(tree, first_named(arguments))
    target = declarator.child_by_field_name("name")
    is_pattern = target is not None and target.type == "object_pattern"
    for bound in pattern_names(target):
        part = bound.parent
        if is_pattern and part is not None and part.type == "pair_pattern":
            taken = tree.source(part.child_by_field_name("key"))
        else:
            taken = tree.source(bound) if is_pattern else name
        yield Import(module, taken, tree.source(bound), tree.span(bound), whole, is_top)


def _text(tree: Tree, string: Node | None) -> str:
    return tree.source(string)[1:-1]
