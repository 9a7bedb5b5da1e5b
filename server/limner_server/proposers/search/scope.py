"""Which names can be used at a place, and what kind of value they seem to hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.tree import Span
from limner_server.proposers.search import grammar
from limner_server.proposers.search.code import Code

_COMPREHENSIONS: Final = frozenset(
    {
        "list_comprehension",
        "generator_expression",
        "dictionary_comprehension",
        "set_comprehension",
    }
)
_JS_SCOPES: Final = frozenset({"statement_block", "for_statement", "for_in_statement"})
_PARAMETERS: Final = frozenset({"parameters", "lambda_parameters", "formal_parameters"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is bound somewhere.

    Attributes:
        text: the name.
        scope: where it is known, in characters.
        start: where it is bound.
        known: from where on it can be used: a comprehension's from its beginning.
        function: whether it is one, or a class.
        depth: how deep its scope lies; 0 for the module.
        node: the identifier that binds it.
    """

    text: str
    scope: Span
    start: int
    known: int
    function: bool
    depth: int
    node: Node


class Scope:
    """The names of a text."""

    def __init__(self, code: Code) -> None:
        self._code = code
        self.names = [*self._bound(code.root)]

    def at(self, node: Node) -> list[Name]:
        """The names that can be used at the node, innermost and nearest first, each once."""
        start, end = self._code.span(node)
        seen = [
            name
            for name in self.names
            if name.scope[0] <= start
            and end <= name.scope[1]
            and (name.known < start or name.depth == 0 or name.function)
        ]
        seen.sort(key=lambda name: (-name.depth, start - name.start))
        return list({name.text: name for name in reversed(seen)}.values())[::-1]

    def within(self, node: Node) -> list[Name]:
        """The names that are known only within the node."""
        start, end = self._code.span(node)
        return [name for name in self.names if start <= name.scope[0] and name.scope[1] <= end]

    def _bound(self, root: Node) -> Iterator[Name]:
        for node in self._code.walk(root):
            for target, function in _targets(node):
                for identifier in _identifiers(target):
                    yield self._name(identifier, node, function)
        for node in root.named_children:
            if node.type.startswith("import"):
                yield from self.imported(node)

    def _name(self, identifier: Node, node: Node, function: bool) -> Name:
        holder = self._holder(node, function)
        depth = sum(1 for _ in self._code.tree.ancestors(holder))
        start, scope = self._code.span(identifier)[0], self._code.span(holder)
        known = scope.start if holder.type in _COMPREHENSIONS else start
        return Name(self._code.of(identifier), scope, start, known, function, depth, identifier)

    def imported(self, node: Node) -> Iterator[Name]:
        """The names that an import binds: the last identifier of each thing it names."""
        for one in self._code.walk(node):
            if one.type in ("dotted_name", "aliased_import", "import_specifier"):
                if one.parent is not None and one.parent.type == "aliased_import":
                    continue
                if one == node.child_by_field_name("module_name"):
                    continue
                identifiers = [*_identifiers(one)]
                if identifiers:
                    yield self._name(identifiers[-1], node, function=True)

    def _holder(self, node: Node, function: bool) -> Node:
        """The node within which what `node` binds is known."""
        if not function and (node.type in grammar.FUNCTIONS or node.type == "catch_clause"):
            return node
        for one in self._code.tree.ancestors(node):
            if one.type in grammar.FUNCTIONS or one.parent is None:
                return one
            if one.type in _COMPREHENSIONS and node.type == "for_in_clause":
                return one
            if one.type in _JS_SCOPES and not self._code.python and not _is_var(node):
                return one
            if node.type == "for_in_statement":
                return node
        return self._code.root


def _targets(node: Node) -> Iterator[tuple[Node, bool]]:
    """What the node binds, and whether that is a function or a class."""
    kind = node.type
    fields: tuple[str, ...] = ()
    if kind in ("assignment", "for_statement", "for_in_clause", "for_in_statement"):
        fields = ("left",)
    elif kind in ("variable_declarator", "named_expression"):
        fields = ("name",)
    elif kind in grammar.FUNCTIONS:
        fields = ("parameters", "parameter")
    elif kind == "catch_clause":
        fields = ("parameter",)
    elif kind == "as_pattern":
        fields = ("alias",)
    for field in fields:
        target = node.child_by_field_name(field)
        if target is not None and target.type not in (*grammar.SUBSCRIPTS, *grammar.MEMBERS):
            yield target, _is_function_value(node)
    if kind in grammar.FUNCTIONS or kind in ("class_definition", "class_declaration"):
        name = node.child_by_field_name("name")
        if name is not None and name.type in ("identifier", "type_identifier"):
            yield name, True


def _is_function_value(node: Node) -> bool:
    value = node.child_by_field_name("value") or node.child_by_field_name("right")
    return (
        node.type in ("variable_declarator", "assignment")
        and value is not None
        and value.type in grammar.FUNCTIONS
    )


def _identifiers(target: Node) -> Iterator[Node]:
    """The identifiers that a target binds."""
    if target.type in ("identifier", "shorthand_property_identifier_pattern", "type_identifier"):
        yield target
        return
    if target.type in (*grammar.SUBSCRIPTS, *grammar.MEMBERS):
        return
    values = {"default_parameter", "typed_default_parameter", "assignment_pattern"}
    children = target.named_children
    if target.type in values:
        children = children[:1]
    if target.type in ("typed_parameter", "required_parameter", "optional_parameter"):
        children = children[:1]
    for child in children:
        if child.type not in ("type", "type_annotation", "comment"):
            yield from _identifiers(child)


def _is_var(node: Node) -> bool:
    return node.parent is not None and node.parent.type == "variable_declaration"
