"""What a function answers, and when, read off its `return` and `yield` statements."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Final

from limner_server.proposers.docstrings.conditions import condition
from limner_server.proposers.docstrings.result_conditions import (
    is_behind_loop,
    is_other_branch,
    when_returned,
)
from limner_server.proposers.docstrings.results import Returned, returns_of, yields
from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.values import Values
from limner_server.proposers.docstrings.words import listed, with_the

_LONGEST: Final = 200

# Of more than so many returns no sentence tells.
_MOST_RETURNS: Final = 40


def told_returns(scope: Scope, topic: str) -> str:
    """What a function answers, as a sentence without a full stop; "" where it cannot be told.

    Args:
        scope: of the function.
        topic: what its name says that it answers: "hand value"; or "".
    """
    found = returns_of(scope.node)
    if len(found) > _MOST_RETURNS:
        return with_the(topic)
    values = Values(scope, topic)
    bools = [one for one in found if _constant(one.value) in (True, False) and _is_bool(one.value)]
    if bools and len(bools) == len(found):
        return _told_bools(scope, found)
    whole = [one for one in found if not _is_special(one.value)]
    special = [one for one in found if _is_special(one.value)]
    if not whole:
        return _told_constants(scope, special)
    said = _said_main(scope, values, whole, topic)
    if not said:
        return ""
    return said + _said_special(scope, values, special, whole)


def told_yields(scope: Scope, topic: str) -> str:
    """What a generator yields, as a sentence without a full stop; "" where it cannot be told."""
    values = Values(scope, topic)
    parts: list[str] = []
    for one in yields(scope.node):
        if isinstance(one, ast.YieldFrom):
            inner = values.shown(one.value, 1)
            parts.append(f"what {inner} yields" if inner else "")
        elif one.value is not None:
            parts.append(
                _each(scope, one.value) or values.phrase(one.value) or values.shown(one.value, 1)
            )
    parts = list(dict.fromkeys(part for part in parts if part))
    return listed(parts[:3], "or") if parts else ""


def _each(scope: Scope, value: ast.expr) -> str:
    """A loop's variable that is yielded: each of what the loop runs through."""
    variable = scope.variables.get(value.id) if isinstance(value, ast.Name) else None
    if variable is None or variable.loop is None or not isinstance(value, ast.Name):
        return ""
    if not scope.fits(variable.loop, 40) or scope.uses_locals(variable.loop):
        return ""
    return f"each `{value.id}` in {scope.code(variable.loop)}"


def _said_main(scope: Scope, values: Values, whole: Sequence[Returned], topic: str) -> str:
    said = list(dict.fromkeys(values.shown(one.value) for one in whole if one.value is not None))
    told = [one for one in said if one]
    if len(told) == 1 and len(said) == 1:
        return told[0]
    if len(told) == len(said) == 2 and len(whole) == 2:
        choice = _choice(scope, whole, told)
        if choice and len(choice) < _LONGEST:
            return choice
    if told and len(told) == len(said) and len(" or ".join(told)) < 120 and len(told) < 5:
        return listed(told, "or")
    if topic:
        return with_the(topic)
    return ""


def _choice(scope: Scope, whole: Sequence[Returned], told: Sequence[str]) -> str:
    """Two values with the condition of the first."""
    when = when_returned(scope, whole[0].path)
    if not when or (whole[1].path and when_returned(scope, whole[1].path) == when):
        return ""
    return f"{told[0]} if {when}, else {told[1]}"


def _said_special(
    scope: Scope, values: Values, special: Sequence[Returned], whole: Sequence[Returned]
) -> str:
    """The constants that are answered instead, with when."""
    parts: dict[str, list[str]] = {}
    for one in special:
        name = values.phrase(one.value) if one.value is not None else scope.none
        parts.setdefault(name, []).append(_when_special(scope, one, whole))
    text = ""
    for name, whens in parts.items():
        said = [when for when in dict.fromkeys(whens) if when]
        text += f", or {name}"
        if said and len(said) == len(set(whens)) and len(said) < 3:
            joined = " or ".join(said)
            text += f" {joined}" if joined.startswith(("if ", "as ")) else f" if {joined}"
    return text


def _when_special(scope: Scope, one: Returned, whole: Sequence[Returned]) -> str:
    if one.path:
        return when_returned(scope, one.path)
    loops = [
        step
        for other in whole
        for step in other.path
        if isinstance(step.node, ast.For | ast.AsyncFor | ast.While) and step.holds
    ]
    if loops and len({id(step.node) for step in loops}) == 1:
        return "there is none"
    if len(whole) == 1 and whole[0].path:
        tests = [step for step in whole[0].path if isinstance(step.node, ast.If)]
        if len(tests) == 1 and isinstance(tests[0].node, ast.If):
            return condition(scope, tests[0].node.test, holds=not tests[0].holds)
    return ""


def _told_bools(scope: Scope, found: Sequence[Returned]) -> str:
    """`True` here and `False` there: when the rarer of them is answered."""
    for value in (True, False):
        ones = [one for one in found if _constant(one.value) is value]
        others = [one for one in found if _constant(one.value) is not value]
        last = max((found.index(one) for one in ones), default=0)
        strict = any(found.index(one) < last for one in others)
        whens = [
            ""
            if is_behind_loop(one, others, found)
            else when_returned(scope, one.path, strict=strict)
            for one in ones
        ]
        if not others or not ones:
            return str(value)
        if all(whens) and len(set(whens)) <= 3:
            joined = ", or if ".join(dict.fromkeys(whens))
            if len(joined) < _LONGEST:
                return f"{_bool(scope, value)} if {joined}, else {_bool(scope, not value)}"
    return ""


def _bool(scope: Scope, value: bool) -> str:
    return str(value) if scope.none == "None" else str(value).lower()


def _told_constants(scope: Scope, special: Sequence[Returned]) -> str:
    """Several constants, each with when."""
    values = Values(scope)
    names: dict[str, list[str]] = {}
    for one in special:
        name = values.phrase(one.value) if one.value is not None else scope.none
        last = one is special[-1] and len(special) == 2
        when = "" if last and is_other_branch(special) else when_returned(scope, one.path)
        names.setdefault(name, []).append(when)
    if not all(names) or len(names) > 6:
        return ""
    if len(names) == 1:
        return f"{next(iter(names))}, always"
    untold = [name for name, whens in names.items() if not all(whens)]
    if len(untold) <= 1:
        parts = [
            f"{name} if {' or '.join(dict.fromkeys(whens))}"
            for name, whens in names.items()
            if name not in untold
        ]
        text = ", ".join(parts) + (f", else {untold[0]}" if untold else "")
        if len(text) < _LONGEST:
            return text
    return listed(list(names), "or")


def _is_special(value: ast.expr | None) -> bool:
    """Whether a value is a constant or empty: what is answered where there is nothing else."""
    if value is None or isinstance(value, ast.Constant):
        return True
    if isinstance(value, ast.UnaryOp):
        return isinstance(value.operand, ast.Constant) and not isinstance(value.op, ast.Not)
    if isinstance(value, ast.Dict):
        return not value.keys
    return isinstance(value, ast.List | ast.Tuple) and not value.elts


def _constant(value: ast.expr | None) -> object:
    return value.value if isinstance(value, ast.Constant) else None


def _is_bool(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, bool)
