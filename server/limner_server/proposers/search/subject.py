"""The code under repair with what mutations ask about it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from tree_sitter import Node

from limner_server.proposers.search import grammar
from limner_server.proposers.search.code import Code
from limner_server.proposers.search.kinds import Kinds
from limner_server.proposers.search.reads import Reads
from limner_server.proposers.search.scope import Name, Scope
from limner_server.proposers.search.words import words_of

_METHODS: Final = ("function_definition", "method_definition")


class Subject:
    """A text under repair.

    Attributes:
        code: the text and its tree.
        scope: which names can be used where.
        kinds: what they seem to hold.
        reads: how often they are read.
    """

    def __init__(self, code: Code) -> None:
        self.code = code
        self.scope = Scope(code)
        self.kinds = Kinds(code)
        self.reads = Reads(code, self.scope, self.identifiers_in)
        self._expressions: dict[int, list[Node]] = {}
        self._names: dict[int, frozenset[str]] = {}
        self._members: dict[int, dict[str, list[Node]]] = {}
        self._words: dict[int, frozenset[str]] = {}
        self._statements: dict[int, list[Node]] = {}

    def surroundings(self, node: Node) -> Node:
        """The outermost function around the node, or the module."""
        found = self.code.root
        one = self.code.function_of(node)
        while one is not None:
            found, one = one, self.code.function_of(one)
        return found

    def words_around(self, node: Node) -> frozenset[str]:
        """The words that are said of the function around the node."""
        function = self.surroundings(node)
        if function.id not in self._words:
            self._words[function.id] = words_of(self.code, function)
        return self._words[function.id]

    def expressions_near(self, node: Node) -> list[Node]:
        """The different expressions whose value is used in the function around the node."""
        function = self.surroundings(node)
        if function.id not in self._expressions:
            found: dict[str, Node] = {}
            for one in self.code.walk(function):
                if self.code.is_value(one):
                    found.setdefault(self.code.of(one), one)
            self._expressions[function.id] = [*found.values()]
        return self._expressions[function.id]

    def names_at(self, node: Node) -> list[Name]:
        """The names that hold values, not functions, at the node."""
        return [name for name in self.scope.at(node) if not name.function]

    def kind_of_name(self, name: Name) -> str:
        return self.kinds.of_name(name.text, name.node)

    def names_in(self, node: Node) -> frozenset[str]:
        """The names that must be known for the node to stand somewhere else."""
        found = frozenset(self.code.of(one) for one in self.identifiers_in(node))
        inner = {name.text for name in self.scope.within(node)}
        return frozenset(name for name in found if name not in inner and name in self._known(node))

    def identifiers_in(self, node: Node) -> list[Node]:
        """The names read in the node, not those of attributes and keywords."""
        return [
            one for one in self.code.walk(node) if one.type == "identifier" and not _is_label(one)
        ]

    def statements_near(self, node: Node) -> list[Node]:
        """The statements of the function around the node, in reading order."""
        function = self.surroundings(node)
        if function.id not in self._statements:
            self._statements[function.id] = [
                one for one in self.code.walk(function) if one.type in grammar.STATEMENTS
            ]
        return self._statements[function.id]

    def changed_in(self, node: Node) -> frozenset[str]:
        """The variables that are given another value in the node."""
        fields = {
            **dict.fromkeys(grammar.ASSIGNMENTS, "left"),
            **dict.fromkeys(grammar.AUGMENTED, "left"),
            "update_expression": "argument",
        }
        targets = (
            one.child_by_field_name(fields[one.type])
            for one in self.code.walk(node)
            if one.type in fields
        )
        return frozenset(
            self.code.of(one) for one in targets if one is not None and one.type == "identifier"
        )

    def holders(self, node: Node) -> Iterator[Node]:
        """What the node stands in, up to the function around it."""
        for one in self.code.tree.ancestors(node):
            if one.type in grammar.FUNCTIONS:
                return
            yield one

    def around(self, node: Node) -> Iterator[Node]:
        """What the node stands in, up to the function at the top."""
        top = self.surroundings(node)
        for one in self.code.tree.ancestors(node):
            if one == top:
                return
            yield one

    def unset(self, node: Node, owner: str) -> list[str]:
        """The attributes that are read of an object of this spelling and never set or defined."""
        known = {*self._methods(node).values()}
        members = self.members(node, owner)
        for one in members:
            if one.parent is not None and one.parent.child_by_field_name("left") == one:
                known.add(self.attribute_of(one))
        read = dict.fromkeys(self.attribute_of(one) for one in members)
        return [name for name in read if name not in known]

    def methods_around(self, node: Node) -> list[str]:
        """The methods without arguments of the class around the node, never called ones first."""
        holder = next(
            (one for one in self.code.tree.ancestors(node) if one.type.startswith("class_")), None
        )
        if holder is None:
            return []
        mine = {*self.code.tree.ancestors(node)}
        names = [
            name
            for method, name in self._methods(node).items()
            if method not in mine
            and holder.start_byte <= method.start_byte < holder.end_byte
            and not name.startswith("__")
            and self._takes_nothing(method)
        ]
        owner = "self" if self.code.python else "this"
        used = {self.attribute_of(one) for one in self.members(node, owner)}
        return sorted(names, key=lambda name: name in used)[:4]

    def attribute_of(self, node: Node) -> str:
        """The name of the attribute that is taken."""
        name = node.child_by_field_name("attribute") or node.child_by_field_name("property")
        return self.code.of(name) if name is not None else ""

    def _takes_nothing(self, method: Node) -> bool:
        parameters = method.child_by_field_name("parameters")
        return parameters is not None and len(parameters.named_children) == int(self.code.python)

    def _methods(self, node: Node) -> dict[Node, str]:
        """The methods around the node, with their names."""
        found = {}
        for one in self.code.walk(self.scope.part(node)):
            name = one.child_by_field_name("name") if one.type in _METHODS else None
            inside = one.parent is not None and one.parent.parent is not None
            if name is not None and inside:
                found[one] = self.code.of(name)
        return found

    def is_docstring(self, statement: Node) -> bool:
        """Whether a statement only says something."""
        inner = statement.named_children[0] if statement.named_children else None
        return statement.type == "expression_statement" and (
            inner is not None and inner.type == "string"
        )

    def is_callable(self, name: Name) -> bool:
        """Whether a name is that of a function or a class, not of a module."""
        return name.function and name.text not in self.modules

    def takes(self, name: Name) -> int:
        """How many parameters a function of the file has; -1 where it is not known."""
        parent = name.node.parent
        function = parent
        if parent is not None and parent.type in ("variable_declarator", "assignment"):
            function = parent.child_by_field_name("value") or parent.child_by_field_name("right")
        if function is None or function.type not in grammar.FUNCTIONS:
            return -1
        if function.child_by_field_name("parameter") is not None:
            return 1
        parameters = function.child_by_field_name("parameters")
        return len(parameters.named_children) if parameters is not None else -1

    def parameters_of(self, function: Node) -> list[Name]:
        """The names that a function is given."""
        span = self.code.span(function)
        body = function.child_by_field_name("body")
        end = self.code.span(body)[0] if body is not None else span[1]
        return [
            name for name in self.scope.inner(function) if name.scope == span and name.start < end
        ]

    def first_value(self, name: Name) -> str:
        """What a name is first given, where that is short and names nothing else."""
        parent = name.node.parent
        if parent is None or parent.type not in grammar.ASSIGNMENTS:
            return ""
        value = parent.child_by_field_name("value") or parent.child_by_field_name("right")
        if value is None or value.end_byte - value.start_byte > 10 or self.names_in(value):
            return ""
        return self.code.of(value)

    def locals_of(self, function: Node) -> list[str]:
        """The variables of a function: first those it begins with."""
        span = self.code.span(function)
        return [
            *dict.fromkeys(name.text for name in self.scope.inner(function) if name.scope == span)
        ]

    @cached_property
    def modules(self) -> frozenset[str]:
        """The names that stand for modules, or for what is no function, as `Math`."""
        found = {"Math", "Object", "Array", "Number", "String", "JSON", "Promise", "console"}
        for node in self.code.root.named_children:
            if node.type == "import_statement":
                found.update(name.text for name in self.scope.imported(node))
        return frozenset(found)

    def slices_near(self, node: Node) -> list[str]:
        """The slices that are taken in the function around the node."""
        walked = self.code.walk(self.surroundings(node))
        found = (self.code.of(one) for one in walked if one.type == "slice")
        return [*dict.fromkeys(found)][:4]

    def _known(self, node: Node) -> frozenset[str]:
        """The names that are bound around the node or at the top."""
        part = self.scope.part(node)
        if part.id not in self._names:
            names = (*self.scope.inner(node), *self.scope.top)
            self._names[part.id] = frozenset(name.text for name in names)
        return self._names[part.id]

    def members(self, node: Node, owner: str) -> list[Node]:
        """Where attributes of an object of this spelling are taken, near the node."""
        part = self.scope.part(node)
        if part.id not in self._members:
            found: dict[str, list[Node]] = {}
            for one in self.code.walk(part):
                target = one.child_by_field_name("object") if one.type in grammar.MEMBERS else None
                if target is not None:
                    found.setdefault(self.code.of(target), []).append(one)
            self._members[part.id] = found
        return self._members[part.id].get(owner, [])


def _is_label(node: Node) -> bool:
    """Whether an identifier names an attribute or a keyword, not a variable."""
    parent = node.parent
    if parent is None:
        return False
    if parent.type == "attribute":
        return parent.child_by_field_name("attribute") == node
    return parent.type == "keyword_argument" and parent.child_by_field_name("name") == node
