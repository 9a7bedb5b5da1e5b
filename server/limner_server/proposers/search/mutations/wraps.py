"""Missing calls: of a function on what is there, or of a method of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.edits import Edit
from limner_server.proposers.search import grammar
from limner_server.proposers.search.change import Change, replace
from limner_server.proposers.search.kinds import is_one_of
from limner_server.proposers.search.known_kinds import (
    BOOLEAN,
    FUNCTION,
    LIST,
    MAP,
    NUMBER,
    TEXT,
    UNKNOWN,
)
from limner_server.proposers.search.subject import Subject

_ANY: Final = (NUMBER, TEXT, LIST, MAP, UNKNOWN)
# A call, `{}` being what is there; its cost; the kinds of value that it can be made of.
Template = tuple[str, float, tuple[str, ...]]
_PYTHON: Final[tuple[Template, ...]] = (
    ("abs({})", 2.4, (NUMBER, UNKNOWN)),
    ("int({})", 2.6, (NUMBER, TEXT, UNKNOWN)),
    ("str({})", 2.6, (NUMBER, UNKNOWN)),
    ("len({})", 2.6, (TEXT, LIST, MAP, UNKNOWN)),
    ("sorted({})", 2.4, (TEXT, LIST, MAP, UNKNOWN)),
    ("set({})", 2.5, (TEXT, LIST, UNKNOWN)),
    ("sorted(set({}))", 3.2, (TEXT, LIST, UNKNOWN)),
    ("list({})", 2.8, (TEXT, LIST, MAP, UNKNOWN)),
    ("list(reversed({}))", 3.6, (LIST,)),
    ("sorted({}, reverse=True)", 3.2, (LIST, UNKNOWN)),
    ("sum({})", 3.0, (LIST, UNKNOWN)),
    ("max({})", 3.2, (LIST, UNKNOWN)),
    ("min({})", 3.2, (LIST, UNKNOWN)),
    ("round({})", 3.0, (NUMBER, UNKNOWN)),
    ("float({})", 3.2, (NUMBER, TEXT, UNKNOWN)),
    ("tuple({})", 3.4, (LIST, UNKNOWN)),
    ("bool({})", 3.6, _ANY),
    ("''.join({})", 3.2, (LIST, UNKNOWN)),
    ("range({})", 3.4, (NUMBER, UNKNOWN)),
    ("range(len({}))", 3.8, (LIST, TEXT, UNKNOWN)),
    ("enumerate({})", 3.6, (LIST, TEXT, UNKNOWN)),
    ("sum(1 for _ in {})", 4.5, (LIST, UNKNOWN)),
    ("{}.lower()", 2.6, (TEXT, UNKNOWN)),
    ("{}.upper()", 3.0, (TEXT, UNKNOWN)),
    ("{}.strip()", 2.8, (TEXT, UNKNOWN)),
    ("{}.split()", 3.2, (TEXT, UNKNOWN)),
    ("{}.copy()", 3.2, (LIST, MAP, UNKNOWN)),
    ("{}.items()", 3.0, (MAP, UNKNOWN)),
    ("{}.values()", 3.2, (MAP, UNKNOWN)),
    ("{}.keys()", 3.4, (MAP, UNKNOWN)),
)
_JAVASCRIPT: Final[tuple[Template, ...]] = (
    ("Math.abs({})", 2.4, (NUMBER, UNKNOWN)),
    ("Math.floor({})", 2.6, (NUMBER, UNKNOWN)),
    ("Math.ceil({})", 3.2, (NUMBER, UNKNOWN)),
    ("Math.round({})", 3.2, (NUMBER, UNKNOWN)),
    ("Math.sqrt({})", 3.8, (NUMBER, UNKNOWN)),
    ("Number({})", 2.8, (TEXT, UNKNOWN)),
    ("String({})", 2.8, (NUMBER, UNKNOWN)),
    ("{}.toString()", 3.0, (NUMBER, UNKNOWN)),
    ("{}.length", 2.6, (TEXT, LIST, UNKNOWN)),
    ("[...{}]", 3.0, (LIST, TEXT, UNKNOWN)),
    ("new Set({})", 3.0, (LIST, TEXT, UNKNOWN)),
    ("[...new Set({})]", 2.8, (LIST, UNKNOWN)),
    ("Math.max(...{})", 3.4, (LIST, UNKNOWN)),
    ("Math.min(...{})", 3.4, (LIST, UNKNOWN)),
    ("Object.keys({})", 3.0, (MAP, UNKNOWN)),
    ("Object.values({})", 3.2, (MAP, UNKNOWN)),
    ("Object.entries({})", 3.2, (MAP, UNKNOWN)),
    ("{}.toLowerCase()", 2.6, (TEXT, UNKNOWN)),
    ("{}.toUpperCase()", 3.0, (TEXT, UNKNOWN)),
    ("{}.trim()", 2.8, (TEXT, UNKNOWN)),
    ("{}.slice()", 3.2, (LIST, UNKNOWN)),
    ("{}.reverse()", 3.0, (LIST, UNKNOWN)),
    ("{}.sort()", 2.8, (LIST, UNKNOWN)),
    ("{}.sort((a, b) => a - b)", 2.6, (LIST, UNKNOWN)),
    ("{}.sort((a, b) => b - a)", 3.2, (LIST, UNKNOWN)),
    ("{}.join('')", 3.0, (LIST, UNKNOWN)),
    ("{}.split('')", 3.0, (TEXT, UNKNOWN)),
    ("await {}", 3.0, (UNKNOWN,)),
)


def wrapped(subject: Subject, node: Node) -> Iterator[Change]:
    """A call of a well-known function or method."""
    if not _can_be_wrapped(subject, node):
        return
    kind, text = subject.kinds.of(node), subject.code.of(node)
    # What is computed needs it more often than what was handed over.
    plain = 0.6 if node.type == "identifier" else 0.0
    templates = _PYTHON if subject.code.python else _JAVASCRIPT
    for template, cost, kinds in templates:
        before, after = template.split("{}")
        if (
            not is_one_of(kind, kinds)
            or text.startswith(before or "\0")
            or _repeats(node, before, subject)
        ):
            continue
        unsure = 0.5 if kind == UNKNOWN else 0.0
        yield _around(subject, node, before, after, cost + unsure + plain)


def ordered(subject: Subject, node: Node) -> Iterator[Change]:
    """Sorted by what a map of the scope says, or by a function of it."""
    if not _can_be_wrapped(subject, node) or not is_one_of(subject.kinds.of(node), (LIST,)):
        return
    names = subject.scope.at(node)
    maps = [name.text for name in subject.names_at(node) if subject.kind_of_name(name) == MAP]
    functions = [name.text for name in names if name.function and subject.is_callable(name)]
    if subject.code.python:
        keys = [(f"lambda x: {name}[x]", 3.2) for name in maps[:3]]
        keys += [("len", 3.8), ("abs", 4.0), *((name, 4.0) for name in functions[:3])]
        for key, cost in keys:
            yield _around(subject, node, "sorted(", f", key={key})", cost)
    else:
        for name in maps[:3]:
            order = f".sort((a, b) => {name}[a] - {name}[b])"
            yield _around(subject, node, "", order, 3.2)
        yield _around(subject, node, "", ".sort((a, b) => a.length - b.length)", 3.8)


def in_own_function(subject: Subject, node: Node) -> Iterator[Change]:
    """A call of a function of the file, or of a method of the same module."""
    if not _can_be_wrapped(subject, node):
        return
    count = 0
    for name in subject.scope.at(node):
        if name.function and subject.takes(name) == 1 and subject.is_callable(name):
            yield _around(subject, node, f"{name.text}(", ")", 2.8 + 0.3 * count)
            count += 1
            if count == 4:
                return


def keywords(subject: Subject, node: Node) -> Iterator[Change]:
    """`reverse=True`, or another order, for what sorts."""
    if node.type not in grammar.CALLS:
        return
    function, held = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if function is None or held is None or held.type not in ("argument_list", "arguments"):
        return
    name = subject.code.of(function).rpartition(".")[2]
    end = subject.code.span(held)[1] - 1
    comma = ", " if held.named_children else ""
    given = subject.code.of(held)
    if subject.code.python:
        texts: tuple[tuple[str, float], ...] = ()
        if name in ("sorted", "sort") and "reverse" not in given:
            texts = (("reverse=True", 2.0),)
        if name in ("sorted", "sort", "max", "min") and "key=" not in given:
            texts = (*texts, ("key=len", 2.6), ("key=abs", 3.0), ("key=str.lower", 3.4))
            texts += tuple(
                (f"key=lambda x: {other.text}[x]", 2.8)
                for other in subject.names_at(node)
                if subject.kind_of_name(other) == MAP
            )
            texts += (("key=lambda x: x[1]", 3.0), ("key=lambda x: x[0]", 3.4))
        for text, cost in texts:
            yield Change((Edit(end, end, f"{comma}{text}"),), f"with `{text}`", cost)
    elif name in ("sort", "toSorted") and not held.named_children:
        for text, cost in (("(a, b) => a - b", 1.0), ("(a, b) => b - a", 1.8)):
            yield Change((Edit(end, end, text),), f"with `{text}`", cost)


def _around(subject: Subject, node: Node, before: str, after: str, cost: float) -> Change:
    """A call around the node; what stands there stays as it is."""
    text, (start, end) = subject.code.of(node), subject.code.span(node)
    if not before and node.type not in grammar.ATOMS:
        before, after = "(", f"){after}"
    made = replace(subject, node, f"{before}{text}{after}", cost)
    edits = (Edit(start, start, before), Edit(end, end, after))
    return Change(tuple(edit for edit in edits if edit.text), made.note, cost)


def _can_be_wrapped(subject: Subject, node: Node) -> bool:
    if not subject.code.is_value(node):
        return False
    if node.type in ("parenthesized_expression", "string", "true", "false", *grammar.NUMBERS):
        return False
    parent = node.parent
    if parent is not None and parent.type == "parenthesized_expression":
        return parent.parent is None or parent.parent.type not in grammar.BINARY
    return subject.kinds.of(node) not in (BOOLEAN, FUNCTION)


def _repeats(node: Node, before: str, subject: Subject) -> bool:
    """Whether the call stands around the node already."""
    parent = node.parent
    call = parent.parent if parent is not None else None
    function = call.child_by_field_name("function") if call is not None else None
    return bool(before) and function is not None and subject.code.of(function) == before[:-1]
