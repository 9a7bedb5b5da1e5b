"""The condition under which a function answers, in words: "when_n_is_below_2", "without_items"."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.definitions import Function
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.cases.write.words import in_words, snake

_LONGEST: Final = 44
_COMPARED: Final[dict[type[ast.cmpop], tuple[str, str]]] = {
    ast.Lt: ("is_below", "is_at_least"),
    ast.Gt: ("is_above", "is_at_most"),
    ast.LtE: ("is_at_most", "is_above"),
    ast.GtE: ("is_at_least", "is_below"),
    ast.Eq: ("is", "is_not"),
    ast.NotEq: ("is_not", "is"),
    ast.Is: ("is", "is_not"),
    ast.IsNot: ("is_not", "is"),
    ast.In: ("is_in", "is_not_in"),
    ast.NotIn: ("is_not_in", "is_in"),
}
_COUNTS: Final = {
    "is": "",
    "is_below": "fewer_than_",
    "is_above": "more_than_",
    "is_at_most": "at_most_",
    "is_at_least": "at_least_",
}
_ASSIGNED: Final = """[
  (assignment left: (identifier) @name)
  (assignment left: (pattern_list (identifier) @name))
  (augmented_assignment left: (identifier) @name)
  (for_statement left: (identifier) @name)
]"""
_EXITS: Final = "[(return_statement) (raise_statement)] @exit"


def guard_in_words(tree: Tree, function: Function, lines: Collection[int]) -> str:
    """What holds where a call ran these lines and no others; "" where that takes too long to say.

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
    try:
        asked = ast.parse(tree.source(condition).replace("\n", " ").strip(), mode="eval").body
    except SyntaxError:
        return ""
    names = {parameter.name for parameter in function.parameters} - _set_anew(tree, function)
    said = _said(asked, names, holds=holds)
    return said if len(said) <= _LONGEST else ""


def _set_anew(tree: Tree, function: Function) -> set[str]:
    """The names that the function gives another value than what was passed."""
    found = tree.captures(_ASSIGNED, function.body).get("name", [])
    return {tree.source(node) for node in found}


def _function_of(node: Node) -> Node | None:
    around = node.parent
    while around is not None and around.type not in ("function_definition", "lambda"):
        around = around.parent
    return around


def _condition(exit_: Node, function: Node) -> tuple[Node | None, bool]:
    """The condition of the `if` right around an exit, and whether it holds there."""
    node = exit_
    while node.parent is not None and node.parent != function:
        around = node.parent
        if around.type in ("for_statement", "while_statement", "try_statement", "with_statement"):
            return None, True
        if around.type in ("if_statement", "elif_clause"):
            if node == around.child_by_field_name("consequence"):
                return around.child_by_field_name("condition"), True
            is_plain = node.type == "else_clause" and len(
                around.children_by_field_name("alternative")
            ) == len("1")
            return (around.child_by_field_name("condition") if is_plain else None), False
        node = around
    return None, True


def _said(asked: ast.expr, names: Collection[str], *, holds: bool) -> str:
    if isinstance(asked, ast.UnaryOp) and isinstance(asked.op, ast.Not):
        return _said(asked.operand, names, holds=not holds)
    if isinstance(asked, ast.BoolOp):
        return _both(asked, names, holds=holds)
    if isinstance(asked, ast.Compare):
        return _comparison(asked, names, holds=holds) if len(asked.ops) == 1 else ""
    if isinstance(asked, ast.Call):
        return _kind(asked, names, holds=holds)
    thing = _thing(asked, names)
    if thing.startswith(("is_", "has_", "can_")):
        return f"when_it_{thing}" if holds else f"when_it_{thing.replace('_', '_not_', 1)}"
    return f"with{'' if holds else 'out'}_{thing}" if thing else ""


def _both(asked: ast.BoolOp, names: Collection[str], *, holds: bool) -> str:
    """Two conditions; of what does not hold, that one of them does not, or both."""
    if len(asked.values) != len("ab"):
        return ""
    joint = "and" if isinstance(asked.op, ast.And) == holds else "or"
    parts = [_said(one, names, holds=holds) for one in asked.values]
    alike = all(part.startswith("when_") for part in parts)
    second = parts[1].removeprefix("when_") if alike else parts[1]
    return f"{parts[0]}_{joint}_{second}" if all(parts) else ""


def _comparison(asked: ast.Compare, names: Collection[str], *, holds: bool) -> str:
    left, right = asked.left, asked.comparators[0]
    words = _COMPARED[type(asked.ops[0])][0 if holds else 1]
    of = in_words(right) or _thing(right, names)
    if isinstance(left, ast.BinOp) and isinstance(left.op, ast.Mod) and of == "0":
        thing, by = _thing(left.left, names), in_words(left.right) or _thing(left.right, names)
        return f"when_{thing}_{words}_divisible_by_{by}" if thing and by else ""
    counted = _counted(left)
    if counted is not None:
        thing = _thing(counted, names)
        none = (words, of) in {("is", "0"), ("is_below", "1"), ("is_at_most", "0")}
        if none and thing:
            return f"without_{thing}"
        return f"with_{_COUNTS[words]}{of}_{thing}" if words in _COUNTS and thing and of else ""
    thing = _thing(left, names)
    return f"when_{thing}_{words}_{of}" if thing and of else ""


def _counted(node: ast.expr) -> ast.expr | None:
    """What `len` is asked of."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "len" and node.args:
        return node.args[0]
    return None


def _kind(asked: ast.Call, names: Collection[str], *, holds: bool) -> str:
    if isinstance(asked.func, ast.Attribute) and not asked.args:
        thing = _thing(asked.func.value, names)
        said = re.fullmatch(r"is_?(\w+)", asked.func.attr)
        return f"when_{thing}_is_{'' if holds else 'not_'}{said[1]}" if thing and said else ""
    arguments = asked.args
    if isinstance(asked.func, ast.Name) and asked.func.id == "isinstance" and len(arguments) > 1:
        thing, wanted = _thing(arguments[0], names), arguments[1]
        if thing and isinstance(wanted, ast.Name):
            return f"when_{thing}_is_{'a' if holds else 'no'}_{snake(wanted.id)}"
    return ""


def _thing(node: ast.expr, names: Collection[str]) -> str:
    """A parameter or an attribute, by name: what is local to the function says nothing outside."""
    if isinstance(node, ast.Name) and node.id in names:
        return snake(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        if node.value.id == "self":
            return snake(node.attr)
        return f"{snake(node.value.id)}_{snake(node.attr)}" if node.value.id in names else ""
    return ""
