"""What a function's own names are: parameters, variables and how they come by their values.

Functions are `ast` nodes of Python. Those of other languages are brought into the same form first,
with the text as the user wrote it in an attribute `written`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from limner_server.proposers.docstrings.adjectives import is_adjective
from limner_server.proposers.docstrings.kinds import kind_of, literal_kind
from limner_server.proposers.docstrings.lexicon import words_in
from limner_server.proposers.docstrings.nodes import (
    FunctionNode,
    constant,
    decorators,
    own_nodes,
    written,
)
from limner_server.proposers.docstrings.variables import Variable, note
from limner_server.proposers.docstrings.words import is_plural, phrase_of, says_something, with_the

_NO_NOUNS: Final = words_in("variables that are no nouns")


_LONGEST_CODE: Final = 60


class Scope:
    """The names of one function.

    Attributes:
        node: the function.
        owner: the class that it is a method of.
        receiver: what its own object or class is called in it: "self", "cls", "this", or "".
        parameters: by name, the annotation or "".
        makers: functions of the file, by name: some make the exceptions that others raise.
    """

    def __init__(
        self,
        node: FunctionNode,
        owner: ast.ClassDef | None = None,
        *,
        none: str = "None",
        makers: Mapping[str, FunctionNode] | None = None,
    ) -> None:
        self.makers = makers or {}
        self.node = node
        self.owner = owner
        self.none = none
        arguments = [*node.args.posonlyargs, *node.args.args]
        is_static = "staticmethod" in decorators(node)
        self.receiver = (
            arguments[0].arg if owner is not None and arguments and not is_static else ""
        )
        rest = [one for one in (node.args.vararg, node.args.kwarg) if one is not None]
        own = [*arguments, *node.args.kwonlyargs, *rest]
        self.parameters = {
            one.arg: written(one.annotation) if one.annotation is not None else ""
            for one in own
            if one.arg != self.receiver
        }

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """All nodes of the body but those of functions and classes in it, comprehensions too."""
        return [node for statement in self.node.body for node in own_nodes(statement)]

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """What each of the nodes stands in."""
        found: dict[ast.AST, ast.AST] = {}
        for node in [self.node, *self.nodes]:
            for child in ast.iter_child_nodes(node):
                found[child] = node
        return found

    @cached_property
    def variables(self) -> dict[str, Variable]:
        """The local variables by name, parameters too where they are bound anew."""
        found: dict[str, Variable] = {}
        for node in self.nodes:
            note(found, node)
        return found

    def code(self, node: ast.AST) -> str:
        """Code between backticks, without the name of the own object before attributes."""
        return f"`{self.short(node)}`"

    def short(self, node: ast.AST) -> str:
        """Code on one line, without the names of the own object and class before attributes."""
        text = " ".join(written(node).split())
        if self.receiver:
            text = re.sub(rf"\b{self.receiver}\.", "", text)
        return re.sub(rf"\b{self.owner.name}\.", "", text) if self.owner is not None else text

    def fits(self, node: ast.AST, most: int = _LONGEST_CODE) -> bool:
        """Whether code is short enough to be read in a sentence."""
        text = self.short(node)
        return len(text) <= most and "`" not in text and "\\" not in text

    def attribute(self, node: ast.AST) -> str:
        """The name of an attribute of the own object, or ""."""
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == self.receiver
            and self.receiver
        ):
            return node.attr
        return ""

    def term(self, node: ast.expr) -> str:
        """A value as the subject or object of a clause: "`x`", "the balance", "3"."""
        if isinstance(node, ast.Constant):
            return constant(node, self.none)
        if isinstance(node, ast.Name) and node.id == self.receiver:
            return "it"
        if isinstance(node, ast.Name) and self.is_local(node.id) and is_telling(node.id):
            return with_the(phrase_of(node.id))
        if name := self.attribute(node):
            return f"`{name}`"
        return self.code(node)

    def is_local(self, name: str) -> bool:
        """Whether a name is a variable of the function, and no parameter."""
        variable = self.variables.get(name)
        if variable is None or name in self.parameters:
            return False
        return bool(variable.values or variable.steps or variable.loop is not None)

    def uses_locals(self, node: ast.AST, *, known: bool = False) -> bool:
        """Whether an expression speaks of variables that only the function knows.

        Args:
            node: the expression.
            known: whether those do whose names say what they are.
        """
        bound = {
            one.id
            for part in ast.walk(node)
            if isinstance(part, ast.comprehension)
            for one in ast.walk(part.target)
            if isinstance(one, ast.Name)
        }
        names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)} - bound
        return any(self.is_local(name) and not (known and says_something(name)) for name in names)

    def kind(self, node: ast.expr) -> str:
        """Roughly what a value is: "list", "mapping", "text", "number", "bool", or ""."""
        if isinstance(node, ast.Name):
            found = kind_of(self.parameters.get(node.id, ""))
            if found or node.id in self.parameters:
                return found or self._kind_by_use(node.id)
            values = self.variables.get(node.id, Variable()).values
            return self.kind(values[0]) if values and values[0] is not node else ""
        if attribute := self.attribute(node):
            return kind_of(self._annotation(attribute))
        return literal_kind(node)

    def _annotation(self, attribute: str) -> str:
        """What the class itself says of an attribute of its objects."""
        for one in self.owner.body if self.owner is not None else ():
            if (
                isinstance(one, ast.AnnAssign)
                and isinstance(one.target, ast.Name)
                and one.target.id == attribute
            ):
                return written(one.annotation)
        return ""

    def _kind_by_use(self, name: str) -> str:
        if name in ("text", "string", "word", "sentence", "message"):
            return "text"
        return "list" if is_plural(phrase_of(name)) and says_something(name) else ""


def is_telling(name: str) -> bool:
    """Whether a variable's name can be said as a noun: "the balance"."""
    return says_something(name) and not is_adjective(phrase_of(name)) and name not in _NO_NOUNS
