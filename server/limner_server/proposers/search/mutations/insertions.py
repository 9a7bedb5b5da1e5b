"""Missing statements: ones that stand in the same file, with other names, and usual ones.

That a fix is mostly made of pieces the file already holds is the "plastic surgery hypothesis"
(Barr et al., "The plastic surgery hypothesis", FSE 2014).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.edits import Edit, line_ending
from limner_server.proposers.search import grammar
from limner_server.proposers.search.change import Change
from limner_server.proposers.search.kinds import clash
from limner_server.proposers.search.known_kinds import LIST, MAP, NUMBER, SEQUENCE, TEXT
from limner_server.proposers.search.mutations.statements import indent_of, whole_lines
from limner_server.proposers.search.scope import Name
from limner_server.proposers.search.subject import Subject

_MOST_NAMES: Final = 6
_SIMPLE: Final = frozenset({"expression_statement", "return_statement", "break_statement"})


def before(subject: Subject, node: Node) -> Iterator[Change]:
    """A statement more before this one."""
    lines = whole_lines(subject.code, node)
    if lines is None or subject.code.function_of(node) is None:
        return
    ending = line_ending(subject.code.text)
    indent = indent_of(subject.code, node)
    last = node.next_named_sibling is None
    seen = {subject.code.of(node).strip()}
    for text, cost in _statements(subject, node):
        if text not in seen:
            seen.add(text)
            edit = Edit(lines[0], lines[0], f"{indent}{text}{ending}")
            # What is missing is mostly missing at an end.
            yield Change((edit,), f"with `{text}`", cost + (0.0 if last else 0.5))


def after(subject: Subject, node: Node) -> Iterator[Change]:
    """A statement more at the end of a block."""
    lines = whole_lines(subject.code, node)
    if lines is None or node.next_named_sibling is not None:
        return
    if node.type in ("return_statement", "raise_statement", "break_statement"):
        return
    if subject.code.function_of(node) is None:
        return
    ending = line_ending(subject.code.text)
    indent = indent_of(subject.code, node)
    # A last line without a line ending gets one first.
    lead = "" if subject.code.text[: lines[1]].endswith(("\n", "\r")) else ending
    for text, cost in _statements(subject, node):
        edit = Edit(lines[1], lines[1], f"{lead}{indent}{text}{ending if not lead else ''}")
        yield Change((edit,), f"with `{text}`", cost)
    function = subject.code.function_of(node)
    if function is not None and node.parent == function.child_by_field_name("body"):
        for index, name in enumerate(subject.locals_of(function)[:_MOST_NAMES]):
            text = f"return {name}" + ("" if subject.code.python else ";")
            edit = Edit(lines[1], lines[1], f"{lead}{indent}{text}{ending}")
            yield Change((edit,), f"with `{text}`", 1.8 + 0.3 * index)


def guards(subject: Subject, node: Node) -> Iterator[Change]:
    """An early return for what is empty or too small, before it is used."""
    function = subject.code.function_of(node)
    lines = whole_lines(subject.code, node)
    if function is None or lines is None:
        return
    indent, ending = indent_of(subject.code, node), line_ending(subject.code.text)
    for index, (name, later) in enumerate(_guarded(subject, function, node)):
        for test, results, cost in _guards(subject, name.text, subject.kind_of_name(name)):
            for step, result in enumerate(results):
                text = _early(subject.code.python, test, result, indent, ending)
                edit = Edit(lines[0], lines[0], f"{indent}{text}{ending}")
                told = f"return `{result}` early if `{test}`"
                yield Change((edit,), told, cost + later + 0.3 * index + 0.2 * step)


def attributes(subject: Subject, node: Node) -> Iterator[Change]:
    """An attribute that is read of an object, and that nobody sets, set by its constructor."""
    name = node.child_by_field_name("name")
    body = node.child_by_field_name("body")
    if name is None or body is None or not body.named_children:
        return
    if subject.code.of(name) not in ("__init__", "constructor"):
        return
    python, last = subject.code.python, body.named_children[-1]
    owner, end = ("self", "") if python else ("this", ";")
    lines = whole_lines(subject.code, last)
    if lines is None:
        return
    indent, ending = indent_of(subject.code, last), line_ending(subject.code.text)
    for missing in subject.unset(node, owner):
        nothing = "None" if python else "null"
        for step, value in enumerate(("{}", "[]", "0", nothing, "''", "set()", missing)):
            if python or value != "set()":
                text = f"{owner}.{missing} = {value}{end}"
                edit = Edit(lines[1], lines[1], f"{indent}{text}{ending}")
                yield Change((edit,), f"with `{text}`", 2.6 + 0.2 * step)


def _guarded(subject: Subject, function: Node, node: Node) -> list[tuple[Name, float]]:
    """The names to be looked at before a statement, and what that costs more.

    At the start of a function its parameters; elsewhere what was made there and is used here.
    """
    block = node.parent
    if block is None:
        return []
    parameters = subject.parameters_of(function)[:3]
    if block == function.child_by_field_name("body"):
        first = [one for one in block.named_children if one.type != "comment"]
        if subject.code.python and len(first) > 1 and subject.is_docstring(first[0]):
            first = first[1:]
        if first[0] == node:
            return [(name, 0.0) for name in parameters]
    if node.type not in ("return_statement", "expression_statement"):
        return []
    given, used = {name.text for name in parameters}, subject.names_in(node)
    names = [name for name in subject.names_at(node) if name.depth and name.text in used]
    return [(name, 0.6) for name in names if name.text not in given][:2]


def _guards(subject: Subject, name: str, kind: str) -> Iterator[tuple[str, tuple[str, ...], float]]:
    python = subject.code.python
    true, false, nothing = ("True", "False", "None") if python else ("true", "false", "null")
    if kind in (TEXT, LIST, SEQUENCE, MAP, ""):
        empty = f"not {name}" if python else f"{name}.length === 0"
        yield empty, ("[]", "''", "0", nothing, false, true, name), 3.4
    if kind in (NUMBER, ""):
        yield f"{name} <= 1", (name, false, "1", "0"), 4.0
        yield f"{name} < 2", (false, name), 4.2
        yield f"{name} == 0" if python else f"{name} === 0", ("0", "1", false, "[]"), 4.0
        yield f"{name} < 0", (f"-{name}", "0", false, nothing), 4.2
    if kind == "":
        test = f"{name} is None" if python else f"{name} == null"
        yield test, (nothing, "[]", "0", "''", false), 3.8


def _early(python: bool, test: str, result: str, indent: str, ending: str) -> str:
    step = "\t" if "\t" in indent else " " * (len(indent) if len(indent) in (2, 4) else 4)
    if python:
        return f"if {test}:{ending}{indent}{step}return {result}"
    return f"if ({test}) return {result};"


def _statements(subject: Subject, node: Node) -> Iterator[tuple[str, float]]:
    """Statements that could be missing at `node`, with costs."""
    end = "" if subject.code.python else ";"
    known = {name.text for name in subject.scope.at(node)}
    names = [name for name in subject.names_at(node) if name.depth][:_MOST_NAMES]
    yield from _copies(subject, node, known)
    for index, name in enumerate(names):
        for text, cost in (*_of_kind(subject, name), *_with_others(subject, name, names)):
            yield f"{text}{end}", cost + 0.15 * index
    for index, method in enumerate(subject.methods_around(node)):
        owner = "self" if subject.code.python else "this"
        yield f"{owner}.{method}(){end}", 3.0 + 0.2 * index
    if any(one.type in grammar.LOOPS for one in subject.holders(node)):
        yield f"break{end}", 3.6
        yield f"continue{end}", 4.0


def _of_kind(subject: Subject, name: Name) -> Iterator[tuple[str, float]]:
    """Statements that are made of one variable of this kind."""
    kind, text, python = subject.kind_of_name(name), name.text, subject.code.python
    if kind == LIST:
        for step, method in enumerate(_METHODS[python]):
            yield f"{text}.{method}", 3.2 + 0.15 * step
    if kind in (LIST, SEQUENCE, "") and python:
        yield f"{text} = sorted({text})", 3.6
        yield f"{text} = {text}[::-1]", 4.0
        for part in dict.fromkeys((*subject.slices_near(name.node), "::2", "::3")):
            yield f"{text}[{part}] = sorted({text}[{part}])", 4.6
    if kind == NUMBER:
        yield from ((f"{text} += 1", 3.4), (f"{text} -= 1", 3.8), (f"{text} = 0", 3.8))
        yield f"{text} = 1", 4.0
    first = subject.first_value(name)
    if first and kind != NUMBER:
        yield f"{text} = {first}", 3.6
    if kind == TEXT:
        for method in ("lower", "strip") if python else ("toLowerCase", "trim"):
            yield f"{text} = {text}.{method}()", 3.8
    yield f"return {text}", 3.6


def _with_others(subject: Subject, name: Name, names: list[Name]) -> Iterator[tuple[str, float]]:
    """Statements that are made of two variables."""
    kind, python = subject.kind_of_name(name), subject.code.python
    adding = "append" if python else "push"
    for step, other in enumerate(names):
        if other.text == name.text:
            continue
        its_kind = subject.kind_of_name(other)
        if kind == LIST:
            yield f"{name.text}.{adding}({other.text})", 3.2 + 0.15 * step
            if its_kind in (LIST, TEXT, SEQUENCE):
                last = f"{other.text}[-1]" if python else f"{other.text}.at(-1)"
                yield f"{name.text}.{adding}({last})", 3.6 + 0.15 * step
        if kind == its_kind == NUMBER:
            yield f"{name.text} += {other.text}", 4.2 + 0.15 * step
        if not clash(kind, its_kind):
            yield f"{name.text} = {other.text}", 4.4 + 0.15 * step


def _copies(subject: Subject, node: Node, known: set[str]) -> Iterator[tuple[str, float]]:
    """Statements of the same function, as they are and with one name exchanged."""
    names = [name for name in subject.names_at(node) if name.depth][:_MOST_NAMES]
    for statement in subject.statements_near(node):
        if statement.type not in _SIMPLE or subject.is_docstring(statement):
            continue
        text = subject.code.of(statement)
        if len(text) > 80 or "\n" in text:
            continue
        if subject.names_in(statement) <= known:
            yield text, 2.8
        start = subject.code.span(statement)[0]
        for identifier in subject.identifiers_in(statement):
            at, to = subject.code.span(identifier)
            rest = subject.names_in(statement) - {subject.code.of(identifier)}
            if not rest <= known:
                continue
            for index, name in enumerate(names):
                other = text[: at - start] + name.text + text[to - start :]
                if other != text:
                    yield other, 3.6 + 0.2 * index


_METHODS: Final = {
    True: ("sort()", "reverse()", "pop()", "pop(0)", "clear()"),
    False: ("sort((a, b) => a - b)", "sort()", "reverse()", "pop()", "shift()"),
}
