"""What a function's docstring says, read off the function."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from limner_server.proposers.docstrings.docstring import Docstring, Entry, Section
from limner_server.proposers.docstrings.dunders import DUNDERS
from limner_server.proposers.docstrings.lexicon import words_in
from limner_server.proposers.docstrings.nodes import FunctionNode, decorators, written
from limner_server.proposers.docstrings.parameters import entries_of, is_stub
from limner_server.proposers.docstrings.passing import passed_on
from limner_server.proposers.docstrings.raising import raised, told
from limner_server.proposers.docstrings.results import (
    answers,
    has_bare_return,
    is_predicate,
    yields,
)
from limner_server.proposers.docstrings.returning import told_returns, told_yields
from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.summaries import Summary
from limner_server.proposers.docstrings.summary import summary_of
from limner_server.proposers.docstrings.words import listed, sentence, with_the

_CHANGING: Final = words_in("methods that change")


@dataclass(frozen=True, slots=True)
class Around:
    """What the file says around a function.

    Attributes:
        owner: the class that it is a method of.
        comments: what stands beside parameters, by name.
        others: functions that it may call, by name; methods of the same class as "self.name".
        none: what nothing is called in the language.
    """

    owner: ast.ClassDef | None = None
    comments: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, FunctionNode] = field(default_factory=dict)
    none: str = "None"


def describe_function(node: FunctionNode, around: Around) -> Docstring:
    """The docstring of a function or method, by analysis alone."""
    scope = Scope(node, around.owner, none=around.none, makers=around.others)
    summary = summary_of(scope)
    sections: dict[Section, tuple[Entry, ...]] = {}
    if parameters := entries_of(scope, summary, around.comments):
        sections[Section.PARAMETERS] = parameters
    if result := _result(scope, summary):
        sections[Section.RETURNS] = (result,)
    if yielded := _yielded(scope, summary):
        sections[Section.YIELDS] = (yielded,)
    if raises := _raises(scope):
        sections[Section.RAISES] = raises
    return Docstring(summary.text, _body(scope, around), sections)


def _result(scope: Scope, summary: Summary) -> Entry | None:
    node = scope.node
    marks = decorators(node)
    if node.name in ("__init__", "__post_init__") or marks[:1] == ("property",):
        return None
    kind = written(node.returns) if node.returns is not None else ""
    if not answers(node):
        # A bare `return` without an annotation: that nothing comes back is not to be seen outside.
        bare = has_bare_return(node) and node.returns is None and not yields(node)
        return Entry("", sentence(scope.none), "") if bare else None
    known = DUNDERS[node.name][2] if node.name in DUNDERS else ""
    told = known if known and "{" not in known else ""
    if not told and not is_stub(scope):
        told = told_returns(scope, summary.topic)
    guess = _guess(scope)
    return Entry("", sentence(told or _by_topic(scope, summary)), kind, guess=guess)


def _guess(scope: Scope) -> str:
    """The type of what is returned, where all of it shows the same."""
    if is_predicate(scope.node):
        return "bool"
    values = [node.value for node in scope.nodes if isinstance(node, ast.Return) and node.value]
    kinds = {scope.kind(value) for value in values}
    kind = next(iter(kinds)) if len(kinds) == 1 else ""
    return {"text": "str", "list": "list", "mapping": "dict", "bool": "bool"}.get(kind, "object")


def _by_topic(scope: Scope, summary: Summary) -> str:
    """What is answered where only the name tells."""
    if summary.topic:
        return with_the(summary.topic)
    if is_predicate(scope.node) and summary.verb in ("check", "verify", "validate", "test"):
        yes, no = ("True", "False") if scope.none == "None" else ("true", "false")
        return f"{yes} if the check succeeds, else {no}"
    if is_predicate(scope.node):
        return "True if so, else False" if scope.none == "None" else "true if so, else false"
    values = [node.value for node in scope.nodes if isinstance(node, ast.Return) and node.value]
    kinds = {scope.kind(value) for value in values}
    word = {"text": "text", "list": "list", "mapping": "dictionary", "number": "number"}.get(
        next(iter(kinds)) if len(kinds) == 1 else "", "result"
    )
    return f"the resulting {word}" if word != "result" else "the result"


def _yielded(scope: Scope, summary: Summary) -> Entry | None:
    node = scope.node
    if not yields(node):
        return None
    told = told_yields(scope, summary.topic)
    kind = _yield_type(node)
    if not told:
        told = (
            with_the(summary.topic)
            if summary.topic
            else "nothing"
            if kind == "None"
            else "each item"
        )
    return Entry("", sentence(told), kind)


def _yield_type(node: FunctionNode) -> str:
    """What the annotation of a generator says that it yields."""
    returns = node.returns
    if not isinstance(returns, ast.Subscript):
        return ""
    inner = returns.slice
    return written(inner.elts[0] if isinstance(inner, ast.Tuple) and inner.elts else inner)


def _raises(scope: Scope) -> tuple[Entry, ...]:
    return tuple(Entry(one.name, told(one) or _untold(scope, one.name)) for one in raised(scope))


def _untold(scope: Scope, name: str) -> str:
    """When an exception is raised whose condition cannot be put into words: what it says itself."""
    for node in scope.nodes:
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
            first = node.exc.args[0]
            is_text = isinstance(first, ast.Constant) and isinstance(first.value, str)
            if written(node.exc.func) == name and is_text and isinstance(first, ast.Constant):
                message = " ".join(str(first.value).split()).rstrip(".")
                if 0 < len(message) < 80:
                    return f'With the message "{message}".'
    return "If it cannot go on."


def _body(scope: Scope, around: Around) -> tuple[str, ...]:
    said = []
    if changed := _changed(scope):
        names = [f"`{name}`" for name in changed]
        said.append(f"{listed(names)} {'is' if len(names) == 1 else 'are'} changed in place.")
    passed: dict[str, list[str]] = {}
    for callee, name in passed_on(scope, dict(around.others)):
        passed.setdefault(callee, []).append(f"`{name}`")
    for callee, names in list(passed.items())[:3]:
        said.append(
            f"{listed(names)} of `{callee}` {'is' if len(names) == 1 else 'are'} passed on."
        )
    return (" ".join(said),) if said else ()


def _changed(scope: Scope) -> list[str]:
    """The parameters whose values are changed."""
    if scope.node.name in DUNDERS:
        return []
    found: list[str] = []
    for node in scope.nodes:
        holder: ast.expr | None = None
        if isinstance(node, ast.Subscript | ast.Attribute) and isinstance(
            node.ctx, ast.Store | ast.Del
        ):
            holder = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            holder = node.func.value if node.func.attr in _CHANGING else None
        while isinstance(holder, ast.Subscript):
            holder = holder.value
        if isinstance(holder, ast.Name) and holder.id in scope.parameters:
            variable = scope.variables.get(holder.id)
            if variable is None or not variable.values:
                found.append(holder.id)
    return list(dict.fromkeys(found))
