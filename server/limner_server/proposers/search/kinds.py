"""What kind of value an expression seems to have, as far as the text nearby tells.

No type checker: literals, annotations, well-known calls, and how a name is used. A kind is only
ever a reason to try something later, or not at all where two kinds cannot go together.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Final

from tree_sitter import Node

from limner_server.proposers.search import grammar
from limner_server.proposers.search.code import Code
from limner_server.proposers.search.known_kinds import (
    ANNOTATIONS,
    BOOLEAN,
    LIST,
    LITERALS,
    METHOD_OF,
    NUMBER,
    RETURNS,
    SEQUENCE,
    TEXT,
    UNKNOWN,
)

_OPERATIONS: Final = ("binary_operator", "binary_expression", "unary_operator", "unary_expression")
_ARITHMETIC: Final = frozenset({"-", "*", "/", "//", "%", "**", "-=", "*=", "/=", "//=", "%="})


def clash(one: str, other: str) -> bool:
    """Whether two kinds are known and cannot be the same."""
    if SEQUENCE in (one, other):
        return not {one, other} <= {SEQUENCE, LIST, TEXT, UNKNOWN}
    return bool(one and other) and one != other


def is_one_of(kind: str, kinds: tuple[str, ...]) -> bool:
    """Whether a value of the kind may be of one of these."""
    return kind in kinds or (kind == SEQUENCE and (LIST in kinds or TEXT in kinds))


class Kinds:
    """The kinds of the names and expressions of a text."""

    def __init__(self, code: Code) -> None:
        self._code = code
        self._names: dict[tuple[int, str], str] = {}
        self._done: set[int] = set()
        self._readers: dict[str, Callable[[Node], str]] = {
            "identifier": lambda node: self.of_name(code.of(node), node),
            "parenthesized_expression": lambda node: self.of(node.named_children[0]),
            **dict.fromkeys(grammar.CALLS, self._of_call),
            **dict.fromkeys(grammar.MEMBERS, self._of_member),
            **dict.fromkeys(grammar.SUBSCRIPTS, self._of_subscript),
            **dict.fromkeys(grammar.CONDITIONALS, lambda node: self.of(node.named_children[-1])),
            **dict.fromkeys(_OPERATIONS, self._of_operation),
        }

    def of(self, node: Node) -> str:
        """The kind of an expression, or `UNKNOWN`."""
        if node.type in LITERALS:
            return LITERALS[node.type]
        read = self._readers.get(node.type)
        return read(node) if read is not None else UNKNOWN

    def of_name(self, name: str, node: Node) -> str:
        """The kind of a name as it is used in the function around `node`."""
        function = self._code.function_of(node)
        while function is not None:
            self._learn(function)
            found = self._names.get((function.id, name))
            if found:
                return found
            function = self._code.function_of(function)
        self._learn(self._code.root)
        return self._names.get((self._code.root.id, name), UNKNOWN)

    def element_of(self, node: Node) -> str:
        """The kind of what a value holds: text holds text, of others nothing is known."""
        return TEXT if self.of(node) == TEXT else UNKNOWN

    def _of_call(self, node: Node) -> str:
        return RETURNS.get(self._called(node), UNKNOWN)

    def _of_member(self, node: Node) -> str:
        return NUMBER if self._code.of(node).endswith((".length", ".size")) else UNKNOWN

    def _of_subscript(self, node: Node) -> str:
        value = node.named_children[0]
        if len(node.named_children) > 1 and node.named_children[1].type == "slice":
            return self.of(value)
        return self.element_of(value)

    def _of_operation(self, node: Node) -> str:
        operator = node.child_by_field_name("operator")
        sign = self._code.of(operator) if operator is not None else ""
        if sign in ("!", "==", "!=", "===", "!==", "<", "<=", ">", ">=", "in", "instanceof"):
            return BOOLEAN
        if sign == "typeof":
            return TEXT
        sides = [self.of(one) for one in node.named_children if one.type in grammar.EXPRESSIONS]
        if TEXT in sides or LIST in sides:
            return TEXT if TEXT in sides else LIST
        if sign in _ARITHMETIC or NUMBER in sides:
            return NUMBER
        return UNKNOWN

    def _called(self, call: Node) -> str:
        function = call.child_by_field_name("function")
        return self._code.of(function).rpartition(".")[2] if function is not None else ""

    def _learn(self, function: Node) -> None:
        """Go through a function once, and keep what is known of each of its names."""
        if function.id in self._done:
            return
        self._done.add(function.id)
        if function.parent is None:
            nodes = [one for child in function.named_children for one in _shallow(child)]
        else:
            nodes = [*self._code.walk(function)]
            parameters = function.child_by_field_name("parameters")
            for parameter in parameters.named_children if parameters is not None else ():
                self._annotated(function, parameter)
        for node in nodes:
            self._bound(function, node)
        for node in nodes:
            self._used(function, node)
        for node in nodes:
            self._counted(function, node)

    def _annotated(self, function: Node, parameter: Node) -> None:
        annotation = parameter.child_by_field_name("type")
        named = [one for one in parameter.named_children if one.type == "identifier"]
        default = parameter.child_by_field_name("value") or parameter.child_by_field_name("right")
        if annotation is not None and named:
            said = self._code.of(annotation)
            for pattern, kind in ANNOTATIONS:
                if pattern.search(said):
                    self._names.setdefault((function.id, self._code.of(named[0])), kind)
        elif default is not None and named and default.type in LITERALS:
            key = (function.id, self._code.of(named[0]))
            self._names.setdefault(key, LITERALS[default.type])

    def _bound(self, function: Node, node: Node) -> None:
        """What is certain: the kind of what a name is given."""
        if node.type in grammar.ASSIGNMENTS:
            target = node.child_by_field_name("left") or node.child_by_field_name("name")
            value = node.child_by_field_name("right") or node.child_by_field_name("value")
            if target is not None and value is not None:
                for one, given in _paired(target, value):
                    self._set(function, one, self.of(given))
        elif node.type in ("for_statement", "for_in_clause", "for_in_statement"):
            self._looped(function, node)

    def _looped(self, function: Node, node: Node) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            return
        called = self._called(right) if right.type in grammar.CALLS else ""
        if called == "range" and left.type == "identifier":
            self._set(function, left, NUMBER)
        elif called == "enumerate" and left.named_children:
            self._set(function, left.named_children[0], NUMBER)
        elif left.type == "identifier":
            self._set(function, left, self.element_of(right))

    def _used(self, function: Node, node: Node) -> None:
        if node.type in grammar.CALLS:
            self._called_with(function, node)
        elif node.type in grammar.SUBSCRIPTS and self._is_sequence(node):
            for index in node.named_children[1:]:
                self._set(function, index, NUMBER)
        elif node.type == "comparison_operator" or _is_equality(node):
            self._compared(function, node.named_children)
        elif node.type in ("binary_operator", "binary_expression", *grammar.AUGMENTED):
            operator = node.child_by_field_name("operator")
            if operator is not None and self._code.of(operator) in _ARITHMETIC:
                for one in node.named_children:
                    self._set(function, one, NUMBER)

    def _compared(self, function: Node, operands: list[Node]) -> None:
        for one, other in itertools.permutations(operands, 2):
            if other.type in ("string", *grammar.NUMBERS):
                self._set(function, one, LITERALS[other.type])

    def _counted(self, function: Node, node: Node) -> None:
        """What is least certain: that a name that is gone through holds several things."""
        held = None
        if node.type in ("for_statement", "for_in_clause", "for_in_statement"):
            held = node.child_by_field_name("right")
        elif node.type in grammar.CALLS and self._called(node) in ("len", "enumerate", "reversed"):
            arguments = node.child_by_field_name("arguments")
            held = arguments.named_children[0] if arguments and arguments.named_children else None
        elif node.type in grammar.SUBSCRIPTS and len(node.named_children) == 2:
            value, index = node.named_children
            counts = index.type == "slice" or self.of(index) == NUMBER
            held = value if counts else None
        if held is not None:
            self._set(function, held, SEQUENCE)

    def _called_with(self, function: Node, call: Node) -> None:
        arguments, called = call.child_by_field_name("arguments"), self._called(call)
        target = call.child_by_field_name("function")
        if called == "range" and arguments is not None:
            for one in arguments.named_children:
                self._set(function, one, NUMBER)
        if target is not None and target.type in grammar.MEMBERS and target.named_children:
            self._set(function, target.named_children[0], METHOD_OF.get(called, UNKNOWN))

    def _is_sequence(self, node: Node) -> bool:
        return self.of(node.named_children[0]) in (LIST, TEXT)

    def _set(self, function: Node, name: Node, kind: str) -> None:
        if kind and name.type == "identifier":
            self._names.setdefault((function.id, self._code.of(name)), kind)


def _is_equality(node: Node) -> bool:
    operator = node.child_by_field_name("operator")
    return operator is not None and operator.type in ("==", "===", "!=", "!==")


def _paired(target: Node, value: Node) -> Iterator[tuple[Node, Node]]:
    """Each name with what it is given, where several are given at once."""
    if target.type in ("pattern_list", "tuple_pattern") and value.type in (
        "expression_list",
        "tuple",
    ):
        yield from zip(target.named_children, value.named_children, strict=False)
    else:
        yield target, value


def _shallow(node: Node) -> list[Node]:
    """A statement of the module and what it directly holds: no function is entered."""
    return [node, *node.named_children]
