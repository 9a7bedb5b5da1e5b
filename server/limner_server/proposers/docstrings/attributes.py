"""What is said of the attributes of a class and of its objects."""

from __future__ import annotations

import ast
from typing import Final

from limner_server.proposers.docstrings.class_facts import Attribute, ClassFacts
from limner_server.proposers.docstrings.docstring import Entry
from limner_server.proposers.docstrings.kinds import kind_of
from limner_server.proposers.docstrings.nodes import written
from limner_server.proposers.docstrings.roles import role_of
from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.units import unit_of, without_unit
from limner_server.proposers.docstrings.words import (
    listed,
    phrase_of,
    plural,
    raw_words,
    says_something,
    sentence,
    with_the,
)

# What counts through a list files nothing.
_PLACES: Final = frozenset({"index", "position", "place", "idx", "pos"})
# What is done with most attributes tells nothing of one.
_WEAK: Final = (
    *("to store", "to set", "to divide", "to compare", "to pass", "to take", "to change"),
    "to go through",
)
ENUMS: Final = ("Enum", "StrEnum", "IntEnum", "Flag", "IntFlag")


def attribute_entry(one: Attribute, facts: ClassFacts) -> Entry:
    return Entry(one.name, sentence(_about(one, facts)), one.annotation)


def _about(one: Attribute, facts: ClassFacts) -> str:
    """What an attribute holds."""
    if one.comment:
        return one.comment
    is_enum = any(written(base).rpartition(".")[2] in ENUMS for base in facts.node.bases)
    if is_enum and isinstance(one.value, ast.Constant):
        return f"the value {written(one.value)}"
    phrase = phrase_of(without_unit(one.name))
    unit = unit_of(one.name)
    if unit:
        phrase += f" in {unit}"
    kind = kind_of(one.annotation)
    if kind == "bool" or (
        isinstance(one.value, ast.Constant) and isinstance(one.value.value, bool)
    ):
        words = raw_words(one.name)
        if words[0] in ("is", "has"):
            phrase = f"whether it {words[0]} {phrase_of('_'.join(words[1:]))}"
        else:
            phrase = f"whether it is {phrase}"
    value = one.value
    if isinstance(value, ast.Constant) and value.value is not None and value.value is not Ellipsis:
        shown = written(value)
        if len(shown) < 40 and "\n" not in shown:
            by_default = "by default" if one.annotation else ""
            return f"{phrase}, {shown} {by_default}".strip()
    if isinstance(value, ast.Constant) and value.value is None:
        return f"{phrase}, or None"
    role = _inside(one, facts) or used_for(one.name, facts)
    # A name alone would be said twice: then at least of what it is.
    whose = "" if unit else f" of the {phrase_of(facts.node.name)}"
    return f"{phrase}{role or whose}"


def _inside(one: Attribute, facts: ClassFacts) -> str:
    """How the things are filed that an attribute holds: " by order ID"."""
    for method in facts.methods.values():
        scope = Scope(method, facts.node)
        for node in scope.nodes:
            if (
                isinstance(node, ast.Subscript)
                and isinstance(node.ctx, ast.Store)
                and scope.attribute(node.value) == one.name
                and isinstance(node.slice, ast.Name)
                and says_something(node.slice.id)
                and node.slice.id not in _PLACES
            ):
                return f" by {phrase_of(node.slice.id)}"
    return ""


def attribute_sentences(facts: ClassFacts, parameters: set[str]) -> tuple[str, ...]:
    """The attributes of objects that are no parameters, in sentences."""
    said = []
    plain = []
    for one in facts.of_objects:
        if one.name in parameters:
            continue
        if one.comment:
            said.append(f"`{one.name}` ({one.comment.rstrip('.')})")
        elif inside := _inside(one, facts):
            said.append(f"`{one.name}` holds {with_the(plural(phrase_of(one.name)))}{inside}")
        else:
            plain.append(one)
    texts = []
    if said:
        texts.append(sentence("; ".join(said)))
    start = [one for one in plain if _is_empty(one.value)]
    if start:
        names = listed([f"`{one.name}`" for one in start])
        texts.append(f"{names} {'starts' if len(start) == 1 else 'start'} empty.")
    return (" ".join(texts),) if texts else ()


def _is_empty(value: ast.expr | None) -> bool:
    if isinstance(value, ast.List | ast.Tuple | ast.Set):
        return not value.elts
    if isinstance(value, ast.Dict):
        return not value.keys
    if isinstance(value, ast.Call) and not value.args and not value.keywords:
        return written(value.func).rpartition(".")[2] in ("list", "dict", "set", "deque", "Counter")
    return False


def kept_roles(facts: ClassFacts, scope: Scope) -> dict[str, str]:
    """What the class does with what its constructor is given and keeps."""
    found: dict[str, str] = {}
    for node in scope.nodes:
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Name):
            continue
        name, attribute = node.value.id, scope.attribute(node.targets[0])
        if not attribute or name not in scope.parameters:
            continue
        if role := used_for(attribute, facts):
            found.setdefault(name, role.strip())
    return found


def used_for(attribute: str, facts: ClassFacts) -> str:
    """What the methods of a class do with an attribute: " to search"."""
    for method in facts.methods.values():
        if method is facts.init:
            continue
        scope = Scope(method, facts.node)

        def is_it(one: ast.AST, scope: Scope = scope) -> bool:
            return scope.attribute(one) == attribute

        role = role_of(scope, is_it)
        if role.startswith("to ") and not role.startswith(_WEAK):
            return f" {role}"
    return ""
