"""Whether a test in Python asserts anything that could be otherwise."""

from __future__ import annotations

import re
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.tree import Tree, first_named
from limner_server.proposers.cases.answered.python_names import called, nodes

_ASSERTING: Final = re.compile(
    r"self\.assert(?!Logs)\w+|(?:pytest\.)?(?:raises|warns|deprecated_call)"
    r"|\w+(?:\.\w+)*\.assert_\w+"
)
_ANYTHING: Final = "[(call) (attribute) (identifier) (subscript)]"
_ALWAYS: Final = re.compile(r"\bor\s+(?:True|1|not\s+False)\b|^\(?\s*(?:True|1)\s+or\b")
_SWALLOWS: Final = re.compile(
    r"except\s*(?::|\(?[^:]*\b(?:BaseException|Exception|AssertionError)\b)"
)


def asserts_something(tree: Tree) -> bool:
    """Whether an assertion of the test, or of its helpers, could fail, and nothing hides that."""
    if any(_SWALLOWS.match(tree.source(node)) for node in nodes(tree, "(except_clause)")):
        return False
    if any(_is_open(tree, node) for node in nodes(tree, "(assert_statement)")):
        return True
    calls = [node for node in called(tree) if _ASSERTING.fullmatch(tree.source(node))]
    return any(_is_open_call(tree, node) for node in calls)


def _is_open(tree: Tree, node: Node) -> bool:
    asserted = first_named(node)
    # A tuple is true whatever is in it.
    if asserted is None or asserted.type == "tuple" or not _has_names(tree, asserted):
        return False
    if _ALWAYS.search(tree.source(asserted)):
        return False
    if asserted.type == "comparison_operator":
        return _differ(tree, asserted.named_children)
    return True


def _is_open_call(tree: Tree, node: Node) -> bool:
    arguments = node.parent.child_by_field_name("arguments") if node.parent is not None else None
    if arguments is None or not tree.source(node).startswith("self."):
        return True
    given = arguments.named_children
    return _has_names(tree, arguments) and (len(given) < 2 or _differ(tree, given[:2]))


def _has_names(tree: Tree, node: Node) -> bool:
    return bool(tree.captures(f"{_ANYTHING} @name", tree.span(node)))


def _differ(tree: Tree, sides: list[Node]) -> bool:
    return len({"".join(tree.source(one).split()) for one in sides}) > 1
