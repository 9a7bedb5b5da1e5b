"""The condition under which a function of JavaScript answers, in words: "when n is below 0"."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.definitions import Function
from limner_server.perception.syntax.javascript_scopes import FUNCTIONS
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.cases.write.javascript_words import in_words, spaced

_SET_ANEW: Final = """[
  (assignment_expression left: (identifier) @name)
  (augmented_assignment_expression left: (identifier) @name)
  (update_expression argument: (identifier) @name)
]"""
_LONGEST: Final = 60
_EXITS: Final = "[(return_statement) (throw_statement)] @exit"
_COMPARED: Final = {
    "<": ("is below", "is at least"),
    ">": ("is above", "is at most"),
    "<=": ("is at most", "is above"),
    ">=": ("is at least", "is below"),
    "===": ("is", "is not"),
    "==": ("is", "is not"),
    "!==": ("is not", "is"),
    "!=": ("is not", "is"),
}
_NONE: Final = frozenset({"is", "is at most"})
_TYPES: Final = {"'string'": "a string", "'number'": "a number", "'function'": "a function"}
_ASKED: Final = {
    "Array.isArray": "an array",
    "Number.isInteger": "an integer",
    "Number.isFinite": "finite",
    "isNaN": "not a number",
    "Number.isNaN": "not a number",
}


def guard_in_words(tree: Tree, function: Function, lines: Collection[int]) -> str:
    """What holds where a call ran these lines and left here; "" where that is not short to say.

    Args:
        tree: of the file.
        function: that was called.
        lines: of the file that the call ran, 1-based.
    """
    exits = [
        node
        for node in tree.captures(_EXITS, function.body).get("exit", [])
        if node.start_point.row + 1 in lines and _function_of(node) == function.node
    ]
    if len(exits) != 1:
        return ""
    condition, holds = _condition(exits[0], function.node)
    if condition is None:
        return ""
    names = {parameter.name for parameter in function.parameters} - _set_anew(tree, function)
    said = _said(tree, condition, names, holds=holds)
    return f"when {said}" if said and len(said) <= _LONGEST else ""


def _set_anew(tree: Tree, function: Function) -> set[str]:
    """The names that the function gives another value than what was passed."""
    return {tree.source(one) for one in tree.captures(_SET_ANEW, function.body).get("name", [])}


def _function_of(node: Node) -> Node | None:
    around = node.parent
    while around is not None and around.type not in FUNCTIONS:
        around = around.parent
    return around


def _condition(exit_: Node, function: Node) -> tuple[Node | None, bool]:
    """The condition of the `if` right around an exit, and whether it holds there."""
    node = exit_
    while node.parent is not None and node.parent != function:
        around = node.parent
        if around.type in ("for_statement", "for_in_statement", "while_statement", "try_statement"):
            return None, True
        if around.type == "if_statement":
            # What is left when several conditions fail takes long to say.
            first = around.parent is not None and around.parent.type != "else_clause"
            if node == around.child_by_field_name("consequence") and first:
                return around.child_by_field_name("condition"), True
            return None, True
        node = around
    return None, True


def _said(tree: Tree, node: Node, names: Collection[str], *, holds: bool) -> str:
    if node.type == "parenthesized_expression":
        return _said(tree, node.named_children[0], names, holds=holds)
    if node.type == "unary_expression" and tree.source(node).startswith("!"):
        return _said(tree, node.named_children[0], names, holds=not holds)
    if node.type == "call_expression":
        asked = _ASKED.get(tree.source(node.child_by_field_name("function")))
        given = node.child_by_field_name("arguments")
        thing = (
            _thing(tree, given.named_children[0], names)
            if given and given.named_child_count
            else ""
        )
        return f"{thing} is {'' if holds else 'not '}{asked}" if asked and thing else ""
    if node.type == "binary_expression":
        return _compared(tree, node, names, holds=holds)
    # What holds for all that is not empty is not worth a word.
    thing = "" if holds else _thing(tree, node, names)
    return f"{thing} is missing" if thing else ""


def _compared(tree: Tree, node: Node, names: Collection[str], *, holds: bool) -> str:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    sign = tree.source(node.child_by_field_name("operator"))
    if left is None or right is None:
        return ""
    if sign in ("&&", "||"):
        joint = "and" if (sign == "&&") == holds else "or"
        parts = [_said(tree, one, names, holds=holds) for one in (left, right)]
        return f" {joint} ".join(parts) if all(parts) else ""
    words = _COMPARED.get(sign, ("", ""))[0 if holds else 1]
    thing, value = _sized(tree, left, right, names)
    if value == "0" and thing.startswith("the length of ") and words in _NONE:
        return f"{thing.removeprefix('the length of ')} is empty"
    return f"{thing} {words} {value}" if words and thing and value else ""


def _sized(tree: Tree, left: Node, right: Node, names: Collection[str]) -> tuple[str, str]:
    """What is compared, and with what, in words."""
    text, value = tree.source(left), _value(tree, right, names)
    if left.type == "unary_expression" and text.startswith("typeof "):
        kind = _TYPES.get(tree.source(right).replace('"', "'"), "")
        return _thing(tree, left.named_children[-1], names), kind
    if left.type == "binary_expression":
        sign = tree.source(left.child_by_field_name("operator"))
        by = _value(tree, left.child_by_field_name("right"), names)
        thing = _thing(tree, left.child_by_field_name("left"), names)
        return (thing, f"divisible by {by}") if sign == "%" and by and value == "0" else ("", "")
    if left.type == "member_expression" and text.endswith(".length"):
        thing = _thing(tree, left.child_by_field_name("object"), names)
        return (f"the length of {thing}" if thing else ""), value
    return _thing(tree, left, names), value


def _value(tree: Tree, node: Node | None, names: Collection[str]) -> str:
    if node is None:
        return ""
    if node.type in ("number", "string", "unary_expression", "null", "undefined", "true", "false"):
        return in_words(tree.source(node))
    return _thing(tree, node, names)


def _thing(tree: Tree, node: Node | None, names: Collection[str]) -> str:
    """A parameter or a member of one: what is local to the function says nothing outside."""
    if node is None:
        return ""
    text = tree.source(node)
    if node.type == "identifier":
        return text if text in names else ""
    if node.type == "member_expression":
        held = node.child_by_field_name("object")
        if held is not None and held.type == "this":
            return spaced(tree.source(node.child_by_field_name("property")))
        return text if held is not None and tree.source(held) in names else ""
    return ""
