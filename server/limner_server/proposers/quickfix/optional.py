"""Values that may be missing: None, null, undefined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.proposers.quickfix.defaults import default_of
from limner_server.proposers.quickfix.problem import Fix, Problem, rules

_ACCESSES: Final = (
    "attribute",
    "member_expression",
    "subscript",
    "subscript_expression",
    "call_expression",
)

# Where a value stands by itself, so that an operator needs no parentheses.
_ALONE: Final = ("return_statement", "variable_declarator", "arguments", "assignment_expression")


def _maybe_none(problem: Problem) -> Iterator[Fix]:
    """Python: what is used may be None."""
    value = _value(problem)
    if value is None:
        return
    text, statement = problem.source(value), problem.statement()
    if value.type in ("call", "await", "subscript"):
        # What is asked for and then used must be the same: it needs a name.
        name = _free_name(problem, "found")
        hoisted = f"{name} = {text}"
        rest = problem.replace(value, name)
        for guard, note, cost in _guards(problem, name):
            edits = (problem.before(statement, hoisted, *guard), rest)
            yield Fix(edits, f"name it `{name}`, {note}", cost + 0.3)
        return
    for guard, note, cost in _guards(problem, text):
        yield Fix((problem.before(statement, *guard),), note, cost)
    yield from _or_default(problem, value)


def _guards(problem: Problem, text: str) -> Iterator[tuple[tuple[str, ...], str, float]]:
    """Lines above the statement that leave where the value is missing."""
    function, step = problem.function, problem.step
    question = f"if {text} is None:"
    if function and ("None" in function.returns or "Optional" in function.returns):
        yield (question, f"{step}return None"), f"return None where `{text}` is None", 0.4
    elif function and not function.returns:
        yield (question, f"{step}return"), f"return where `{text}` is None", 0.9
    elif function and function.returns in ("bool", "str", "list", "dict", "int"):
        default = default_of(function.returns, is_python=True)
        yield (question, f"{step}return {default}"), f"return {default} where it is None", 0.8
    message = f'raise ValueError("{text} is missing")' if '"' not in text else "raise ValueError"
    yield (question, step + message), f"raise where `{text}` is None", 0.7
    yield (f"assert {text} is not None",), f"assert that `{text}` is not None", 0.9


def _or_default(problem: Problem, value: Node) -> Iterator[Fix]:
    text = problem.source(value)
    for default in ('""', "[]", "0", "{}"):
        edit = problem.replace(value, f"({text} or {default})")
        yield Fix((edit,), f"use {default} where `{text}` is missing", 1.6)


def _value(problem: Problem) -> Node | None:
    """What may be missing: the object of the marked attribute, or what is marked."""
    node = problem.node
    if node.type == "identifier" and node.parent is not None and node.parent.type == "attribute":
        parent = node.parent
        if parent.child_by_field_name("attribute") == node:
            return parent.child_by_field_name("object")
    if node.type == "attribute" and problem.span != problem.tree.span(node):
        return node.child_by_field_name("object")
    if problem.span.end == problem.span.start or problem.diagnostic.source == "mypy":
        access = problem.around(*_ACCESSES)
        if access is not None and "None" in problem.diagnostic.message:
            return access.child_by_field_name("object") or access.child_by_field_name("value")
    if "operator" in problem.diagnostic.message.lower() and node.type == "binary_operator":
        return node.child_by_field_name("left")
    return node


def _free_name(problem: Problem, wanted: str) -> str:
    name, number = wanted, 1
    while name in problem.text:
        number += 1
        name = f"{wanted}{number}"
    return name


def _maybe_undefined(problem: Problem) -> Iterator[Fix]:
    """TypeScript: what is used may be null or undefined."""
    text = problem.quoted[0] if problem.quoted else ""
    value = problem.spelled(text) if text else _access_at(problem)
    if value is None:
        value = _access_at(problem)
    if value is None:
        return
    text, span = problem.source(value), problem.tree.span(value)
    around = value.parent
    is_object = around is not None and around.type in _ACCESSES
    if is_object:
        is_member = problem.text.startswith(".", span.end)
        chain = "?" if is_member else "?."
        yield Fix((problem.insert(span.end, chain),), f"go on only where `{text}` is there", 0.4)
        yield from _chained_or_default(problem, value, chain)
    else:
        for default in ("0", '""', "[]"):
            edit = problem.replace(value, f"({text} ?? {default})")
            yield Fix((edit,), f"use {default} where `{text}` is missing", 0.9)
    yield from _leave_where_missing(problem, text)
    yield Fix((problem.insert(span.end, "!"),), f"say that `{text}` is there", 1.5)


def _chained_or_default(problem: Problem, value: Node, chain: str) -> Iterator[Fix]:
    """`a?.b()` with a default where the whole must not be undefined."""
    whole = value
    while whole.parent is not None and whole.parent.type in _ACCESSES:
        whole = whole.parent
    span, end = problem.tree.span(whole), problem.tree.span(value).end
    function = problem.function
    returns = function.returns if function else ""
    defaults = dict.fromkeys([default_of(returns, is_python=False), "0", '""', "false", "[]"])
    for rank, default in enumerate(one for one in defaults if one != "undefined"):
        edits = [problem.insert(end, chain), problem.insert(span.end, f" ?? {default}")]
        if whole.parent is None or whole.parent.type not in _ALONE:
            opening = problem.insert(span.start, "(")
            edits = [opening, edits[0], problem.insert(span.end, f" ?? {default})")]
        yield Fix(tuple(edits), f"use {default} where it is missing", 0.8 + 0.1 * rank)


def _leave_where_missing(problem: Problem, text: str) -> Iterator[Fix]:
    function = problem.function
    if function is None or "(" in text:
        return
    default = default_of(function.returns, is_python=False)
    value = "" if function.returns in ("", "void") else f" {default}"
    statement = problem.statement()
    end = ";" if ";" in problem.text else ""
    yield Fix(
        (problem.before(statement, f"if (!{text}) return{value}{end}"),),
        f"return where `{text}` is missing",
        1.0,
    )
    lines = problem.before(statement, f"if (!{text}) throw new Error('{text} is missing'){end}")
    yield Fix((lines,), f"throw where `{text}` is missing", 1.1)


def _access_at(problem: Problem) -> Node | None:
    """The longest chain of accesses that starts at the mark and is still the object of one."""
    node = problem.tree.node(problem.span.start)
    start = problem.tree.span(node).start
    best: Node | None = node
    for one in problem.ancestors(node):
        if problem.tree.span(one).start != start or one.type not in _ACCESSES:
            break
        around = one.parent
        if around is not None and around.type in _ACCESSES:
            best = one
    return best


def _missing_passed(problem: Problem) -> Iterator[Fix]:
    """An argument or a value may be missing where it must not."""
    message = problem.diagnostic.message
    if "None" not in message and "undefined" not in message and "null" not in message:
        return
    node = problem.node if problem.span.end > problem.span.start else _argument_at(problem)
    if node is None:
        return
    text = problem.source(node)
    if problem.is_python:
        if text == "None":
            return
        yield from _maybe_none(problem)
        return
    wanted = problem.quoted[1] if len(problem.quoted) > 1 else ""
    default = default_of(wanted, is_python=False)
    if default != "undefined":
        edit = problem.replace(node, f"{text} ?? {default}")
        yield Fix((edit,), f"use {default} where `{text}` is missing", 0.6)
    yield from _leave_where_missing(problem, text)
    yield Fix(
        (problem.insert(problem.tree.span(node).end, "!"),), f"say that `{text}` is there", 1.5
    )


def _argument_at(problem: Problem) -> Node | None:
    """The largest expression that starts at the mark."""
    node = problem.tree.node(problem.span.start)
    start = problem.tree.span(node).start
    for one in problem.ancestors(node):
        if problem.tree.span(one).start != start or "expression" not in one.type:
            break
        if one.type == "expression_statement":
            break
        node = one
    if node.parent is not None and node.parent.type == "variable_declarator":
        return node.parent.child_by_field_name("value")
    if node.type == "return_statement":
        return node.named_children[0] if node.named_children else None
    return node


RULES: Final = rules(
    (
        _maybe_none,
        'of "None"|item "None" of|"None" is not|of type "None"|reportOptional|for "None"',
        "not supported for `?None",
    ),
    (
        _maybe_undefined,
        "is possibly '|possibly .?(?:null|undefined)|18047|18048|2531|2532|2533|2722",
    ),
    (_missing_passed, "is not assignable to|incompatible type"),
)
