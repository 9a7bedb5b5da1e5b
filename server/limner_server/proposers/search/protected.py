"""What must never be changed: the tests that stand in the same file as the code."""

from __future__ import annotations

import re
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.tree import Span
from limner_server.proposers.search import grammar
from limner_server.proposers.search.code import Code

_TEST_NAME: Final = re.compile(r"^_?(test|check|spec|assert)(?![a-z])|^[tT]est|Test(s|Case)?$")
_TEST_CALL: Final = re.compile(r"^(describe|it|test|suite|expect|assert|console\.assert)\b")
_ASSERTION: Final = re.compile(
    r"\b(assert\b|self\.assert|self\.fail|expect\(|console\.assert\(|assert\.|t\.(is|ok|equal))"
)


def protected(code: Code) -> list[Span]:
    """The spans of the tests of a text, and of what asserts outside of any function."""
    return [
        code.span(node)
        for node in _definitions(code.root)
        if _is_test(code, node) or _runs_tests(code, node)
    ]


def _definitions(root: Node) -> list[Node]:
    """What stands at the top, and the methods of its classes."""
    found = []
    for node in root.named_children:
        found.append(node)
        if node.type in ("class_definition", "class_declaration"):
            body = node.child_by_field_name("body")
            found.extend(body.named_children if body is not None else ())
    return found


def _is_test(code: Code, node: Node) -> bool:
    """Whether a function or class is named as tests are, and asserts something."""
    inner = node.child_by_field_name("definition")
    if inner is not None:
        return _is_test(code, inner)
    name = node.child_by_field_name("name")
    if node.type in ("lexical_declaration", "variable_declaration") and node.named_children:
        declared = node.named_children[0]
        value = declared.child_by_field_name("value")
        if value is not None and value.type in grammar.FUNCTIONS:
            name = declared.child_by_field_name("name")
    if name is None or not _TEST_NAME.search(code.of(name)):
        return False
    return _ASSERTION.search(code.of(node)) is not None


def _runs_tests(code: Code, node: Node) -> bool:
    """Whether a statement at the top asserts, calls something, or is the script's entry."""
    if node.type == "if_statement":
        return "__main__" in code.of(node).partition("\n")[0]
    if node.type == "expression_statement" and node.named_children:
        call = node.named_children[0].type in grammar.CALLS
        return call or _TEST_CALL.match(code.of(node)) is not None
    return node.type == "assert_statement"
