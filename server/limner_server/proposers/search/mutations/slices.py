"""Wrong indexes and slices: bounds too many, too few, or of the other end."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from limner_server.edits import Edit
from limner_server.proposers.search import grammar
from limner_server.proposers.search.change import Change, replace
from limner_server.proposers.search.known_kinds import BOOLEAN, LIST, MAP, NUMBER, SEQUENCE, TEXT
from limner_server.proposers.search.subject import Subject


def bounds(subject: Subject, node: Node) -> Iterator[Change]:
    """Another bound of a slice: none, or the other way round."""
    if node.type != "slice":
        return
    text = subject.code.of(node)
    parts = [part.strip() for part in _split(subject, node)]
    for index, part in enumerate(parts):
        if part:
            rest = ":".join([*parts[:index], "", *parts[index + 1 :]])
            yield replace(subject, node, rest, 2.0, f"the slice `[{rest}]`")
    if len(parts) == 2:
        first, last = parts
        yield replace(subject, node, f"{last}:{first}", 1.8, f"the slice `[{last}:{first}]`")
        yield replace(subject, node, f"{text}:-1", 3.2, f"the slice `[{text}:-1]`")
        for usual in ("1:", ":-1", "::-1"):
            if usual not in (text, f"{last}:{first}"):
                yield replace(subject, node, usual, 2.2, f"the slice `[{usual}]`")
        for bound, written in ((f"1:{last}", first), (f"{first}:-1", last)):
            if not written:
                yield replace(subject, node, bound, 1.8, f"the slice `[{bound}]`")


def _split(subject: Subject, node: Node) -> list[str]:
    parts, last = [], subject.code.span(node)[0]
    for child in node.children:
        if child.type == ":":
            start, end = subject.code.span(child)
            parts.append(subject.code.text[last:start])
            last = end
    parts.append(subject.code.text[last : subject.code.span(node)[1]])
    return parts


def parts(subject: Subject, node: Node) -> Iterator[Change]:
    """Another part of a text or an array, where `slice` takes one (JavaScript)."""
    function, held = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if node.type != "call_expression" or function is None or held is None:
        return
    if subject.code.of(function).rpartition(".")[2] in ("slice", "substring"):
        given = subject.code.of(held)
        for usual in ("(1)", "(0, -1)", "(-1)"):
            if usual != given:
                yield replace(subject, held, usual, 2.2)


def indexes(subject: Subject, node: Node) -> Iterator[Change]:
    """The last for the first, and an index too many."""
    if node.type not in grammar.SUBSCRIPTS or len(node.named_children) != 2:
        return
    value, index = node.named_children
    if index.type == "slice":
        yield replace(subject, node, subject.code.of(value), 2.2)
        return
    if not subject.code.is_value(node):
        return
    yield replace(subject, node, subject.code.of(value), 2.8)
    if subject.code.python and subject.kinds.of(value) != MAP:
        written = subject.code.of(index)
        for text, cost in (("-1", 1.8), ("0", 1.8), ("1", 2.4), (f"-{written}", 2.6)):
            if text != written and index.type != "string" and not text.startswith("--"):
                yield replace(subject, index, text, cost)


def added(subject: Subject, node: Node) -> Iterator[Change]:
    """A slice or an index of a text or a list, where the whole was taken."""
    if node.type not in ("identifier", *grammar.MEMBERS, *grammar.CALLS):
        return
    kind = subject.kinds.of(node)
    if not subject.code.is_value(node) or kind in (NUMBER, BOOLEAN, MAP):
        return
    end = subject.code.span(node)[1]
    unsure = 0.0 if kind in (LIST, TEXT, SEQUENCE) else 1.2
    # Names that count are bounds; which it is nobody can say.
    counts = [
        name.text
        for name in subject.names_at(node)
        if name.depth and subject.kind_of_name(name) == NUMBER
    ][:4]
    for text, cost in _slices(subject.code.python, counts):
        yield Change((Edit(end, end, text),), f"`{text}` of it", cost + unsure)


def _slices(python: bool, counts: list[str]) -> Iterator[tuple[str, float]]:
    if python:
        yield from (("[1:]", 2.4), ("[:-1]", 2.4), ("[::-1]", 2.6), ("[0]", 3.0), ("[-1]", 3.0))
        for index, name in enumerate(counts):
            yield f"[{name}:]", 2.6 + 0.2 * index
            yield f"[:{name}]", 2.6 + 0.2 * index
            yield f"[{name}]", 2.8 + 0.2 * index
            yield f"[:{name} + 1]", 3.6 + 0.2 * index
            yield f"[{name} + 1:]", 3.6 + 0.2 * index
    else:
        yield from ((".slice(1)", 2.4), (".slice(0, -1)", 2.4), ("[0]", 3.0), (".at(-1)", 3.2))
        for index, name in enumerate(counts):
            yield f".slice({name})", 2.6 + 0.2 * index
            yield f".slice(0, {name})", 2.6 + 0.2 * index
            yield f"[{name}]", 2.8 + 0.2 * index
            yield f".slice({name} + 1)", 3.6 + 0.2 * index
