"""How an expression is written where another stands: in brackets where it must be."""

from __future__ import annotations

from typing import Final

from tree_sitter import Node

from limner_server.proposers.search import grammar
from limner_server.proposers.search.subject import Subject

# Where an operation stands as it is, whatever it is.
_LOOSE: Final = frozenset(
    [
        "argument_list",
        "arguments",
        "assignment",
        "augmented_assignment",
        "return_statement",
        "parenthesized_expression",
        "list",
        "tuple",
        "set",
        "array",
        "keyword_argument",
        "default_parameter",
        "variable_declarator",
        "assignment_expression",
        "augmented_assignment_expression",
        "expression_list",
        "slice",
        "interpolation",
        "template_substitution",
        "pair",
        "generator_expression",
        "list_comprehension",
        "set_comprehension",
        "if_statement",
        "while_statement",
        "elif_clause",
        "typed_default_parameter",
    ]
)


def bracketed(subject: Subject, node: Node) -> str:
    """The text of an expression, in brackets where it is not one operand."""
    text = subject.code.of(node)
    return text if node.type in grammar.ATOMS else f"({text})"


def fitting(node: Node, text: str) -> str:
    """An operation's text as it may stand in place of `node`, in brackets where it must."""
    parent = node.parent
    loose = parent is None or parent.type in _LOOSE
    if parent is not None and parent.type in grammar.SUBSCRIPTS:
        loose = parent.named_children[0] != node
    return text if loose else f"({text})"
