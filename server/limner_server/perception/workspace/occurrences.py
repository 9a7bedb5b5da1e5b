"""Where a name is defined, and where it is used, in one file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.functions import definitions, function_at
from limner_server.perception.syntax.names import Binding, Name, module_names
from limner_server.perception.syntax.tree import Span, Tree

_IDENTIFIERS: Final = frozenset(
    {
        "identifier",
        "property_identifier",
        "private_property_identifier",
        "type_identifier",
        "shorthand_property_identifier",
        "shorthand_property_identifier_pattern",
        "jsx_identifier",
    }
)
_NAMED: Final = frozenset(
    {
        "abstract_class_declaration",
        "class",
        "class_declaration",
        "class_definition",
        "enum_declaration",
        "field_definition",
        "function_declaration",
        "function_definition",
        "function_expression",
        "function_signature",
        "generator_function",
        "generator_function_declaration",
        "interface_declaration",
        "keyword_argument",
        "method_definition",
        "method_signature",
        "pair",
        "property_signature",
        "public_field_definition",
        "type_alias_declaration",
        "variable_declarator",
    }
)
_IMPORTS: Final = frozenset(
    {"import_statement", "import_from_statement", "future_import_statement", "import_clause"}
)
_MEMBERS: Final = frozenset({"attribute", "member_expression"})
_CALLS: Final = frozenset({"call", "call_expression", "new_expression"})


@dataclass(frozen=True, slots=True)
class Definition:
    """Where a name is defined at the top of a file, or in a class.

    Attributes:
        path: of the file, absolute.
        name: what is defined.
        span: of the whole definition; of a variable, of the statement that first binds it.
        line: 1-based, where the span starts.
        what: the function or class, or the variable.
    """

    path: Path
    name: str
    span: Span
    line: int
    what: Function | Class | Name


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a name is used.

    Attributes:
        path: of the file, absolute.
        span: of the name.
        line: 1-based.
        owner: what stands before the dot, of a member; "" for a bare name.
        is_call: whether it is called there.
        function: that it stands in; None at the top of the file.
    """

    path: Path
    span: Span
    line: int
    owner: str
    is_call: bool
    function: Function | None


def definitions_in(path: Path, tree: Tree, name: str) -> Iterator[Definition]:
    """The definitions of a name in a file: functions, classes, variables of the module.

    Args:
        path: of the file.
        tree: of its text.
        name: bare, or qualified as "Class.method".
    """
    found = set()
    for one in definitions(tree):
        if name in (one.name, one.qualified):
            found.add(one.span)
            line = tree.lines.line(one.span.start)
            yield Definition(path, one.name, one.span, line, one)
    for bound in module_names(tree):
        is_variable = bound.binding is Binding.VARIABLE and bound.text == name
        if is_variable and bound.span is not None:
            statement = _statement(tree, bound.span)
            if statement not in found:
                yield Definition(path, name, statement, tree.lines.line(statement.start), bound)


def references_in(path: Path, tree: Tree, name: str) -> Iterator[Reference]:
    """The uses of a bare name in a file, in code, not where it is defined or imported."""
    for found in re.finditer(rf"(?<![\w$]){re.escape(name)}(?![\w$])", tree.text):
        span = Span(*found.span())
        node = tree.node(*span)
        if node.type not in _IDENTIFIERS or _is_named_by(node):
            continue
        kinds = {one.type for one in tree.ancestors(node)}
        if not kinds & _IMPORTS:
            function = function_at(tree, span.start)
            line = tree.lines.line(span.start)
            owner, called = _owner(tree, node), _is_called(tree, node)
            yield Reference(path, span, line, owner, called, function)


def _is_named_by(node: Node) -> bool:
    """Whether a name only names what is around it: a definition, a property, an argument."""
    around = node.parent
    if around is None or around.type not in _NAMED:
        return False
    return any(around.child_by_field_name(field) == node for field in ("name", "key", "property"))


def _owner(tree: Tree, node: Node) -> str:
    around = node.parent
    if around is None or around.type not in _MEMBERS:
        return ""
    before = around.child_by_field_name("object")
    return "" if before == node else tree.source(before)


def _is_called(tree: Tree, node: Node) -> bool:
    """Whether a name, or the attribute that it is of an object, is called."""
    end, around = tree.span(node).end, node.parent
    if around is not None and around.type in _MEMBERS:
        around = around.parent
    if around is None or around.type not in _CALLS:
        return False
    called = around.child_by_field_name("function") or around.child_by_field_name("constructor")
    return called is not None and tree.span(called).end == end


def _statement(tree: Tree, span: Span) -> Span:
    """The statement at the top of the file that a name stands in."""
    node = tree.node(*span)
    statement = next((one for one in tree.ancestors(node) if one.parent == tree.root), node)
    return tree.span(statement)
