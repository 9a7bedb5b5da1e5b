"""Whether a test in JavaScript asserts anything that could be otherwise."""

from __future__ import annotations

import re
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.cases.answered.javascript_names import arguments_of, called, nodes

_EXPECT: Final = "expect"
_ASSERT: Final = re.compile(
    r"(?:t\.)?assert(?:\.\w+)*|(?:strict|deep|not)\w*[eE]qual|ok|throws|rejects"
)
_ASSERTS: Final = re.compile(r"\b(?:assert|expect)\b")
_OPEN: Final = "[(call_expression) (member_expression) (identifier) (new_expression)] @name"


def asserts_something(tree: Tree) -> bool:
    """Whether an assertion of the test, or of its helpers, could fail, and nothing hides that."""
    for node in nodes(tree, "(try_statement)"):
        tried = node.child_by_field_name("body")
        if node.child_by_field_name("handler") is not None and _ASSERTS.search(tree.source(tried)):
            return False
    for node in called(tree):
        name = tree.source(node)
        if name == _EXPECT and _is_open_expectation(tree, node):
            return True
        if _ASSERT.fullmatch(name) and _is_open(tree, arguments_of(node)):
            return True
    return False


def _is_open_expectation(tree: Tree, node: Node) -> bool:
    """Whether `expect(actual).toBe(wanted)` could fail, and is held against anything at all."""
    actual = arguments_of(node)
    call = node.parent
    member = call.parent if call is not None else None
    while member is not None and member.type == "member_expression":
        around = member.parent
        if around is not None and around.type == "call_expression":
            wanted = around.child_by_field_name("arguments")
            given = wanted.named_children if wanted is not None else []
            return _is_open(tree, [*actual[:1], *given[:1]])
        member = around
    return False


def _is_open(tree: Tree, given: list[Node]) -> bool:
    if not any(tree.captures(_OPEN, tree.span(one)) for one in given[:2]):
        return False
    sides = ["".join(tree.source(one).split()) for one in given[:2]]
    return len(sides) < 2 or sides[0] != sides[1]
