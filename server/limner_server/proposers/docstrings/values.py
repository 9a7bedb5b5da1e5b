"""Values of code as noun phrases: "the items of `numbers` that are greater than 0"."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Final

from limner_server.proposers.docstrings.called_values import CalledValues
from limner_server.proposers.docstrings.conditions import condition
from limner_server.proposers.docstrings.gathered_values import GatheredValues
from limner_server.proposers.docstrings.nodes import written
from limner_server.proposers.docstrings.scope import is_telling
from limner_server.proposers.docstrings.summed_values import SummedValues
from limner_server.proposers.docstrings.variables import Variable
from limner_server.proposers.docstrings.words import (
    is_plural,
    phrase_of,
    says_something,
    singular,
    with_the,
)

_DEEPEST: Final = 4


class Values(CalledValues, GatheredValues, SummedValues):
    """Says what the values of one function are."""

    def phrase(self, node: ast.expr, depth: int = 0) -> str:
        """A value as a noun phrase without a full stop; "" where code says no more than itself."""
        if depth > _DEEPEST:
            return ""
        maker: Callable[..., str] | None = {  # type: ignore[assignment]
            ast.Constant: self._constant,
            ast.Name: self._name,
            ast.Attribute: self._attribute,
            ast.Subscript: self._subscript,
            ast.Call: self._call,
            ast.ListComp: self._comprehension,
            ast.SetComp: self._comprehension,
            ast.GeneratorExp: self._comprehension,
            ast.DictComp: self._mapping,
            ast.Dict: self._dictionary,
            ast.List: self._list,
            ast.Tuple: self._tuple,
            ast.IfExp: self._choice,
            ast.Compare: self._truth,
            ast.UnaryOp: self._unary,
            ast.BoolOp: self._or,
            ast.BinOp: self._sum,
            ast.JoinedStr: self._template,
            ast.Await: self._awaited,
        }.get(type(node))
        return maker(node, depth) if maker is not None else ""

    def _constant(self, node: ast.Constant, _depth: int) -> str:
        if node.value == "" and isinstance(node.value, str):
            return "an empty string"
        return self._scope.term(node)

    def _name(self, node: ast.Name, depth: int) -> str:  # noqa: PLR0911 - one a kind
        scope, name = self._scope, node.id
        if name == scope.receiver:
            return "the object itself"
        if name in scope.parameters:
            changed = scope.variables.get(name)
            if changed is None or not (changed.values or changed.steps):
                return f"`{name}`"
            return self._topical("") or f"the resulting `{name}`"
        variable = scope.variables.get(name)
        if variable is None:
            return f"`{name}`"
        if variable.loop is not None and not variable.values:
            return self._element(node, variable, depth)
        if is_telling(name):
            phrase = phrase_of(name)
            return self._topical(phrase, depth) or with_the(phrase)
        made = self._made(variable, depth)
        return made or self._topical("", depth)

    def _topical(self, phrase: str, depth: int = 0) -> str:
        """What the function's name says that it answers, unless the variable's says more."""
        topic = self._topic
        if not topic or depth or topic.startswith("whether"):
            return ""
        shared = set(phrase.split()) & set(topic.split())
        return "" if shared and len(phrase) > len(topic) else with_the(topic)

    def _element(self, node: ast.Name, variable: Variable, depth: int) -> str:
        source = variable.loop
        if topic := self._topical("", depth):
            return topic
        if says_something(node.id):
            return with_the(phrase_of(node.id))
        if isinstance(source, ast.Name) and source.id in self._scope.parameters:
            one = phrase_of(source.id)
            if is_plural(one) and says_something(source.id):
                return f"an element of `{source.id}`"
        return f"`{node.id}`"

    def _attribute(self, node: ast.Attribute, _depth: int) -> str:
        if name := self._scope.attribute(node):
            return with_the(phrase_of(name)) if says_something(name) else f"`{name}`"
        return self._scope.code(node)

    def _subscript(self, node: ast.Subscript, depth: int) -> str:
        held, index = node.value, node.slice
        if isinstance(index, ast.Slice):
            return self._slice(held, index, depth)
        whole = self.phrase(held, depth + 1)
        if isinstance(index, ast.UnaryOp | ast.Constant) and whole:
            place = written(index)
            if place in ("0", "-1"):
                return f"the {'first' if place == '0' else 'last'} element of {whole}"
        if isinstance(index, ast.Constant) and isinstance(index.value, str) and whole:
            return f"the {phrase_of(index.value)} of {whole}"
        if name := self._scope.attribute(held):
            key = self._scope.term(index)
            if is_plural(phrase_of(name)):
                return f"the {singular(phrase_of(name))} of {key}"
            return f"the value of {key} in `{name}`"
        return ""

    def _slice(self, held: ast.expr, index: ast.Slice, depth: int) -> str:  # noqa: PLR0911 - one a kind
        whole = self.shown(held, depth + 1)
        if not whole:
            return ""
        lower, upper, step = (
            one and written(one) for one in (index.lower, index.upper, index.step)
        )
        if step == "-1" and not lower and not upper:
            return f"{whole} in reverse order"
        bounds = [one for one in (index.lower, index.upper) if one is not None]
        if step or any(self._scope.uses_locals(one) for one in bounds):
            return ""
        if upper and index.upper is not None and not lower and not upper.startswith("-"):
            return f"the first {self._scope.term(index.upper)} elements of {whole}"
        if lower and index.lower is not None and not upper and not lower.startswith("-"):
            return f"{whole} from index {self._scope.term(index.lower)} on"
        if index.lower is not None and index.upper is not None:
            ends = f"{self._scope.term(index.lower)} to {self._scope.term(index.upper)}"
            return f"{whole} from {ends}" if depth < 2 else ""
        return ""

    def _choice(self, node: ast.IfExp, depth: int) -> str:
        first, second = self.shown(node.body, depth + 1), self.shown(node.orelse, depth + 1)
        test = condition(self._scope, node.test)
        if not first or not second or not test:
            return ""
        return f"{first} if {test}, else {second}"

    def _truth(self, node: ast.expr, depth: int) -> str:
        said = condition(self._scope, node)
        return f"whether {said}" if said and not depth else ""

    def _unary(self, node: ast.UnaryOp, depth: int) -> str:
        return self._truth(node, depth) if isinstance(node.op, ast.Not) else ""

    def _or(self, node: ast.BoolOp, depth: int) -> str:
        if all(
            isinstance(one, ast.Compare | ast.BoolOp | ast.UnaryOp | ast.Call)
            for one in node.values
        ):
            return self._truth(node, depth)
        if isinstance(node.op, ast.Or) and len(node.values) == 2:
            parts = [self.shown(one, depth + 1) for one in node.values]
            return f"{parts[0]}, or {parts[1]} where that is empty" if all(parts) else ""
        return ""

    def _awaited(self, node: ast.Await, depth: int) -> str:
        return self.phrase(node.value, depth)
