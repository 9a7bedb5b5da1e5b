"""Definitions without their bodies, and long functions without what is far from a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.perception.context.piece import LineRange, Ranges
from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.tree import Span, Tree, first_named

# Of a long docstring the first lines say what it is about.
_DOCSTRING_LINES: Final = 3
# How many lines around the one in question stay when a long function is folded, one after another.
_AROUND: Final = (60, 25, 10, 4)
_FIELDS: Final = frozenset(
    {"field_definition", "public_field_definition", "property_signature", "type_alias_statement"}
)
_BLOCKS: Final = frozenset({"block", "statement_block", "switch_body", "class_body"})


def lines_of(tree: Tree, span: Span) -> LineRange:
    """The lines that a span touches."""
    lines = tree.lines
    return LineRange(lines.line(span.start), lines.line(max(span.start, span.end - 1)))


def text_of(tree: Tree, lines: LineRange) -> str:
    """What whole lines say, without the last line ending."""
    return tree.text[tree.lines.start(lines.first) : tree.lines.end(lines.last)]


def documented(one: Function | Class) -> Span:
    """A definition with the comment before it that documents it, where that is JavaScript's way."""
    start = one.docstring.start if one.docstring is not None else one.span.start
    return Span(min(start, one.span.start), one.span.end)


def signature(tree: Tree, one: Function | Class, *, private: bool = True) -> Ranges:
    """A definition without its body: decorators, header, the docstring's beginning.

    Of a class also the signatures of its methods and its fields.

    Args:
        tree: of the file.
        one: the definition.
        private: whether methods count that are for the class alone.
    """
    whole = lines_of(tree, one.span)
    kept = [LineRange(whole.first, tree.lines.line(max(one.header.end - 1, one.header.start)))]
    if one.docstring is not None:
        kept.append(_summary(tree, one.docstring))
    if isinstance(one, Class):
        kept += _members(tree, one, private=private)
    if one.body.of(tree.text).startswith("{") and tree.language.family == "javascript":
        kept.append(LineRange(whole.last, whole.last))
    return merged(kept)


def around_line(tree: Tree, span: Span, line: int) -> Iterator[Ranges]:
    """A long definition with ever less of what is far from a line.

    What stays always: its header, the line and some around it, and the headers of the blocks that
    the line stands in.
    """
    whole = lines_of(tree, span)
    offset = tree.lines.end(line)
    headers = [LineRange(whole.first, whole.first)]
    for one in definitions(tree):
        if span.start <= one.span.start and offset in one.span:
            headers += [part for part in signature(tree, one) if part.first <= line]
    node = tree.node(max(tree.lines.offset(line, 1), span.start))
    for around in tree.ancestors(node):
        if around.type in _BLOCKS and around.parent is not None:
            first = tree.lines.line(tree.span(around.parent).start)
            if whole.first <= first:
                headers.append(LineRange(first, first))
    for most in _AROUND:
        window = LineRange(max(whole.first, line - most), min(whole.last, line + most))
        if window.last - window.first < whole.last - whole.first:
            yield merged([*headers, window])


def merged(ranges: list[LineRange]) -> Ranges:
    """The ranges in order, those that touch joined into one."""
    found: list[LineRange] = []
    for one in sorted(ranges):
        if found and one.first <= found[-1].last + 1:
            found[-1] = LineRange(found[-1].first, max(found[-1].last, one.last))
        else:
            found.append(one)
    return tuple(found)


def _summary(tree: Tree, docstring: Span) -> LineRange:
    """The first paragraph of a docstring, if it is not long."""
    first, last = lines_of(tree, docstring)
    lines = docstring.of(tree.text).splitlines()
    blank = next((index for index, line in enumerate(lines) if not line.strip(" *")), len(lines))
    return LineRange(first, min(last, first + min(blank, _DOCSTRING_LINES) - 1))


def _members(tree: Tree, owner: Class, *, private: bool) -> Iterator[LineRange]:
    """The signatures of a class's methods, and its fields."""
    inside = [
        one for one in definitions(tree) if owner.body.start <= one.span.start < owner.body.end
    ]
    functions = [
        one for one in inside if isinstance(one, Function) and one.owner == owner.qualified
    ]
    for one in functions:
        if private or one.name.startswith("__") or not one.name.startswith(("_", "#")):
            yield from signature(tree, one)
    for field in _fields(owner.node.child_by_field_name("body")):
        if not any(tree.span(field).start in one.span for one in inside):
            yield lines_of(tree, tree.span(field))


def _fields(body: Node | None) -> list[Node]:
    """The statements of a class's body that are fields, not definitions nor its docstring."""
    return [
        child
        for child in (body.named_children if body else ())
        if child.type in _FIELDS
        or (child.type == "expression_statement" and _is_assignment(first_named(child)))
    ]


def _is_assignment(node: Node | None) -> bool:
    return node is not None and node.type == "assignment"
