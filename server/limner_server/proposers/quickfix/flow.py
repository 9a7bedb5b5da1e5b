"""Returns, waits and first values that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.edits import Edit
from limner_server.perception.syntax.definitions import Function
from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.tree import Span
from limner_server.proposers.quickfix.defaults import default_of
from limner_server.proposers.quickfix.problem import Fix, Problem, rules

_ASSIGNMENTS: Final = (
    "assignment",
    "augmented_assignment",
    "variable_declarator",
    "assignment_expression",
    "augmented_assignment_expression",
)


def _must_return(problem: Problem) -> Iterator[Fix]:
    """A function ends without the value that it owes."""
    function = _function(problem)
    if function is None:
        return
    body = function.node.child_by_field_name("body")
    last = _last_statement(body)
    if body is None or last is None:
        return
    end = ";" if not problem.is_python and ";" in problem.text else ""
    inner = last.named_children[0] if last.named_children else last
    if last.type == "expression_statement" and inner.type not in _ASSIGNMENTS:
        at = problem.tree.span(last).start
        yield Fix((problem.insert(at, "return "),), "return its last expression", 0.3)
    for name in _assigned(problem, function):
        edit = problem.after(last, f"return {name}{end}")
        yield Fix((edit,), f"return `{name}`", 0.5)
    default = default_of(_returned(function), is_python=problem.is_python)
    simple = [default] if default not in ("None", "undefined") else []
    missing = "None" if problem.is_python else "undefined"
    for rank, value in enumerate([*simple, missing]):
        edit = problem.after(last, f"return {value}{end}")
        yield Fix((edit,), f"return {value} at its end", 0.9 + 0.3 * rank)
    if problem.is_python:
        yield Fix(
            (problem.after(last, 'raise ValueError("no case fits")'),), "raise at its end", 1.3
        )
        yield from _declared_none(problem, function)
    else:
        text = f"throw new Error('no case fits'){end}"
        yield Fix((problem.after(last, text),), "throw at its end", 1.3)


def _returned(function: Function) -> str:
    """What it gives in the end: of a promise what that holds."""
    return re.sub(r"^Promise<(.*)>$", r"\1", function.returns.lstrip(":").strip())


def _declared_none(problem: Problem, function: Function) -> Iterator[Fix]:
    node = function.node.child_by_field_name("return_type")
    if node is not None:
        text = f"{problem.source(node)} | None"
        yield Fix((problem.replace(node, text),), f"declare it `{text}`", 1.1)


def _function(problem: Problem) -> Function | None:
    """The function that is marked, by its name, its return type or its body."""
    inside = problem.function
    if inside is not None:
        return inside
    end = problem.tree.lines.end(problem.diagnostic.line)
    nested = [one for one in functions(problem.tree) if problem.span.start <= one.body.start]
    return next((one for one in nested if one.header.start <= end), None)


def _last_statement(body: Node | None) -> Node | None:
    statements = [one for one in body.named_children if one.type != "comment"] if body else []
    return statements[-1] if statements else None


def _assigned(problem: Problem, function: Function) -> list[str]:
    """Names that the function itself assigns, the last first; those that hold results first."""
    text = function.body.of(problem.text)
    form = r"^\s*(?:let |const |var )?([A-Za-z_$][\w$]*)\s*(?::[^=\n]+)?(?:[-+*/|&]|\*\*|//)?=(?!=)"
    names = list(dict.fromkeys(re.findall(form, text, re.MULTILINE)[::-1]))
    return sorted(names, key=lambda name: name not in ("result", "results", "out", "total"))[:3]


def _wait(problem: Problem) -> Iterator[Fix]:
    """A coroutine or a promise that nobody waits for."""
    statement = problem.statement()
    inner = statement.named_children[0] if statement.named_children else statement
    call = problem.around("call", "call_expression") or inner
    start = problem.tree.span(call if call.parent != statement else inner).start
    edits = [problem.insert(start, "await ")]
    function = problem.function
    if function is not None and not function.is_async:
        edits.insert(0, _async(problem, function))
    yield Fix(tuple(edits), "wait for it", 0.3)


def _async(problem: Problem, function: Function) -> Edit:
    keyword = function.node if problem.is_python else _declaration(function.node)
    at = problem.tree.span(keyword).start
    return problem.insert(at, "async ")


def _declaration(node: Node) -> Node:
    """The node that `async` stands before: the function, not what it is assigned to."""
    if node.type == "variable_declarator":
        return node.child_by_field_name("value") or node
    return node


def _make_async(problem: Problem) -> Iterator[Fix]:
    function = problem.function
    if function is not None and not function.is_async:
        yield Fix((_async(problem, function),), f"make `{function.name}` async", 0.3)


def _not_async(problem: Problem) -> Iterator[Fix]:
    """A function is async for nothing, or must not be."""
    function = problem.function or _function(problem)
    start = function.span.start if function else problem.span.start
    found = re.compile(r"\basync\s+").search(problem.text, start)
    if found:
        edit = problem.replace(Span(*found.span()), "")
        yield Fix((edit,), "make it not async", 0.5)


def _unbound(problem: Problem) -> Iterator[Fix]:
    """A name may have no value yet: give it one before."""
    name = problem.quoted[0] if problem.quoted else ""
    if not name:
        return
    function = problem.function
    start = function.body.start if function else 0
    kind = rf"(?m)^(?P<indent>[ \t]*){re.escape(name)}\s*(?::[^=\n]*)?=(?!=)\s*(?P<value>.*)$"
    found = re.compile(kind).search(problem.text, start)
    if problem.is_python:
        value = _like(found["value"]) if found else "None"
        first = problem.tree.node(found.end("indent")) if found else problem.node
        outer = _outermost(problem, first, function)
        for rank, one in enumerate(dict.fromkeys([value, "None", '""', "0", "[]"])):
            edit = problem.before(outer, f"{name} = {one}")
            yield Fix((edit,), f"begin with `{name} = {one}`", 0.5 + 0.6 * rank)
        yield from _raised_again(problem, outer)
        return
    declared = re.compile(rf"\b(?:let|var)\s+{re.escape(name)}\b(?P<type>\s*:\s*[^=;\n]+)?").search(
        problem.text
    )
    if declared:
        kind = (declared["type"] or "").lstrip(" :")
        value = default_of(kind, is_python=False)
        value = _like(found["value"]) if value == "undefined" and found else value
        edit = problem.insert(declared.end(), f" = {value}")
        yield Fix((edit,), f"begin with `{name} = {value}`", 0.5)


def _raised_again(problem: Problem, statement: Node) -> Iterator[Fix]:
    """Do not go on where an error was caught."""
    clauses = [one for one in statement.named_children if one.type == "except_clause"]
    lasts = [_last_statement(one.named_children[-1]) for one in clauses if one.named_children]
    edits = tuple(
        problem.after(last, "raise")
        for last in lasts
        if last is not None and last.type not in ("raise_statement", "return_statement")
    )
    if edits:
        yield Fix(edits, "raise what was caught", 0.9)


def _like(value: str) -> str:
    """The simplest value of the kind of an expression."""
    value = value.strip().rstrip(";")
    for start, simple in (('"', '""'), ("'", "''"), ("[", "[]"), ("{", "{}"), ('f"', '""')):
        if value.startswith(start):
            return simple
    if re.search(
        r"(?:^str\(.*|\.(?:read|strip|lower|upper|join|format|decode|read_text)\(.*)\)$", value
    ):
        return '""'
    if re.match(r"-?\d+\.\d", value):
        return "0.0"
    if re.match(r"-?\d|len\(|int\(|sum\(", value):
        return "0"
    return "False" if value in ("True", "False") else "None"


def _outermost(problem: Problem, node: Node, function: Function | None) -> Node:
    """The statement of the function's own block that a node stands in."""
    body = function.node.child_by_field_name("body") if function else problem.tree.root
    chain = (node, *problem.ancestors(node))
    return next((one for one in chain if one.parent == body), node)


RULES: Final = rules(
    (
        _must_return,
        r"must return value|missing return|lacks ending return|must return a value|2355\b",
        r"2366\b|7030\b|not all code paths return|consistent-return|array-callback-return",
        "getter-return|expected to return a value|RET503",
    ),
    (
        _wait,
        "not awaited|result of async function call|no-floating-promises",
        r"no-misused-promises|unused-coroutine|unused-awaitable|2801\b|has no effect.*await",
    ),
    (
        _make_async,
        r"allowed only within async|await. expressions? (?:is|are) only allowed|1308\b",
        "outside (?:of )?(?:an )?async|await outside",
    ),
    (
        _not_async,
        "has no 'await'|require-await|no-async-promise-executor|should not be async|RUF029",
    ),
    (
        _unbound,
        r"possibly unbound|is unbound|used before being assigned|before assignment|2454\b",
        "possibly-undefined|may be undefined",
    ),
)
