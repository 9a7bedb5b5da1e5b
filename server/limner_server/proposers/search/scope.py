"""Which names can be used at a place, and what kind of value they seem to hold."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
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
# Of very many names of a module so many are thought of: the first, and those around a place.
_NEAR: Final = 60
_JS_SCOPES: Final = frozenset({"statement_block", "for_statement", "for_in_statement"})


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


@dataclass(frozen=True, slots=True)
class _Holders:
    """What holds the names that are bound at a place.

    Attributes:
        function: the innermost function, or the module.
        block: the innermost block that holds names of its own.
        comprehension: the innermost one, or the function.
        depth: how deep the innermost of them lies.
    """

    function: tuple[Span, int]
    block: tuple[Span, int]
    comprehension: tuple[Span, int]
    depth: int


class Scope:
    """The names of a text; of what stands at its top, each is read when it is first asked for."""

    def __init__(self, code: Code) -> None:
        self._code = code
        self._module = (Span(0, len(code.text)), 0)
        self._parts = code.root.named_children
        self._starts = [one.start_byte for one in self._parts]
        self._inner: dict[int, list[Name]] = {}

    def part(self, node: Node) -> Node:
        """What stands at the top of the text and holds the node; the root holds itself."""
        index = bisect_right(self._starts, node.start_byte) - 1
        if index < 0 or self._parts[index].end_byte < node.end_byte:
            return self._code.root
        return self._parts[index]

    def at(self, node: Node) -> list[Name]:
        """The names that can be used at the node, innermost and nearest first, each once."""
        start, end = self._code.span(node)
        seen = [
            name
            for name in (*self.inner(node), *self._near(start))
            if name.scope.start <= start
            and end <= name.scope.end
            and (name.known < start or name.depth == 0 or name.function)
        ]
        seen.sort(key=lambda name: (-name.depth, start - name.start))
        return list({name.text: name for name in reversed(seen)}.values())[::-1]

    def _near(self, start: int) -> list[Name]:
        """Of the names of the module those bound first and those bound near an offset."""
        if len(self.top) <= 3 * _NEAR:
            return self.top
        place = bisect_right(self.top, start, key=lambda name: name.start)
        return [*self.top[:_NEAR], *self.top[max(_NEAR, place - _NEAR) : place + _NEAR]]

    def within(self, node: Node) -> list[Name]:
        """The names that are known only within the node."""
        start, end = self._code.span(node)
        return [
            name for name in self.inner(node) if start <= name.scope.start and name.scope.end <= end
        ]

    def inner(self, node: Node) -> list[Name]:
        """The names that are known only in the part of the text that holds the node."""
        part = self.part(node)
        if part == self._code.root:
            return []
        if part.id not in self._inner:
            names = self._bound(part, enter=True)
            self._inner[part.id] = [name for name in names if name.depth]
        return self._inner[part.id]

    @cached_property
    def top(self) -> list[Name]:
        """The names of the module, in the order of the text."""
        found: list[Name] = []
        for part in self._parts:
            if part.type.startswith("import"):
                found += self.imported(part)
            found += [name for name in self._bound(part, enter=False) if not name.depth]
        return sorted(found, key=lambda name: name.start)

    def imported(self, node: Node) -> Iterator[Name]:
        """The names that an import binds: the last identifier of each thing it names."""
        for one in self._code.walk(node):
            if one.type not in ("dotted_name", "aliased_import", "import_specifier"):
                continue
            inside = one.parent is not None and one.parent.type == "aliased_import"
            identifiers = [*_identifiers(one)]
            if identifiers and not inside and one != node.child_by_field_name("module_name"):
                yield self._name(identifiers[-1], self._module, function=True)

    def _name(
        self,
        identifier: Node,
        holder: tuple[Span, int],
        *,
        function: bool,
        comprehension: bool = False,
    ) -> Name:
        (scope, depth), start = holder, self._code.span(identifier).start
        text = self._code.of(identifier)
        # A comprehension says first what it makes, and then of what.
        known = scope.start if comprehension else start
        return Name(text, scope, start, known, function, depth, identifier)

    def _bound(self, part: Node, *, enter: bool) -> Iterator[Name]:
        """The names that a part of the text binds; those within its functions only on `enter`."""
        module = self._module
        stack = [(part, _Holders(module, module, module, 0))]
        while stack:
            node, holders = stack.pop()
            inner = self._entered(node, holders)
            for target, function in _targets(node):
                holder = self._holder(node, holders, inner, function=function)
                for identifier in _identifiers(target):
                    clause = node.type == "for_in_clause"
                    yield self._name(identifier, holder, function=function, comprehension=clause)
            if enter or (node.type not in grammar.FUNCTIONS and "class_" not in node.type):
                stack += ((child, inner) for child in reversed(self._code.children(node)))

    def _entered(self, node: Node, holders: _Holders) -> _Holders:
        """What holds the names that are bound in the node."""
        here = (self._code.span(node), holders.depth + 1)
        if node.type in grammar.FUNCTIONS:
            return _Holders(here, here, here, here[1])
        if node.type in _COMPREHENSIONS:
            return replace(holders, comprehension=here, depth=here[1])
        if not self._code.python and node.type in _JS_SCOPES:
            return replace(holders, block=here, depth=here[1])
        return holders

    def _holder(
        self, node: Node, holders: _Holders, inner: _Holders, *, function: bool
    ) -> tuple[Span, int]:
        """Within what the names that the node binds are known."""
        if function:
            return holders.block
        if node.type in grammar.FUNCTIONS:
            return inner.function
        if node.type == "for_in_clause":
            return holders.comprehension
        if node.type == "for_in_statement":
            return inner.block
        if node.type == "catch_clause":
            return self._code.span(node), holders.depth + 1
        return holders.function if _is_var(node) else holders.block


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
