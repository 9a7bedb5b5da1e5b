"""What operators tell of a value that they are used on."""

from __future__ import annotations

from dataclasses import dataclass

from tree_sitter import Node

from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.cases.javascript.kinds import kind_of
from limner_server.proposers.cases.javascript.values import value_of
from limner_server.proposers.cases.javascript.vocabulary import (
    ARITHMETIC,
    EQUALITY,
    ORDER,
    TYPES,
)
from limner_server.proposers.cases.javascript.votes import Votes


@dataclass(frozen=True, slots=True)
class Operand:
    """One place where a value is read.

    Attributes:
        tree: of the file.
        body: that the value is used in.
        node: the place.
        depth: how far this is from what was asked first.
        votes: hears what is done with it.
    """

    tree: Tree
    body: Node
    node: Node
    depth: int
    votes: Votes

    def source(self, node: Node | None) -> str:
        """The text of a node."""
        return self.tree.source(node)

    def operand(self, around: Node) -> None:
        """`x - 1`, `x > y`, `x === 'a'`, `x instanceof Date`."""
        left, right = around.child_by_field_name("left"), around.child_by_field_name("right")
        sign = self.source(around.child_by_field_name("operator"))
        other = right if left == self.node else left
        is_text = other is not None and other.type in ("string", "template_string")
        if sign in ARITHMETIC:
            self.votes.vote("number", 20)
        elif sign in ORDER:
            self.votes.vote("string" if is_text else "number", 15)
        elif sign == "+":
            self.votes.vote("string" if is_text else "number", 6)
        elif sign == "instanceof" and left == self.node:
            self.votes.vote(TYPES.get(self.source(other), "object"), 20)
        elif sign == "in":
            self.votes.vote("object" if right == self.node else "string", 20)
        elif sign in EQUALITY and other is not None:
            self.equal_to(other)

    def equal_to(self, other: Node) -> None:
        """Compared with a literal."""
        try:
            value = value_of(self.tree, other)
        except ValueError:
            return
        name = kind_of(value).name
        if value is not None and name != "one of":
            self.votes.vote(name, 12)
        self.votes.options.append(value)

    def unary(self, around: Node) -> None:
        """`-x`, `x++`, `typeof x === 'string'`."""
        sign = self.source(around.child_by_field_name("operator"))
        if sign in ("-", "++", "--", "~", "+"):
            self.votes.vote("number", 20)
        asked = around.parent
        if sign == "typeof" and asked is not None and asked.type == "binary_expression":
            name = self.source(asked.child_by_field_name("right")).strip("'\"")
            if name in ("string", "number", "boolean", "function", "object", "bigint"):
                self.votes.vote(name, 15)
                self.votes.others.append(name)

    def augmented(self, around: Node) -> None:
        """`x -= 1`, `sum += x`."""
        sign = self.source(around.child_by_field_name("operator"))
        if sign in ("-=", "*=", "/=", "%=", "**="):
            self.votes.vote("number", 20)
        elif sign == "+=" and around.child_by_field_name("right") == self.node:
            self.votes.vote("number", 4)
