"""Wrong expressions: one off, a part too many, another expression of the same function."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.proposers.search import grammar
from limner_server.proposers.search.change import Change, replace, swap
from limner_server.proposers.search.kinds import clash
from limner_server.proposers.search.known_kinds import BOOLEAN, LIST, MAP, NUMBER, SEQUENCE, TEXT
from limner_server.proposers.search.spelling import fitting
from limner_server.proposers.search.subject import Subject

_MOST: Final = 16
# Only these, among what holds no number for sure, can be one off.
_MAYBE_NUMBER: Final = frozenset(
    [
        "identifier",
        "call",
        "call_expression",
        "binary_operator",
        "binary_expression",
        "attribute",
        "member_expression",
        "subscript",
        "subscript_expression",
        "unary_operator",
    ]
)


def one_off(subject: Subject, node: Node) -> Iterator[Change]:
    """`e + 1` and `e - 1`."""
    if not subject.code.is_value(node) or node.type not in _MAYBE_NUMBER:
        return
    kind = subject.kinds.of(node)
    if kind in (TEXT, LIST, SEQUENCE, MAP, BOOLEAN) or not _counts(node):
        return
    text = subject.code.of(node)
    # A bound of a range or an index is one off more often than any other number.
    bound = node.parent is not None and (
        node.parent.type in ("argument_list", "slice", *grammar.SUBSCRIPTS)
        or _is_compared(node.parent)
    )
    cost = (1.6 if bound else 2.0) + (0.0 if kind == NUMBER else 0.8)
    # Beyond the length of what is gone through there is nothing.
    beyond = 0.8 if text.startswith("len(") or text.endswith(".length") else 0.0
    beyond = 0.0 if node.type in grammar.BINARY else beyond
    yield replace(subject, node, fitting(node, f"{text} + 1"), cost + beyond)
    yield replace(subject, node, fitting(node, f"{text} - 1"), cost)


def _counts(node: Node) -> bool:
    """Whether one more would not already be tried at the operation around the node."""
    operator = node.child_by_field_name("operator")
    if node.type in ("binary_operator", "binary_expression") and operator is not None:
        return operator.type in ("+", "-", "*", "/", "//", "%", "**", "<<", ">>")
    parent = node.parent
    if parent is not None and parent.type in ("binary_operator", "binary_expression"):
        above = parent.child_by_field_name("operator")
        return above is None or above.type not in ("+", "-")
    return True


def _is_compared(parent: Node) -> bool:
    """Whether the node puts things in order, as the condition of a loop does."""
    return parent.type in ("binary_expression", "comparison_operator") and any(
        child.type in ("<", "<=", ">", ">=") for child in parent.children
    )


def one_operand(subject: Subject, node: Node) -> Iterator[Change]:
    """One operand alone, where an operation has two."""
    operator = node.child_by_field_name("operator")
    if node.type not in ("binary_operator", "binary_expression") or operator is None:
        return
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None or operator.type in ("&&", "||", "in", "instanceof"):
        return
    compared = subject.kinds.of(node) == BOOLEAN
    numeral = right.type in grammar.NUMBERS
    yield replace(
        subject, node, subject.code.of(left), 3.6 if compared else 1.3 if numeral else 2.2
    )
    yield replace(subject, node, subject.code.of(right), 3.8 if compared else 2.6)


def unwrapped(subject: Subject, node: Node) -> Iterator[Change]:
    """An argument, or the object that is asked, in place of the call."""
    if node.type not in grammar.CALLS or not subject.code.is_value(node):
        return
    held, function = node.child_by_field_name("arguments"), node.child_by_field_name("function")
    if held is not None and held.type != "generator_expression" and function is not None:
        for index, one in enumerate(held.named_children[:2]):
            if one.type in grammar.EXPRESSIONS and function.type == "identifier":
                yield replace(subject, node, fitting(node, subject.code.of(one)), 2.2 + index * 0.6)
    if function is not None and function.type in grammar.MEMBERS:
        target = function.child_by_field_name("object")
        module = target is not None and subject.code.of(target) in subject.modules
        if target is not None and not module:
            yield replace(subject, node, subject.code.of(target), 2.4)
        elif held is not None and held.named_children:
            first = subject.code.of(held.named_children[0])
            yield replace(subject, node, fitting(node, first), 2.4)


def other_expression(subject: Subject, node: Node) -> Iterator[Change]:
    """An expression that stands elsewhere in the function, of the same kind."""
    if not subject.code.is_value(node) or node.type in ("string", *grammar.NUMBERS, *_FUNCTIONS):
        return
    written, kind = subject.code.of(node), subject.kinds.of(node)
    known = {name.text for name in subject.scope.at(node)}
    ends = subject.code.span(node)
    count, role = 0, _role(subject, node)
    for other in subject.expressions_near(node):
        text = subject.code.of(other)
        if other.type in ("identifier", "string", *grammar.NUMBERS, *_FUNCTIONS, *_PLAIN):
            continue
        if text == written or len(text) > 60 or not subject.names_in(other) <= known:
            continue
        found = subject.kinds.of(other)
        if clash(kind, found):
            continue
        start, end = subject.code.span(other)
        inside = ends[0] <= start and end <= ends[1]
        around = start <= ends[0] and ends[1] <= end
        certain = 0.0 if kind and found else 0.8
        size = 0.02 * len(text)
        if around and node.type not in ("identifier", *grammar.ATOMS):
            continue
        cost = 2.6 + certain + size + (0.6 if inside or around else 0.0)
        # What stands in such a place elsewhere can stand here (Wen et al., "Context-aware patch
        # generation for better automated program repair", ICSE 2018).
        cost -= 0.8 if role and role == _role(subject, other) else 0.0
        yield replace(subject, node, fitting(node, text) if _loose(other) else text, cost)
        count += 1
        if count >= _MOST:
            return


def _role(subject: Subject, node: Node) -> tuple[str, ...]:
    """Which operand of which operation a node is; nothing where it is none."""
    parent = node.parent
    operator = parent.child_by_field_name("operator") if parent is not None else None
    if parent is None or operator is None:
        return ()
    side = "left" if parent.child_by_field_name("left") == node else "right"
    return parent.type, subject.code.of(operator), side


def exchanged_branches(subject: Subject, node: Node) -> Iterator[Change]:
    """`b if c else a` for `a if c else b`."""
    if node.type == "conditional_expression":
        parts = node.named_children
        yield swap(subject, parts[0], parts[-1], 1.6, "the two results exchanged")
    elif node.type == "ternary_expression":
        one = node.child_by_field_name("consequence")
        other = node.child_by_field_name("alternative")
        if one is not None and other is not None:
            yield swap(subject, one, other, 1.6, "the two results exchanged")


def _loose(node: Node) -> bool:
    return node.type not in grammar.ATOMS


_FUNCTIONS: Final = frozenset({"lambda", "arrow_function", "function_expression"})
_PLAIN: Final = frozenset(
    {"true", "false", "none", "null", "undefined", "parenthesized_expression"}
)
