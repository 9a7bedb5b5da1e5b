"""Wrong conditions: the opposite, a part too many, a part that is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.edits import line_ending
from limner_server.proposers.search import grammar
from limner_server.proposers.search.change import Change, replace
from limner_server.proposers.search.known_kinds import BOOLEAN, LIST, MAP, NUMBER, SEQUENCE, TEXT
from limner_server.proposers.search.mutations.statements import indent_of, whole_lines
from limner_server.proposers.search.spelling import bracketed
from limner_server.proposers.search.subject import Subject

_LOGIC: Final = frozenset({"and", "or", "&&", "||"})
_MOST_PARTS: Final = 12


def negated(subject: Subject, node: Node) -> Iterator[Change]:
    """The opposite of a condition."""
    if not _is_condition(node) or node.type in ("not_operator", "true", "false"):
        return
    if node.type == "unary_expression":
        return
    inner = node
    while inner.type == "parenthesized_expression" and inner.named_children:
        inner = inner.named_children[0]
    simple = inner.type in ("comparison_operator", "binary_expression")
    text = subject.code.of(inner)
    told = f"the opposite of `{text}`" if len(text) < 40 else "the opposite condition"
    sign = "not " if subject.code.python else "!"
    target = bracketed(subject, inner) if not subject.code.python or simple else text
    if subject.code.python and inner.type in ("boolean_operator", "conditional_expression"):
        target = f"({text})"
    # A comparison has an opposite of its own.
    yield replace(subject, inner, f"{sign}{target}", 2.6 if simple else 1.5, told)


def without_part(subject: Subject, node: Node) -> Iterator[Change]:
    """One of two conditions alone."""
    if _logic(subject, node):
        for side in ("left", "right"):
            part = node.child_by_field_name(side)
            if part is not None:
                yield replace(subject, node, subject.code.of(part), 2.0)


def with_part(subject: Subject, node: Node) -> Iterator[Change]:
    """One condition more: one that stands nearby, or one that such code often needs."""
    if not _is_condition(node) or node.type == "parenthesized_expression":
        return
    conjunction, disjunction = ("and", "or") if subject.code.python else ("&&", "||")
    written = subject.code.of(node)
    whole = written if not _logic(subject, node) else f"({written})"
    for index, (part, cost) in enumerate(_parts(subject, node)):
        if index >= _MOST_PARTS * 2:
            return
        yield replace(subject, node, f"{whole} {conjunction} {part}", cost, f"and `{part}`")
        yield replace(subject, node, f"{whole} {disjunction} {part}", cost + 0.3, f"or `{part}`")


def decided(subject: Subject, node: Node) -> Iterator[Change]:
    """A condition in place of a truth value that is returned or kept."""
    parent = node.parent
    if node.type not in ("true", "false") or parent is None:
        return
    if parent.type not in ("return_statement", *grammar.ASSIGNMENTS):
        return
    for part, cost in _parts(subject, node):
        yield replace(subject, node, part, cost)
    equals = "==" if subject.code.python else "==="
    for index, name in enumerate(subject.names_at(node)[:6]):
        if name.depth and subject.kind_of_name(name) == NUMBER:
            yield replace(subject, node, f"{name.text} {equals} 0", 2.8 + 0.15 * index)
        elif name.depth:
            empty = f"not {name.text}" if subject.code.python else f"!{name.text}"
            yield replace(subject, node, empty, 3.6 + 0.15 * index)


def guarded(subject: Subject, node: Node) -> Iterator[Change]:
    """A statement that is done only on a condition that stands nearby, or if a key is missing."""
    if node.type not in ("expression_statement", "return_statement"):
        return
    lines = whole_lines(subject.code, node)
    if lines is None:
        return
    text, indent = subject.code.of(node), indent_of(subject.code, node)
    ending = line_ending(subject.code.text)
    for test, cost in (*_missing_key(subject, node), *_parts(subject, node)):
        if subject.code.python:
            step = "\t" if "\t" in indent else "    "
            inner = text.replace("\n", f"\n{step}")
            new = f"if {test}:{ending}{indent}{step}{inner}"
        else:
            new = f"if ({test}) {text}"
        yield replace(subject, node, new, cost + 0.4, f"only if `{test}`")


def _missing_key(subject: Subject, node: Node) -> Iterator[tuple[str, float]]:
    inner = node.named_children[0] if node.named_children else None
    left = inner.child_by_field_name("left") if inner is not None else None
    if left is not None and left.type in grammar.SUBSCRIPTS and len(left.named_children) == 2:
        owner, key = (subject.code.of(one) for one in left.named_children)
        yield (f"{key} not in {owner}" if subject.code.python else f"!({key} in {owner})"), 2.4


def _parts(subject: Subject, node: Node) -> Iterator[tuple[str, float]]:
    written = subject.code.of(node)
    known = {name.text for name in subject.scope.at(node)}
    for other in subject.expressions_near(node):
        text = subject.code.of(other)
        comparison = other.type in ("comparison_operator", "not_operator") or (
            other.type == "binary_expression" and subject.kinds.of(other) == BOOLEAN
        )
        if comparison and text not in written and subject.names_in(other) <= known:
            yield text, 3.2
    for index, name in enumerate(subject.names_at(node)[:6]):
        for text, cost in _usual(subject, name.text, subject.kind_of_name(name)):
            if text not in written:
                yield text, cost + 0.15 * index


def _usual(subject: Subject, name: str, kind: str) -> Iterator[tuple[str, float]]:
    """Conditions that code asks of a name of this kind."""
    python = subject.code.python
    if kind == NUMBER:
        yield f"{name} > 0", 3.6
        yield f"{name} {'!=' if python else '!=='} 0", 3.8
    elif kind in (TEXT, LIST, SEQUENCE, MAP):
        size = f"len({name})" if python else f"{name}.length"
        yield name if python else f"{size} > 0", 3.4
        yield f"{size} > 1", 4.2
    else:
        yield (f"{name} is not None" if python else f"{name} != null"), 3.4
        yield name, 3.8
        yield (f"not {name}" if python else f"!{name}"), 4.0


def _is_condition(node: Node) -> bool:
    """Whether something is decided by the value of the node."""
    parent = node.parent
    if parent is None or node.type not in grammar.EXPRESSIONS:
        return False
    while parent is not None and parent.type == "parenthesized_expression":
        node, parent = parent, parent.parent
    if parent is None:
        return False
    if parent.type in (*grammar.BRANCHES, "for_statement", "ternary_expression", "do_statement"):
        return parent.child_by_field_name("condition") == node
    if parent.type == "conditional_expression":
        return parent.named_children[1] == node
    return parent.type == "if_clause"


def _logic(subject: Subject, node: Node) -> bool:
    operator = node.child_by_field_name("operator")
    return operator is not None and subject.code.of(operator) in _LOGIC
