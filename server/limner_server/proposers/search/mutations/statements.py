"""Statements too many, in the wrong order, or at the wrong depth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.edits import Edit, first_ink, line_end, line_start
from limner_server.perception.syntax.tree import Span
from limner_server.proposers.search import grammar
from limner_server.proposers.search.change import Change, replace, swap
from limner_server.proposers.search.code import Code
from limner_server.proposers.search.subject import Subject

_JUMPS: Final = {"break_statement": "continue", "continue_statement": "break"}


def removed(subject: Subject, node: Node) -> Iterator[Change]:
    """Without the statement; or what it guards, without the guard."""
    lines = whole_lines(subject.code, node)
    block = node.parent
    if lines is None or block is None or node.type in ("function_definition", "pass_statement"):
        return
    told = f"without `{_head(subject, node)}`"
    if len(_statements(block)) > 1:
        cost = 2.4 if node.type not in grammar.LOOPS else 4.0
        if node.type == "return_statement" and node == _statements(block)[-1]:
            cost += 1.0
        yield Change((Edit(*lines, ""),), told, cost)
    if node.type == "if_statement" and node.child_by_field_name("alternative") is None:
        body = node.child_by_field_name("consequence")
        if body is not None and body.named_children:
            yield _moved_out(subject, node, body, 3.2)


def _moved_out(subject: Subject, node: Node, body: Node, cost: float) -> Change:
    """The statements of a body in place of the statement that holds it."""
    code = subject.code
    start = code.span(node)[0]
    if body.type in ("block", "statement_block"):
        first, last = body.named_children[0], body.named_children[-1]
        text = code.text[code.span(first)[0] : code.span(last)[1]]
        inner = indent_of(code, first)
    else:
        text, inner = code.of(body), ""
    outer = indent_of(code, node)
    text = text.replace(f"\n{inner}", f"\n{outer}") if inner else text
    return Change((Edit(start, code.span(node)[1], text),), "without the condition", cost)


def reordered(subject: Subject, node: Node) -> Iterator[Change]:
    """Two statements that follow each other in the other order."""
    following = node.next_named_sibling
    if following is None or not _movable(node) or not _movable(following):
        return
    if whole_lines(subject.code, node) and whole_lines(subject.code, following):
        yield swap(subject, node, following, 2.2, "two statements in the other order")


def exchanged_bodies(subject: Subject, node: Node) -> Iterator[Change]:
    """What is done if, and what is done else, exchanged."""
    if node.type != "if_statement":
        return
    alternative = node.child_by_field_name("alternative")
    body = node.child_by_field_name("consequence")
    if alternative is None or body is None or alternative.type != "else_clause":
        return
    other = alternative.child_by_field_name("body") or alternative.named_children[-1]
    if other.type != "if_statement":
        yield swap(subject, body, other, 1.8, "what is done if and else exchanged")


def deeper(subject: Subject, node: Node) -> Iterator[Change]:
    """The statement moved to the end of the block before it (Python)."""
    before = node.prev_named_sibling
    lines = whole_lines(subject.code, node)
    if not subject.code.python or before is None or lines is None:
        return
    if before.type not in ("if_statement", *grammar.LOOPS, "with_statement", "try_statement"):
        return
    block = _last_block(before)
    if block is None or not block.named_children:
        return
    inner, outer = indent_of(subject.code, block.named_children[0]), indent_of(subject.code, node)
    text = _indented(subject.code.text[slice(*lines)], outer, inner)
    yield Change((Edit(*lines, text),), "one level deeper", 2.4)


def shallower(subject: Subject, node: Node) -> Iterator[Change]:
    """The last statement of a block moved behind it."""
    code, block = subject.code, node.parent
    lines = whole_lines(code, node)
    if block is None or block.type not in ("block", "statement_block") or lines is None:
        return
    statements = _statements(block)
    holder = block.parent
    if len(statements) < 2 or statements[-1] != node or holder is None:
        return
    if holder.type in grammar.FUNCTIONS or holder.type == "class_definition":
        return
    while holder.parent is not None and holder.type in ("elif_clause", "else_clause"):
        holder = holder.parent
    outer = indent_of(code, holder)
    text = _indented(code.text[slice(*lines)], indent_of(code, node), outer)
    if code.python:
        if code.span(holder)[1] == code.span(node)[1]:
            yield Change((Edit(*lines, text),), "one level less deep", 2.4)
        return
    end = line_end(code.text, code.span(holder)[1])
    end = min(len(code.text), end + 1)
    edits = (Edit(*lines, ""), Edit(end, end, text if text.endswith("\n") else text + "\n"))
    if lines[1] <= end:
        yield Change(edits, "one level less deep", 2.6)


def jumps(subject: Subject, node: Node) -> Iterator[Change]:
    """`break` for `continue`, and a `return` that was forgotten."""
    if node.type in _JUMPS:
        other = _JUMPS[node.type]
        end = ";" if subject.code.of(node).endswith(";") else ""
        yield replace(subject, node, other + end, 1.4)
    if node.type == "expression_statement" and node.named_children:
        inner = node.named_children[0]
        last = node.next_named_sibling is None
        if inner.type in grammar.EXPRESSIONS and inner.type != "string":
            start = subject.code.span(node)[0]
            note = "return what is only computed"
            yield Change((Edit(start, start, "return "),), note, 1.6 if last else 2.4)
            if not subject.code.python:
                yield Change((Edit(start, start, "await "),), "wait for it", 2.6)
    if node.type == "return_statement" and node.parent is not None and node.named_children:
        holder = node.parent.parent
        if holder is not None and (holder.type in grammar.LOOPS or _in_loop(node)):
            jump = "continue" if subject.code.python else "continue;"
            yield replace(subject, node, jump, 3.4)
            yield replace(subject, node, jump.replace("continue", "break"), 3.4)


def alternatives(subject: Subject, node: Node) -> Iterator[Change]:
    """`elif` for `if`, and back (Python); `while` for `if`."""
    if node.type != "if_statement":
        return
    start = subject.code.span(node)[0]
    before = node.prev_named_sibling
    if subject.code.python and before is not None and before.type == "if_statement":
        final = before.children[-1].type == "else_clause"
        if not final and indent_of(subject.code, node) == indent_of(subject.code, before):
            yield Change((Edit(start, start + 2, "elif"),), "`elif` instead of `if`", 1.8)
    if node.child_by_field_name("alternative") is None:
        yield Change((Edit(start, start + 2, "while"),), "`while` instead of `if`", 2.8)
    for clause in node.children:
        if subject.code.python and clause.type == "elif_clause":
            at = subject.code.span(clause)[0]
            yield Change((Edit(at, at + 4, "if"),), "`if` instead of `elif`", 2.2)


def loops(subject: Subject, node: Node) -> Iterator[Change]:
    """`if` for `while`, and `of` for `in`."""
    start = subject.code.span(node)[0]
    if node.type == "while_statement":
        yield Change((Edit(start, start + 5, "if"),), "`if` instead of `while`", 3.0)
    elif node.type == "for_in_statement":
        operator = node.child_by_field_name("operator")
        if operator is not None:
            other = "of" if operator.type == "in" else "in"
            yield replace(subject, operator, other, 1.2)


def whole_lines(code: Code, node: Node) -> Span | None:
    """The lines of a statement that has lines of its own, with the line ending of the last."""
    parent = node.parent
    if parent is None or parent.type not in grammar.BLOCKS or not node.type.endswith(_STATEMENT):
        return None
    start, end = code.span(node)
    if first_ink(code.text, start) != start or code.text[end : line_end(code.text, end)].strip():
        return None
    last = line_end(code.text, end)
    if code.text[last : last + 2] == "\r\n":
        last += 1
    return Span(line_start(code.text, start), min(len(code.text), last + 1))


_STATEMENT: Final = ("_statement", "_declaration")


def _statements(block: Node) -> list[Node]:
    return [one for one in block.named_children if one.type != "comment"]


def _movable(node: Node) -> bool:
    return node.type in grammar.STATEMENTS and node.type != "return_statement"


def _in_loop(node: Node) -> bool:
    one = node.parent
    while one is not None and one.type not in grammar.FUNCTIONS:
        if one.type in grammar.LOOPS:
            return True
        one = one.parent
    return False


def _last_block(statement: Node) -> Node | None:
    """The block that the text of the statement ends with."""
    one: Node | None = statement
    while one is not None and one.type != "block":
        one = one.named_children[-1] if one.named_children else None
    return one


def indent_of(code: Code, node: Node) -> str:
    """The blanks before the first line of a node."""
    start = code.span(node)[0]
    return code.text[line_start(code.text, start) : first_ink(code.text, start)]


def _indented(text: str, old: str, new: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(new + line.removeprefix(old) if line.strip() else line for line in lines)


def _head(subject: Subject, node: Node) -> str:
    line = subject.code.of(node).splitlines()[0]
    return line if len(line) <= 40 else line[:39] + "…"
