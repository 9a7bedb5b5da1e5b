"""What a function or method is to others: how it is used, whether it is theirs to use."""

from __future__ import annotations

from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.definitions import Function
from limner_server.perception.syntax.javascript_scopes import FUNCTIONS
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.cases.javascript.plan import How

_HIDDEN: Final = frozenset({"private", "protected"})


def how_used(node: Node) -> How:
    """Whether it is called, read or set."""
    if node.type == "method_definition" and has_word(node, "get"):
        return How.GET
    return How.SET if node.type == "method_definition" and has_word(node, "set") else How.CALL


def has_word(node: Node, word: str) -> bool:
    """Whether a method is marked by a word: "static"."""
    holder = node
    around = node.parent
    if around is not None and around.type in ("field_definition", "public_field_definition"):
        holder = around
    return any(child.type == word for child in holder.children)


def is_hidden(tree: Tree, method: Function) -> bool:
    """Whether nobody outside of the class should use a method."""
    around = method.node.parent
    is_field = around is not None and around.type == "public_field_definition"
    holder = around if is_field and around is not None else method.node
    words = {tree.source(one) for one in holder.children if one.type == "accessibility_modifier"}
    return bool(words & _HIDDEN) or not method.name.isidentifier() or method.name.startswith("_")


def is_returned(inner: Node, outer: Node) -> bool:
    """Whether a function is what another one returns."""
    around = inner.parent
    while around is not None and around.type == "parenthesized_expression":
        around = around.parent
    if around is None:
        return False
    if around.type == "return_statement":
        return _function_around(around) == outer
    return around == outer and outer.type == "arrow_function"


def is_member_of_returned(inner: Node, outer: Node) -> bool:
    """Whether a function is a member of an object that another one returns."""
    holder = inner.parent
    if holder is not None and holder.type == "pair":
        holder = holder.parent
    if holder is None or holder.type != "object":
        return False
    return is_returned(holder, outer)


def _function_around(node: Node) -> Node | None:
    around = node.parent
    while around is not None and around.type not in FUNCTIONS:
        around = around.parent
    return around
