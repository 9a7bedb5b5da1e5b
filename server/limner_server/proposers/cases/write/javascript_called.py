"""What an act of JavaScript calls: its name, its arguments, what it is called on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.definitions import Class, Function, Passing
from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.languages import JAVASCRIPT
from limner_server.perception.syntax.tree import Span, Tree, first_named
from limner_server.proposers.cases.subject import Subject

_USES: Final = frozenset({"new_expression", "member_expression", "assignment_expression"})


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
    """Take an act apart; one that calls nothing is called by no name."""
    tree = Tree.parse(act, JAVASCRIPT)
    node = first_named(first_named(tree.root))
    while node is not None and node.type in ("await_expression", "array", "spread_element"):
        node = first_named(node)
    while node is not None and node.type == "call_expression":
        target = node.child_by_field_name("function")
        if target is None or target.type != "call_expression":
            return _called(act, tree, node, target, subject)
        # Of `f(1)(2)` the first call is shown.
        node = target
    if node is None or node.type not in _USES:
        return Called(act, "")
    if node.type == "new_expression":
        known = _function(subject, "constructor")
        name = tree.source(node.child_by_field_name("constructor"))
        return Called(act, name, known, "", _given(tree, node, known), is_made=True)
    is_read = node.type == "member_expression"
    place = node if is_read else node.child_by_field_name("left")
    name, held = _member(tree, place)
    return Called(act, name, _function(subject, name), held, is_read=is_read)


def _called(act: str, tree: Tree, call: Node, target: Node | None, subject: Subject) -> Called:
    name, held = _member(tree, target)
    known = _function(subject, name)
    whole = call.parent is None or call.parent.type != "call_expression"
    return Called(act, name, known, held, _given(tree, call, known) if whole else ())


def _member(tree: Tree, node: Node | None) -> tuple[str, str]:
    """The name of what is used, and what it is used on."""
    if node is None or node.type != "member_expression":
        return tree.source(node), ""
    held = tree.source(node.child_by_field_name("object"))
    return tree.source(node.child_by_field_name("property")), held


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
