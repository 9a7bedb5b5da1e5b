"""Kinds of values by what code does with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.javascript_scopes import FUNCTIONS
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.cases.javascript.kinds import ANY, Kind, kind_of, merged
from limner_server.proposers.cases.javascript.mentions import holds, mentions
from limner_server.proposers.cases.javascript.names import kind_by_name
from limner_server.proposers.cases.javascript.operands import Operand
from limner_server.proposers.cases.javascript.values import value_of
from limner_server.proposers.cases.javascript.vocabulary import (
    EACH,
    GATHERING,
    METHODS,
    TAKES,
)
from limner_server.proposers.cases.javascript.votes import Votes

_DEEPEST: Final = 3


def kind_by_usage(tree: Tree, body: Node, name: str, depth: int = 0) -> Kind:
    """What a name is used as within a node; any where nothing tells.

    Args:
        tree: of the file.
        body: where the name is used.
        name: of a parameter or a variable.
        depth: how far this is from what was asked first.
    """
    votes = Votes()
    for node in mentions(body, name.encode()):
        _Use(tree, body, node, depth, votes).hear()
    return votes.decided(name)


def fields_of(tree: Tree, pattern: Node, body: Node) -> dict[str, Kind]:
    """The fields that a pattern takes an object apart into, and what they are used as."""
    found: dict[str, Kind] = {}
    for one in pattern.named_children:
        key = one.child_by_field_name("key") or one.child_by_field_name("left") or one
        local, default = one.child_by_field_name("value") or key, one.child_by_field_name("right")
        if key.type == "rest_pattern":
            continue
        if local.type == "assignment_pattern":
            default = local.child_by_field_name("right")
            local = local.child_by_field_name("left") or local
        name = tree.source(key)
        kind = kind_by_usage(tree, body, tree.source(local), 1)
        if default is not None:
            kind = merged(_literal(tree, default), kind)
        found[name] = kind if kind != ANY else kind_by_name(name)
    return found


def kind_of_parameter(tree: Tree, function: Node, index: int, depth: int = 0) -> Kind:
    """What a function uses one of its parameters as."""
    inner = function.child_by_field_name("body")
    alone = function.child_by_field_name("parameter")
    several = function.child_by_field_name("parameters")
    names = [alone] if alone is not None else several.named_children if several is not None else []
    if inner is None or index >= len(names):
        return ANY
    name = names[index]
    pattern = name.child_by_field_name("pattern") or name.child_by_field_name("left") or name
    if pattern.type == "object_pattern":
        return Kind("object", fields=tuple(fields_of(tree, pattern, inner).items()))
    if pattern.type == "array_pattern":
        return Kind("array")
    found = kind_by_usage(tree, inner, tree.source(pattern), depth + 1)
    return found if found != ANY else kind_by_name(tree.source(pattern))


class _Use(Operand):
    """One place where a value is read, and what is heard there."""

    __slots__ = ()

    def hear(self) -> None:
        """Hear what is done with the value here."""
        around = self.node.parent
        if around is not None and self.depth <= _DEEPEST:
            rule = _RULES.get(around.type)
            if rule is not None:
                rule(self, around)

    def at(self, node: Node, votes: Votes | None = None) -> _Use:
        """Another place, of the same value or of one that is part of it."""
        deeper = self.depth + (votes is not None)
        return _Use(self.tree, self.body, node, deeper, votes or self.votes)

    def part(self, node: Node, name: str) -> Kind:
        """What a part of the value is used as, where it is read."""
        votes = Votes()
        self.at(node, votes).hear()
        return votes.decided(name)

    def member(self, around: Node) -> None:
        """`x.length`, `x.name`, `x.map(...)`."""
        if around.child_by_field_name("object") != self.node:
            return
        name, call = self.source(around.child_by_field_name("property")), around.parent
        if name == "length":
            self.votes.vote("sequence", 20)
        elif name == "size":
            self.votes.vote("map")
        elif call is None or call.child_by_field_name("function") != around:
            inner = self.part(around, name)
            known = self.votes.fields.get(name, ANY)
            self.votes.fields[name] = merged(inner if inner != ANY else kind_by_name(name), known)
            self.votes.vote("object", 5)
        elif name in METHODS:
            self.votes.vote(METHODS[name], 30)
            self._given(name, call.child_by_field_name("arguments"))
        else:
            self.votes.fields.setdefault(name, Kind("function"))

    def _given(self, name: str, given: Node | None) -> None:
        """What a method is given tells of what is in the value."""
        first = given.named_children[0] if given is not None and given.named_child_count else None
        if first is None:
            return
        if name in EACH and first.type in FUNCTIONS:
            inner = kind_of_parameter(self.tree, first, EACH[name], self.depth)
            self.votes.items.append(inner)
        elif name in GATHERING and (kind := _literal(self.tree, first)) != ANY:
            self.votes.items.append(kind)

    def element(self, around: Node) -> None:
        """`x[0]`, `x['name']`, `names[x]`."""
        if around.child_by_field_name("object") != self.node:
            self.votes.vote("number", 5)
            return
        index, holder = around.child_by_field_name("index"), around.parent
        if index is not None and index.type == "string":
            name = self.source(index)[1:-1]
            self.votes.fields[name] = self.part(around, name)
            return
        if holder is not None and holder.child_by_field_name("left") == around:
            self.votes.vote("array")
        is_key = index is not None and index.type == "identifier" and self._is_key(index)
        self.votes.vote("object" if is_key else "sequence", 20)
        self.votes.items.append(self.part(around, ""))

    def _is_key(self, index: Node) -> bool:
        """Whether an index is the variable of a `for ... in`, or named as keys are."""
        name = self.source(index)
        if name.lower() in ("key", "prop", "property", "field"):
            return True
        span = self.tree.span(self.body)
        loops = self.tree.captures("(for_in_statement) @loop", span).get("loop", [])
        return any(
            self.source(loop.child_by_field_name("left")) == name
            and self.source(loop.child_by_field_name("operator")) == "in"
            for loop in loops
        )

    def call(self, around: Node) -> None:
        """`x(1, 2)`."""
        if around.child_by_field_name("function") == self.node:
            given = around.child_by_field_name("arguments")
            count = given.named_child_count if given is not None else 0
            self.votes.arity = max(self.votes.arity, count)
            self.votes.vote("function", 40)

    def argument(self, around: Node) -> None:
        """`Math.abs(x)`, `other(x)`, `texts.includes(x)`."""
        call = around.parent
        if call is None:
            return
        target = call.child_by_field_name("function") or call.child_by_field_name("constructor")
        name = self.source(target)
        if name in TAKES:
            self.votes.vote(TAKES[name], 20)
            self.votes.others += ["array"] if name == "Array.isArray" else []
        elif name.startswith("Math."):
            self.votes.vote("number", 20)
        elif name.isidentifier():
            self._handed_on(name, around)
        elif target is not None:
            self._compared_by(name, target)

    def _handed_on(self, name: str, given: Node) -> None:
        """To another function of the file."""
        known = (one.node for one in functions(self.tree) if one.qualified == name)
        other = next(known, None)
        if other is None or self.depth >= _DEEPEST or holds(other, self.node):
            return
        places = [one for one in given.named_children if one.type != "comment"]
        found = kind_of_parameter(self.tree, other, places.index(self.node), self.depth + 1)
        if found != ANY:
            self.votes.vote(found.name, 20)
            self.votes.items += [found.item] if found.item is not None else []
            self.votes.fields = {**dict(found.fields), **self.votes.fields}

    def _compared_by(self, name: str, target: Node) -> None:
        """By a method of something else: `text.startsWith(x)`, `'abc'.includes(x)`."""
        method, held = name.rpartition(".")[2], target.child_by_field_name("object")
        in_text = method == "includes" and held is not None and held.type == "string"
        if in_text or method in ("startsWith", "endsWith", "split", "join", "indexOf"):
            self.votes.vote("string", 15)
        elif method in ("charAt", "repeat", "slice", "toFixed", "padStart", "padEnd"):
            self.votes.vote("number", 15)

    def loop(self, around: Node) -> None:
        """`for (const one of x)`, `for (const key in x)`."""
        if around.child_by_field_name("right") != self.node:
            return
        if self.source(around.child_by_field_name("operator")) == "in":
            self.votes.vote("object", 20)
            return
        self.votes.vote("sequence", 20)
        inner, left = around.child_by_field_name("body"), around.child_by_field_name("left")
        if inner is not None and left is not None and left.type == "identifier":
            found = kind_by_usage(self.tree, inner, self.source(left), self.depth + 1)
            self.votes.items.append(found)
        elif left is not None and left.type == "array_pattern":
            self.votes.vote("array")

    def spread(self, around: Node) -> None:
        """`[...x]`, `{ ...x }`, `Math.max(...x)`."""
        holder = around.parent
        is_object = holder is not None and holder.type == "object"
        self.votes.vote("object" if is_object else "sequence", 20)
        call = holder.parent if holder is not None and holder.type == "arguments" else None
        if call is not None and self.source(call).startswith("Math."):
            self.votes.items.append(Kind("number"))
            self.votes.vote("array", 20)

    def renamed(self, around: Node) -> None:
        """`const first = x`, `const { a, b } = x`."""
        target = around.child_by_field_name("name")
        if target is None or around.child_by_field_name("value") != self.node:
            return
        if target.type == "identifier":
            for one in mentions(self.body, target.text or b""):
                if one != target:
                    _Use(self.tree, self.body, one, self.depth + 1, self.votes).hear()
        elif target.type == "object_pattern":
            self.votes.fields |= fields_of(self.tree, target, self.body)
        elif target.type == "array_pattern":
            self.votes.vote("array", 20)

    def inside(self, around: Node) -> None:
        """`(x)`: what is done with the whole; `switch (x)`: the values of its cases."""
        holder = around.parent
        if holder is None or holder.type != "switch_statement":
            self.at(around).hear()
            return
        pattern = "(switch_case value: (_) @value)"
        for value in self.tree.captures(pattern, self.tree.span(holder)).get("value", []):
            self.equal_to(value)


_RULES: Final[dict[str, Callable[[_Use, Node], None]]] = {
    "member_expression": _Use.member,
    "subscript_expression": _Use.element,
    "call_expression": _Use.call,
    "arguments": _Use.argument,
    "binary_expression": _Use.operand,
    "unary_expression": _Use.unary,
    "update_expression": _Use.unary,
    "augmented_assignment_expression": _Use.augmented,
    "for_in_statement": _Use.loop,
    "spread_element": _Use.spread,
    "variable_declarator": _Use.renamed,
    "parenthesized_expression": _Use.inside,
}


def _literal(tree: Tree, node: Node) -> Kind:
    """The kind of a literal; any of what is none."""
    try:
        return kind_of(value_of(tree, node))
    except ValueError:
        return ANY
