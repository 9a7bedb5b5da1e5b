"""Conditions of code as clauses: "`amount` is less than 0"."""

from __future__ import annotations

import ast
from typing import Final

from limner_server.proposers.docstrings.clauses import Clause, as_code, compared
from limner_server.proposers.docstrings.defaults import has_default, is_flag
from limner_server.proposers.docstrings.questions import ASKING, denied, question
from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.words import is_plural, listed

# Longer than this, code is clearer than words.
_LONGEST: Final = 110


def condition(scope: Scope, test: ast.expr, *, holds: bool = True) -> str:
    """A condition, or its opposite, as a clause; code where words would not be clearer."""
    said = _said(scope, test, holds=holds, within="")
    if len(said) <= _LONGEST:
        return said
    return as_code(scope, test, holds=holds)


def relative(scope: Scope, test: ast.expr, name: str) -> str:
    """A condition on each `name` as what follows "that": "are greater than 0"; or ""."""
    if isinstance(test, ast.BoolOp):
        parts = [relative(scope, one, name) for one in test.values]
        joint = "and" if isinstance(test.op, ast.And) else "or"
        return f" {joint} ".join(parts) if all(parts) else ""
    holds = True
    while isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test, holds = test.operand, not holds
    clause = _clause(scope, test, holds=holds)
    return clause.many if _is(clause.subject, name) else ""


def _is(node: ast.expr | None, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _said(scope: Scope, test: ast.expr, *, holds: bool, within: str) -> str:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _said(scope, test.operand, holds=not holds, within=within)
    if isinstance(test, ast.BoolOp):
        is_and = isinstance(test.op, ast.And) == holds
        joint = "and" if is_and else "or"
        if within and within != joint:
            return as_code(scope, test, holds=holds)
        same = _shared(scope, test, holds=holds, joint=joint)
        parts = same or [_said(scope, one, holds=holds, within=joint) for one in test.values]
        return f" {joint} ".join(parts) if all(parts) else ""
    clause = _clause(scope, test, holds=holds)
    if clause.subject is None:
        return clause.one
    subject = scope.term(clause.subject)
    many = subject.startswith("the ") and is_plural(subject)
    return f"{subject} {clause.many if many else clause.one}"


def _shared(scope: Scope, test: ast.BoolOp, *, holds: bool, joint: str) -> list[str]:
    """The parts of a condition on one thing, which is named only once; empty if on several."""
    parts = test.values
    if any(isinstance(one, ast.BoolOp | ast.UnaryOp) for one in parts):
        return []
    clauses = [_clause(scope, one, holds=holds) for one in parts]
    subjects = {ast.dump(one.subject) if one.subject is not None else "" for one in clauses}
    if len(subjects) != 1 or clauses[0].subject is None:
        return []
    heads = [one.one.split(maxsplit=1) for one in clauses]
    if len({head[0] for head in heads}) != 1 or any(len(head) < 2 for head in heads):
        return []
    first = f"{scope.term(clauses[0].subject)} {clauses[0].one}"
    if joint == "and" and any(head[1].startswith("not ") for head in heads):
        return []
    return [first, *(head[1] for head in heads[1:])]


def _clause(scope: Scope, test: ast.expr, *, holds: bool) -> Clause:
    if isinstance(test, ast.Compare):
        return compared(scope, test, holds=holds)
    if isinstance(test, ast.Call):
        return _called(scope, test, holds=holds)
    if isinstance(test, ast.Constant):
        return Clause(None, "always" if bool(test.value) == holds else "never", "")
    kind = scope.kind(test)
    if isinstance(test, ast.Name | ast.Attribute | ast.Subscript):
        return _truth(scope, test, kind, holds=holds)
    text = as_code(scope, test, holds=holds)
    return Clause(None, text, text)


def _truth(scope: Scope, test: ast.expr, kind: str, *, holds: bool) -> Clause:
    """What it means that a value counts as true."""
    if kind in ("list", "mapping", "text"):
        word = "not empty" if holds else "empty"
    elif kind == "number":
        word = "not 0" if holds else "0"
    elif kind == "bool" or (isinstance(test, ast.Name) and is_flag(scope, test.id)):
        word = "true" if holds else "false"
    else:
        word = "truthy" if holds else "falsy"
        if (
            isinstance(test, ast.Name)
            and test.id in scope.parameters
            and has_default(scope, test.id)
        ):
            word = "given" if holds else "not given"
        elif isinstance(test, ast.Name) and _of_texts(scope, test.id):
            word = "not empty" if holds else "empty"
        elif isinstance(test, ast.Name) and scope.is_local(test.id):
            word = "found" if holds else "empty or None"
            word = "truthy" if holds else word
    return Clause(test, f"is {word}", f"are {word}")


def _of_texts(scope: Scope, name: str) -> bool:
    """Whether a name runs through parts of a text."""
    variable = scope.variables.get(name)
    loop = variable.loop if variable is not None else None
    return (
        isinstance(loop, ast.Call)
        and isinstance(loop.func, ast.Attribute)
        and loop.func.attr in ("split", "splitlines", "findall")
    )


def _called(scope: Scope, call: ast.Call, *, holds: bool) -> Clause:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name == "isinstance" and len(call.args) == 2:
        kinds = call.args[1].elts if isinstance(call.args[1], ast.Tuple) else [call.args[1]]
        names = [f"`{ast.unparse(one)}`" for one in kinds]
        no = "" if holds else "not "
        return Clause(
            call.args[0],
            f"is {no}of type {listed(names, 'or')}",
            f"are {no}of type {listed(names, 'or')}",
        )
    is_many = name in ("any", "all") and len(call.args) == 1
    if is_many and (text := _some(scope, call.args[0], every=name == "all", holds=holds)):
        return Clause(None, text, text)
    if name == "callable" and len(call.args) == 1:
        no = "" if holds else "not "
        return Clause(call.args[0], f"is {no}callable", f"are {no}callable")
    if isinstance(call.func, ast.Attribute) and call.func.attr in ASKING:
        one, many = ASKING[call.func.attr]
        rest = f" {scope.term(call.args[0])}" if call.args else ""
        if call.args and isinstance(call.args[0], ast.Tuple):
            rest = f" {listed([scope.term(each) for each in call.args[0].elts], 'or')}"
        if not holds:
            one, many = denied(one), denied(many)
        return Clause(call.func.value, one + rest, many + rest)
    if asked := question(call, holds=holds):
        return asked
    text = as_code(scope, call, holds=holds)
    return Clause(None, text, text)


def _some(scope: Scope, node: ast.expr, *, every: bool, holds: bool) -> str:
    if not isinstance(node, ast.GeneratorExp | ast.ListComp) or len(node.generators) != 1:
        return ""
    one = node.generators[0]
    if one.ifs or not isinstance(one.target, ast.Name):
        return ""
    inner = condition(scope, node.elt, holds=holds or not every)
    quantity = ("every" if holds else "any") if every else ("any" if holds else "no")
    if not holds and every:
        inner = condition(scope, node.elt, holds=False)
    return f"{inner} for {quantity} `{one.target.id}` in {scope.term(one.iter)}" if inner else ""
