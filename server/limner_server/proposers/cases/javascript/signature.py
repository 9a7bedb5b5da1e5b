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
from limner_server.proposers.cases.javascript.kinds import ANY, Kind, joined, kind_of, merged
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
    declared = jsdoc_types(comment_of(tree, function))
    body = function.node.child_by_field_name("body")
    found = []
    for index, parameter in enumerate(function.parameters):
        if parameter.name == "this":
            continue
        shown = [one[index] for one in given if index < len(one)]
        found.append(_taken(tree, parameter, body, pool, types, declared, shown))
    return tuple(found)


def _taken(
    tree: Tree,
    parameter: Parameter,
    body: Node | None,
    pool: Pool,
    types: Types,
    declared: dict[str, str],
    shown: Sequence[Value],
) -> Taken:
    is_rest = parameter.passing is Passing.REST
    pattern = tree.node(parameter.span.start, parameter.span.end)
    is_pattern = parameter.name.startswith(("{", "["))
    name = (
        ("options" if parameter.name.startswith("{") else "items") if is_pattern else parameter.name
    )
    written = parameter.annotation or declared.get(parameter.name, "")
    kind = types.kind(written) if written else ANY
    if is_rest and kind.name == "array" and parameter.annotation:
        kind = kind.item or ANY
    used = _used(tree, parameter, pattern, body)
    if is_rest:
        used = used.item or ANY
    known = [one for one in shown if one is not None and one != UNDEFINED]
    by_example = joined(map(kind_of, known)) if known and kind == ANY else ANY
    if by_example.alternatives and len({one.name for one in map(kind_of, known)}) == 1:
        by_example = _all([kind_of(one) for one in known])
    kind = merged(merged(merged(kind, by_example), _default(parameter)), used)
    if kind.name == "any" and not is_pattern:
        kind = merged(kind_by_name(name), kind)
    elif kind.name == "array" and (kind.item is None or kind.item == ANY) and not is_pattern:
        kind = merged(kind, kind_by_name(name)) if kind_by_name(name).name == "array" else kind
    is_optional = bool(parameter.default) or _is_optional(tree, parameter, pattern)
    made = candidates(kind, pool, name)
    signs = _alphabet(shown)
    if signs:
        made = [one for one in made if not isinstance(one, str) or set(one) <= signs]
    values = list({spelled(one): one for one in (*shown, *made)}.values())
    is_changed = body is not None and _is_changed(tree, tree.span(body), name)
    return Taken(name, kind, tuple(values), is_optional, is_rest, is_changed, signs)


def _alphabet(shown: Sequence[Value]) -> frozenset[str]:
    """The characters of the examples, where these are no words."""
    texts = [one for one in shown if isinstance(one, str)]
    signs = frozenset("".join(texts))
    is_format = len(texts) > 0 and signs and not any(one.isalpha() for one in signs)
    few = len(texts) > 0 and len("".join(texts)) >= 4 * len(signs)
    return signs if is_format or few else frozenset()


def _all(kinds: Sequence[Kind]) -> Kind:
    whole = kinds[0]
    for one in kinds[1:]:
        whole = merged(whole, one)
    return whole


def _used(tree: Tree, parameter: Parameter, node: Node, body: Node | None) -> Kind:
    if body is None:
        return ANY
    if not parameter.name.startswith(("{", "[")):
        return kind_by_usage(tree, body, parameter.name)
    pattern = node
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


def _default(parameter: Parameter) -> Kind:
    if not parameter.default:
        return ANY
    try:
        value = parsed(parameter.default)
    except ValueError:
        return ANY
    kind = kind_of(value)
    return ANY if kind.name == "one of" else kind


def _is_optional(tree: Tree, parameter: Parameter, node: Node) -> bool:
    around = node
    while around.parent is not None and tree.span(around.parent) == parameter.span:
        around = around.parent
    return around.type == "optional_parameter" or "| undefined" in parameter.annotation


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
