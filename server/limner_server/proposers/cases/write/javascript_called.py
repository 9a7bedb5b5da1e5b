"""What an act of JavaScript calls: its name, its arguments, what it is called on."""

from __future__ import annotations

from dataclasses import dataclass

from tree_sitter import Node

from limner_server.perception.syntax.definitions import Class, Function, Passing
from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.languages import JAVASCRIPT
from limner_server.perception.syntax.tree import Span, Tree, first_named
from limner_server.proposers.cases.subject import Subject


@dataclass(frozen=True, slots=True)
class Given:
    """An argument of a call.

    Attributes:
        name: of its parameter; "" where it has none of its own.
        source: the expression.
        span: in the act.
        kind: of its node: "array", "string".
    """

    name: str
    source: str
    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Called:
    """An act, taken apart.

    Attributes:
        act: the expression.
        name: of the function or method; of a class that is made its name.
        function: that is called, where the file under test has it.
        receiver: what it is called on; "" for nothing.
        arguments: of the call.
        is_made: whether it makes an instance.
        is_read: whether it reads a property.
    """

    act: str
    name: str
    function: Function | None = None
    receiver: str = ""
    arguments: tuple[Given, ...] = ()
    is_made: bool = False
    is_read: bool = False

    @property
    def is_awaited(self) -> bool:
        """Whether it has to be waited for."""
        return self.act.startswith("await ")

    def with_arguments(self, sources: dict[int, str]) -> str:
        """The act with other expressions in the places of some arguments."""
        act = self.act
        for index in sorted(sources, reverse=True):
            span = self.arguments[index].span
            act = act[: span.start] + sources[index] + act[span.end :]
        return act

    @property
    def skeleton(self) -> str:
        """The act without its arguments."""
        return self.with_arguments(dict.fromkeys(range(len(self.arguments)), ""))


def called(act: str, subject: Subject) -> Called:
    """Take an act apart."""
    tree = Tree.parse(act, JAVASCRIPT)
    statement = first_named(tree.root)
    node = first_named(statement)
    while node is not None and node.type in ("await_expression", "array", "spread_element"):
        node = first_named(node)
    if node is None:
        return Called(act, "")
    if node.type == "member_expression":
        held, name = node.child_by_field_name("object"), node.child_by_field_name("property")
        known = _function(subject, tree.source(name))
        return Called(act, tree.source(name), known, tree.source(held), is_read=True)
    if node.type == "assignment_expression":
        left = node.child_by_field_name("left")
        held, name = (
            (left.child_by_field_name(one) for one in ("object", "property"))
            if left
            else (None, None)
        )
        known = _function(subject, tree.source(name))
        return Called(act, tree.source(name), known, tree.source(held))
    if node.type == "new_expression":
        name = tree.source(node.child_by_field_name("constructor"))
        known = _function(subject, "constructor")
        return Called(act, name, known, "", _given(tree, node, known), is_made=True)
    if node.type != "call_expression":
        return Called(act, "")
    target = node.child_by_field_name("function")
    if target is not None and target.type == "call_expression":
        inner = called(tree.source(target), subject)
        return Called(act, inner.name, inner.function, "", ())
    if target is not None and target.type == "member_expression":
        name = tree.source(target.child_by_field_name("property"))
        held = tree.source(target.child_by_field_name("object"))
        known = _function(subject, name)
        return Called(act, name, known, held, _given(tree, node, known))
    name = tree.source(target)
    known = _function(subject, name)
    return Called(act, name, known, "", _given(tree, node, known))


def _function(subject: Subject, name: str) -> Function | None:
    definition = subject.definition
    if isinstance(definition, Function) and definition.name == name:
        return definition
    owner = definition.qualified if isinstance(definition, Class) else definition.owner
    found = [one for one in functions(subject.tree) if one.name == name]
    own = [one for one in found if one.owner == owner] if owner else []
    return next(iter(own or found), None)


def _given(tree: Tree, node: Node, function: Function | None) -> tuple[Given, ...]:
    arguments = node.child_by_field_name("arguments")
    found = []
    parameters = list(function.parameters) if function is not None else []
    for index, one in enumerate(arguments.named_children if arguments is not None else ()):
        name = parameters[index].name if index < len(parameters) else ""
        plain = name.isidentifier() and parameters[index].passing is not Passing.REST
        found.append(
            Given(name if plain else _patterned(name), tree.source(one), tree.span(one), one.type)
        )
    return tuple(found)


def _patterned(name: str) -> str:
    return "options" if name.startswith("{") else ""
