"""What a function takes: its parameters, and the values that each could be given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.definitions import Function, Parameter, Passing
from limner_server.perception.syntax.tree import Span, Tree
from limner_server.proposers.cases.javascript.annotations import Types, jsdoc_types
from limner_server.proposers.cases.javascript.candidates import candidates
from limner_server.proposers.cases.javascript.comments import comment_of
from limner_server.proposers.cases.javascript.kinds import (
    ANY,
    Kind,
    joined,
    kind_of,
    merged,
    merged_all,
)
from limner_server.proposers.cases.javascript.names import kind_by_name
from limner_server.proposers.cases.javascript.pool import Pool
from limner_server.proposers.cases.javascript.usage import fields_of, kind_by_usage
from limner_server.proposers.cases.javascript.values import UNDEFINED, Value, parsed, spelled

_CHANGES: Final = "push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set|add|delete|clear"


@dataclass(frozen=True, slots=True)
class Taken:
    """A parameter.

    Attributes:
        name: that a test would give to a value of it.
        kind: of its values.
        values: some to begin with, the likeliest first.
        is_optional: whether it may be left out.
        is_rest: whether it takes all that is left.
        is_changed: whether the function changes what it is given.
        alphabet: the characters that its texts are made of, where examples show that they are of
            some format; empty for any.
    """

    name: str
    kind: Kind
    values: tuple[Value, ...]
    is_optional: bool = False
    is_rest: bool = False
    is_changed: bool = False
    alphabet: frozenset[str] = frozenset()


def taken(
    tree: Tree,
    function: Function,
    pool: Pool,
    types: Types,
    given: Sequence[Sequence[Value]],
) -> tuple[Taken, ...]:
    """The parameters of a function.

    Args:
        tree: of its file.
        function: in it.
        pool: of its code.
        types: of the file.
        given: arguments that it is called with somewhere, which tell as well.
    """
    body = function.node.child_by_field_name("body")
    reader = _Reader(tree, body, pool, types, jsdoc_types(comment_of(tree, function)))
    return tuple(
        reader.taken(parameter, [one[index] for one in given if index < len(one)])
        for index, parameter in enumerate(function.parameters)
        if parameter.name != "this"
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the parameters of a function.

    Attributes:
        tree: of its file.
        body: of the function.
        pool: of its code.
        types: of the file.
        declared: types that a comment gives to parameters.
    """

    tree: Tree
    body: Node | None
    pool: Pool
    types: Types
    declared: dict[str, str]

    def taken(self, parameter: Parameter, shown: Sequence[Value]) -> Taken:
        """A parameter, and the values that it is given somewhere."""
        name, is_rest = _called(parameter.name), parameter.passing is Passing.REST
        kind = self._kind(parameter, shown)
        signs = _alphabet(shown)
        made = [
            one
            for one in candidates(kind, self.pool, name)
            if not signs or not isinstance(one, str) or set(one) <= signs
        ]
        values = {spelled(one): one for one in (*shown, *made)}
        return Taken(
            name,
            kind,
            tuple(values.values()),
            is_optional=bool(parameter.default) or self._is_optional(parameter),
            is_rest=is_rest,
            is_changed=self.body is not None
            and _is_changed(self.tree, self.tree.span(self.body), name),
            alphabet=signs,
        )

    def _kind(self, parameter: Parameter, shown: Sequence[Value]) -> Kind:
        """What is declared is believed first, then examples, defaults, uses, names."""
        written = parameter.annotation or self.declared.get(parameter.name, "")
        declared = self.types.kind(written) if written else ANY
        used = self._used(parameter)
        if parameter.passing is Passing.REST:
            used = used.item or ANY
            if parameter.annotation:
                declared = declared.item or ANY
        by_example = _by_example(shown) if declared == ANY else ANY
        kind = merged(merged(merged(declared, by_example), _default(parameter)), used)
        by_name = kind_by_name(parameter.name) if parameter.name.isidentifier() else ANY
        if kind.name == "any":
            return merged(by_name, kind)
        is_bare = kind.name == "array" and (kind.item is None or kind.item == ANY)
        return merged(kind, by_name) if is_bare and by_name.name == "array" else kind

    def _used(self, parameter: Parameter) -> Kind:
        tree, body = self.tree, self.body
        if body is None:
            return ANY
        if not parameter.name.startswith(("{", "[")):
            return kind_by_usage(tree, body, parameter.name)
        pattern = tree.node(parameter.span.start, parameter.span.end)
        while pattern.type not in ("object_pattern", "array_pattern") and pattern.named_child_count:
            pattern = pattern.named_children[0]
        if pattern.type != "object_pattern":
            return Kind("array")
        fields = fields_of(tree, pattern, body)
        optional = frozenset(
            tree.source(one.child_by_field_name("left") or one).partition(":")[0].strip()
            for one in pattern.named_children
            if "=" in tree.source(one)
        )
        return Kind("object", fields=tuple(fields.items()), optional=optional)

    def _is_optional(self, parameter: Parameter) -> bool:
        node = self.tree.node(parameter.span.start, parameter.span.end)
        while node.parent is not None and self.tree.span(node.parent) == parameter.span:
            node = node.parent
        return node.type == "optional_parameter" or "| undefined" in parameter.annotation


def _called(name: str) -> str:
    """What a test calls the argument of a parameter, which may be a pattern."""
    if name.startswith("{"):
        return "options"
    return "items" if name.startswith("[") else name


def _by_example(shown: Sequence[Value]) -> Kind:
    kinds = [kind_of(one) for one in shown if one is not None and one != UNDEFINED]
    if not kinds:
        return ANY
    return merged_all(kinds) if len({one.name for one in kinds}) == 1 else joined(kinds)


def _alphabet(shown: Sequence[Value]) -> frozenset[str]:
    """The characters of the examples, where these are no words."""
    texts = [one for one in shown if isinstance(one, str)]
    signs = frozenset("".join(texts))
    is_format = len(texts) > 0 and signs and not any(one.isalpha() for one in signs)
    few = len(texts) > 0 and len("".join(texts)) >= 4 * len(signs)
    return signs if is_format or few else frozenset()


def _default(parameter: Parameter) -> Kind:
    if not parameter.default:
        return ANY
    try:
        value = parsed(parameter.default)
    except ValueError:
        return ANY
    kind = kind_of(value)
    return ANY if kind.name == "one of" else kind


def _is_changed(tree: Tree, body: Span, name: str) -> bool:
    """Whether code changes the array or object that a name stands for."""
    if not name.isidentifier():
        return False
    text, one = body.of(tree.text), re.escape(name)
    return (
        re.search(
            rf"(?<![\w$.]){one}\s*\.\s*(?:{_CHANGES})\s*\("
            rf"|(?<![\w$.]){one}\s*(?:\[[^\]\n]*\]|\.\w+)+\s*(?:[-+*/%|&]?=(?![=>])|\+\+|--)"
            rf"|\bdelete\s+{one}\b|Object\.assign\(\s*{one}\b",
            text,
        )
        is not None
    )
