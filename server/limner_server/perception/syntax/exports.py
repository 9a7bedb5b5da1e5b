"""What a JavaScript or TypeScript module gives to others, by `export` and by `module.exports`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.importing import EVERYTHING
from limner_server.perception.syntax.javascript_scopes import pattern_names
from limner_server.perception.syntax.tree import Tree, first_named

DEFAULT: Final = "default"
_ASSIGNMENTS: Final = "(assignment_expression) @assignment"


@dataclass(frozen=True, slots=True)
class Export:
    """A name that a module exports.

    Attributes:
        name: that others import it by; "default"; "*" for all that `module` exports.
        local: what it is called in the module itself, or in `module`; "" where it has no name.
        module: where it comes from, where it is passed on; or "".
    """

    name: str
    local: str
    module: str = ""


def exports(tree: Tree) -> tuple[Export, ...]:
    """The exports of a module, one for each name; none of a Python file."""
    return tree.once(exports, _exports)


def _exports(tree: Tree) -> tuple[Export, ...]:
    if tree.language.family == "python":
        return ()
    found = [
        export
        for statement in tree.root.named_children
        if statement.type == "export_statement"
        for export in _exported(tree, statement)
    ]
    for assignment in tree.captures(_ASSIGNMENTS).get("assignment", []):
        found += _assigned(tree, assignment)
    return tuple(found)


def _exported(tree: Tree, statement: Node) -> Iterator[Export]:
    is_default = any(child.type == "default" for child in statement.children)
    source = statement.child_by_field_name("source")
    module = tree.source(source)[1:-1]
    if declaration := statement.child_by_field_name("declaration"):
        for name in _declared(tree, declaration):
            yield Export(DEFAULT if is_default else name, name)
    elif value := statement.child_by_field_name("value"):
        yield Export(DEFAULT, tree.source(value) if value.type == "identifier" else "")
    for clause in statement.named_children:
        if clause.type == "export_clause":
            for one in clause.named_children:
                local = tree.source(one.child_by_field_name("name"))
                alias = tree.source(one.child_by_field_name("alias"))
                yield Export(alias or local, local, module)
        elif clause.type == "namespace_export":
            yield Export(tree.source(first_named(clause)), "", module)
    if source is not None and any(child.type == "*" for child in statement.children):
        yield Export(EVERYTHING, EVERYTHING, module)


def _declared(tree: Tree, declaration: Node) -> Iterator[str]:
    if name := declaration.child_by_field_name("name"):
        yield tree.source(name)
    for declarator in declaration.named_children:
        if declarator.type == "variable_declarator":
            for one in pattern_names(declarator.child_by_field_name("name")):
                yield tree.source(one)


def _assigned(tree: Tree, assignment: Node) -> Iterator[Export]:
    """What `module.exports = ...`, `module.exports.a = ...` and `exports.a = ...` export."""
    target = tree.source(assignment.child_by_field_name("left"))
    value = assignment.child_by_field_name("right")
    if value is None:
        return
    if target != "module.exports":
        head, _, name = target.rpartition(".")
        if head in ("exports", "module.exports"):
            yield Export(name, tree.source(value) if value.type == "identifier" else name)
        return
    if value.type != "object":
        own = value.child_by_field_name("name") or value
        yield Export(DEFAULT, tree.source(own) if own.type == "identifier" else "")
        return
    for child in value.named_children:
        if child.type == "shorthand_property_identifier":
            yield Export(tree.source(child), tree.source(child))
        elif child.type == "pair":
            local = child.child_by_field_name("value")
            name = tree.source(child.child_by_field_name("key"))
            is_name = local is not None and local.type == "identifier"
            yield Export(name, tree.source(local) if is_name else name)
        elif child.type == "method_definition":
            name = tree.source(child.child_by_field_name("name"))
            yield Export(name, name)
