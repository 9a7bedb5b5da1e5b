"""Comparisons as clauses: a subject, and what is said of it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Final

from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.words import listed, phrase_of, plural, says_something

_OPPOSITE: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


_MIRROR: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
    ast.Eq: ast.Eq,
    ast.NotEq: ast.NotEq,
}


_ORDER: Final[dict[type[ast.cmpop], str]] = {
    ast.Lt: "less than",
    ast.Gt: "greater than",
    ast.LtE: "at most",
    ast.GtE: "at least",
}


_COUNTS: Final[dict[type[ast.cmpop], str]] = {
    ast.Lt: "fewer than",
    ast.Gt: "more than",
    ast.LtE: "at most",
    ast.GtE: "at least",
    ast.Eq: "exactly",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """What is said of something.

    Attributes:
        subject: as the code has it; None where `one` is a whole clause.
        one: the predicate of one thing.
        many: the predicate of several.
    """

    subject: ast.expr | None
    one: str
    many: str


def as_code(scope: Scope, test: ast.expr, *, holds: bool) -> str:
    if not scope.fits(test, 100):
        return ""
    if not isinstance(test, ast.Compare | ast.BoolOp):
        return f"{scope.code(test)} is {_truthy(test, holds=holds)}"
    return f"{scope.code(test)} {'holds' if holds else 'does not hold'}"


def _truthy(test: ast.expr, *, holds: bool) -> str:
    """A word for what counts as true, or does not."""
    name = (
        test.func.attr
        if isinstance(test, ast.Call) and isinstance(test.func, ast.Attribute)
        else ""
    )
    if name in ("strip", "split", "lower", "upper", "trim", "keys", "values", "items", "findall"):
        return "not empty" if holds else "empty"
    return "true" if holds else "false"


def compared(scope: Scope, test: ast.Compare, *, holds: bool) -> Clause:  # noqa: PLR0911 - one a kind
    if len(test.ops) != 1:
        return _between(scope, test, holds=holds)
    left, right = test.left, test.comparators[0]
    operator = type(test.ops[0])
    if not holds:
        operator = _OPPOSITE[operator]
    if isinstance(left, ast.Constant) and operator in _MIRROR:
        left, right, operator = right, left, _MIRROR[operator]
    if operator in (ast.In, ast.NotIn):
        return _member(scope, left, right, is_in=operator is ast.In)
    if (counted := _counted(scope, left, operator, right)) is not None:
        return counted
    if operator in _ORDER:
        text = f"{_ORDER[operator]} {scope.term(right)}"
        return Clause(left, f"is {text}", f"are {text}")
    is_equal = operator in (ast.Eq, ast.Is)
    if (rest := _remainder(scope, left, right, is_equal=is_equal)) is not None:
        return rest
    no = "" if is_equal else "not "
    if isinstance(right, ast.Constant):
        word = "empty" if right.value == "" else constant_word(scope, right)
        return Clause(left, f"is {no}{word}", f"are {no}{word}")
    if isinstance(right, ast.List | ast.Dict) and not ast.unparse(right).strip("[]{}"):
        return Clause(left, f"is {no}empty", f"are {no}empty")
    one = "equals" if is_equal else "differs from"
    many = "equal" if is_equal else "differ from"
    return Clause(left, f"{one} {scope.term(right)}", f"{many} {scope.term(right)}")


def constant_word(scope: Scope, node: ast.Constant) -> str:
    """A constant behind "is"."""
    return (
        {True: "true", False: "false"}.get(node.value, scope.term(node))
        if isinstance(node.value, bool)
        else scope.term(node)
    )


def _between(scope: Scope, test: ast.Compare, *, holds: bool) -> Clause:
    orders = (ast.Lt, ast.LtE)
    if len(test.ops) == 2 and all(isinstance(one, orders) for one in test.ops):
        ends = f"{scope.term(test.left)} and {scope.term(test.comparators[1])}"
        exclusive = ", exclusive" if all(isinstance(one, ast.Lt) for one in test.ops) else ""
        no = "" if holds else "not "
        text = f"{no}between {ends}{exclusive}"
        return Clause(test.comparators[0], f"is {text}", f"are {text}")
    text = as_code(scope, test, holds=holds)
    return Clause(None, text, text)


def _member(scope: Scope, left: ast.expr, right: ast.expr, *, is_in: bool) -> Clause:
    if isinstance(right, ast.List | ast.Tuple | ast.Set) and 0 < len(right.elts) < 8:
        names = [scope.term(one) for one in right.elts]
        if len(names) > 1:
            text = f"{'one' if is_in else 'none'} of {listed(names, 'or' if is_in else 'and')}"
            return Clause(left, f"is {text}", f"are {text}")
    variable = scope.variables.get(right.id) if isinstance(right, ast.Name) else None
    if variable is not None and variable.loop is not None:
        one, many = "contains", "contain"
        if not is_in:
            one, many = "does not contain", "do not contain"
        return Clause(right, f"{one} {scope.term(left)}", f"{many} {scope.term(left)}")
    text = f"{'' if is_in else 'not '}in {scope.term(right)}"
    return Clause(left, f"is {text}", f"are {text}")


def _counted(  # noqa: C901, PLR0911 - one a kind
    scope: Scope, left: ast.expr, operator: type[ast.cmpop], right: ast.expr
) -> Clause | None:
    """Conditions on the length of something."""
    if not (
        isinstance(left, ast.Call)
        and isinstance(left.func, ast.Name)
        and left.func.id == "len"
        and len(left.args) == 1
    ):
        return None
    held = left.args[0]
    number = right.value if isinstance(right, ast.Constant) else None
    empties = {(ast.Eq, 0), (ast.Lt, 1), (ast.LtE, 0)}
    if (operator, number) in empties:
        return Clause(held, "is empty", "are empty")
    if (operator, number) in {(ast.NotEq, 0), (ast.Gt, 0), (ast.GtE, 1)}:
        return Clause(held, "is not empty", "are not empty")
    many = "characters" if scope.kind(held) == "text" else "items"
    if number == 1:
        many = many[:-1]
    count = scope.term(right)
    if isinstance(held, ast.Name) and scope.is_local(held.id) and says_something(held.id):
        things = plural(phrase_of(held.id))
        if operator is ast.NotEq:
            text = f"there are not exactly {count} {things}"
        elif operator in _COUNTS:
            text = f"there are {_COUNTS[operator]} {count} {things}"
        else:
            return None
        return Clause(None, text, text)
    is_named = isinstance(right, ast.Name) and right.id in scope.parameters
    if number is None and not is_named:
        return None
    if operator is ast.NotEq:
        text = f"not have exactly {count} {many}"
        return Clause(held, f"does {text}", f"do {text}")
    if operator not in _COUNTS:
        return None
    text = f"{_COUNTS[operator]} {count} {many}"
    return Clause(held, f"has {text}", f"have {text}")


def _remainder(scope: Scope, left: ast.expr, right: ast.expr, *, is_equal: bool) -> Clause | None:
    """`n % k == 0`: "is divisible by `k`"."""
    if not (isinstance(left, ast.BinOp) and isinstance(left.op, ast.Mod)):
        return None
    value = right.value if isinstance(right, ast.Constant) else None
    if isinstance(left.left, ast.Constant | ast.JoinedStr) or value not in (0, 1):
        return None
    divisor = left.right
    if isinstance(divisor, ast.Constant) and divisor.value == 2:
        word = "even" if is_equal == (value == 0) else "odd"
    elif value == 0:
        word = f"{'' if is_equal else 'not '}divisible by {scope.term(divisor)}"
    else:
        return None
    return Clause(left.left, f"is {word}", f"are {word}")
