"""Calls with too few or too many arguments, or with names that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.definitions import Function, Parameter
from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.names import names_in_scope
from limner_server.perception.syntax.tree import Span
from limner_server.proposers.quickfix.defaults import default_of
from limner_server.proposers.quickfix.problem import Fix, Problem, rules
from limner_server.proposers.quickfix.spelling import misspelling

_CALLS: Final = ("call", "call_expression", "new_expression")
_COUNTS: Final = re.compile(
    r"expected (?P<wanted>\d+)(?:-\d+)?(?: more)?(?: positional)? arguments?",
    re.IGNORECASE,
)


def _call(problem: Problem) -> Node | None:
    """The call that is marked, or whose argument or name is."""
    node = (
        problem.node
        if problem.span.end > problem.span.start
        else problem.tree.node(problem.span.start)
    )
    inside = problem.around(*_CALLS, of=node)
    if inside is not None:
        return inside
    lines, line = problem.tree.lines, problem.diagnostic.line
    span = Span(lines.start(line), lines.end(line))
    kinds = "(call) @call" if problem.is_python else "[(call_expression) (new_expression)] @call"
    found = problem.tree.captures(kinds, span).get("call", [])
    return found[0] if found else None


def _arguments(call: Node) -> Node | None:
    return call.child_by_field_name("arguments")


def _called(problem: Problem, call: Node) -> Function | None:
    """The function of this file that a call means, by its name."""
    target = call.child_by_field_name("function") or call.child_by_field_name("constructor")
    name = problem.source(target).rpartition(".")[2]
    of_class = {"__init__", "constructor"}
    for one in functions(problem.tree):
        if one.name == name or (one.name in of_class and one.owner.rpartition(".")[2] == name):
            return one
    return None


def _missing(problem: Problem) -> Iterator[Fix]:
    """An argument is missing."""
    call = _call(problem)
    arguments = _arguments(call) if call is not None else None
    if call is None or arguments is None:
        return
    function = _called(problem, call)
    lacking = _lacking(problem, arguments, function)
    for values, note, cost in _filled(problem, lacking):
        end = problem.tree.span(arguments).end - 1
        given = bool(arguments.named_children)
        text = (", " if given and not _has_comma(problem, end) else "") + ", ".join(values)
        yield Fix((problem.insert(end, text),), note, cost)
    if function is not None:
        yield from _optional_parameters(problem, function, lacking)


def _has_comma(problem: Problem, end: int) -> bool:
    return problem.text[:end].rstrip().endswith(",")


def _lacking(problem: Problem, arguments: Node, function: Function | None) -> list[Parameter]:
    """The parameters without default that nothing is passed for."""
    if function is None:
        return []
    given = arguments.named_children
    named = {
        problem.source(one.child_by_field_name("name"))
        for one in given
        if one.type == "keyword_argument"
    }
    wanted = [
        one
        for one in function.parameters
        if one.name not in ("self", "cls", "this")
        and one.passing.value in ("positional", "positional or keyword", "keyword")
    ]
    rest = wanted[len(given) - len(named) :]
    return [
        one
        for one in rest
        if one.name not in named and not one.default and "?" not in one.span.of(problem.text)
    ]


def _filled(problem: Problem, lacking: list[Parameter]) -> Iterator[tuple[list[str], str, float]]:
    """Arguments for what lacks, with a note and a cost: names in scope, then simple values."""
    if not lacking:
        for value in ("None", "0", '""') if problem.is_python else ("undefined", "0", '""'):
            yield [value], f"pass {value}", 2.0
        return
    known = {name.text for name in names_in_scope(problem.tree, problem.span.start)}
    simple = [
        default_of(one.annotation.lstrip(":").strip(), is_python=problem.is_python)
        for one in lacking
    ]
    same = [one.name if one.name in known else simple[at] for at, one in enumerate(lacking)]
    keyword = problem.is_python and lacking[0].passing.value == "keyword"

    def passed(values: list[str]) -> list[str]:
        pairs = zip(lacking, values, strict=True)
        return [f"{one.name}={value}" if keyword else value for one, value in pairs]

    if same != simple:
        yield passed(same), "pass " + ", ".join(f"`{one}`" for one in same), 0.4
    yield passed(simple), "pass " + ", ".join(simple), 0.9
    for value in ("0", '""', "1"):
        if len(lacking) == 1 and value not in simple:
            yield passed([value]), f"pass {value}", 1.8


def _optional_parameters(
    problem: Problem, function: Function, lacking: list[Parameter]
) -> Iterator[Fix]:
    """Let the function do without what the call does not pass."""
    if len(lacking) != 1 or function.parameters[-1] != lacking[0]:
        return
    one = lacking[0]
    default = default_of(one.annotation.lstrip(":").strip(), is_python=problem.is_python)
    if problem.is_python and default == "None" and one.annotation:
        return
    gap = " = " if one.annotation else "="
    gap = gap if problem.is_python else " = "
    edit = problem.insert(one.span.end, f"{gap}{default}")
    yield Fix((edit,), f"let `{one.name}` be {default} where it is not passed", 1.4)


def _too_many(problem: Problem) -> Iterator[Fix]:
    call = _call(problem)
    arguments = _arguments(call) if call is not None else None
    if call is None or arguments is None:
        return
    given = arguments.named_children
    counts = _COUNTS.search(problem.diagnostic.message)
    wanted = int(counts["wanted"]) if counts else len(given) - 1
    if 0 <= wanted < len(given):
        last = problem.tree.span(given[-1]).end
        start = (
            problem.tree.span(given[wanted - 1]).end
            if wanted
            else problem.tree.span(given[0]).start
        )
        edit = problem.replace(Span(start, last), "")
        yield Fix((edit,), "pass no more than it takes", 0.5)
    function = _called(problem, call)
    if problem.is_python and function is not None and function.owner and not function.parameters:
        yield _with_self(problem, function)


def _with_self(problem: Problem, function: Function) -> Fix:
    parameters = function.node.child_by_field_name("parameters")
    at = problem.tree.span(parameters).start + 1 if parameters else function.header.end
    first = "cls" if "classmethod" in function.decorators else "self"
    text = f"{first}, " if function.parameters else first
    return Fix((problem.insert(at, text),), f"give it `{first}`", 0.3)


def _lacks_self(problem: Problem) -> Iterator[Fix]:
    if problem.function is not None and problem.function.owner:
        yield _with_self(problem, problem.function)
        if problem.function.parameters:
            first = problem.function.parameters[0]
            edit = problem.replace(first.span, "self")
            yield Fix((edit,), f"call `{first.name}` `self`", 0.9)


def _unknown_keyword(problem: Problem) -> Iterator[Fix]:
    """No parameter has the name that an argument is passed by."""
    call = _call(problem)
    name = problem.quoted[0] if problem.quoted else ""
    arguments = _arguments(call) if call is not None else None
    if call is None or arguments is None:
        return
    argument = next(
        (
            one
            for one in arguments.named_children
            if one.type == "keyword_argument"
            and problem.source(one.child_by_field_name("name")) == name
        ),
        None,
    )
    if argument is None:
        return
    label = argument.child_by_field_name("name")
    function = _called(problem, call)
    known = [one.name for one in function.parameters] if function else problem.quoted[1:]
    for one in known:
        if label is not None and one not in ("self", "cls"):
            cost = min(misspelling(name, one), 2.0)
            yield Fix((problem.replace(label, one),), f"pass it as `{one}`", cost)
    position = list(arguments.named_children)
    at = position.index(argument)
    start = problem.tree.span(position[at - 1]).end if at else problem.tree.span(argument).start
    yield Fix(
        (problem.replace(Span(start, problem.tree.span(argument).end), ""),),
        f"leave `{name}` out",
        1.2,
    )


RULES: Final = rules(
    (
        _missing,
        "arguments? missing for",
        r"missing (?:\d+ )?(?:required )?(?:positional|named) argument|missing positional",
        r"expected (?:at least )?\d+(?:-\d+)? (?:more )?arguments?, but got",
        r"expected \d+ more positional|too few arguments",
    ),
    (_too_many, r"too many (?:positional )?arguments|expected \d+ (?:positional )?arguments?"),
    (_lacks_self, '"?self"? parameter|no-self-argument|N805|has no argument|invalid self argument'),
    (_unknown_keyword, "no parameter named|unexpected keyword argument"),
)
