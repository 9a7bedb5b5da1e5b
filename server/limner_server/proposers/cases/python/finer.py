"""What is said of a parameter, put together with what is seen of it."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import Final

from limner_server.proposers.cases.python.kinds import ANY, BOOL, FLOAT, INT, TEXT, Kind
from limner_server.proposers.cases.python.usage import merged

# Dictionaries in dictionaries are followed so far.
_DEEPEST: Final = 4


def finer(said: Kind, used: Kind) -> Kind:
    """What is said, with what its use adds: items, keys, that a text is a path."""
    if said.name == "any":
        return used
    if (said.name, used.name) == ("str", "path"):
        return Kind("path", text="str")
    if said.name == used.name == "list" and said.of and used.of:
        return Kind("list", (finer(said.of[0], used.of[0]),), said.text)
    is_bare = not said.of and not said.fields
    if said.name == used.name and (is_bare or (said.name == "dict" and not said.fields)):
        return Kind(said.name, said.of or used.of, said.text, used.fields)
    return Kind("list", (INT,)) if said.name == "list" and is_bare else said


def fits(named: Kind, used: Kind) -> bool:
    """Whether what a name suggests is one of the kinds that its use leaves open."""
    return any(one.name == named.name for one in used.of)


def default_kind(default: ast.expr | None) -> Kind:
    """The kind of a default; any of none."""
    if isinstance(default, ast.Constant):
        for base, kind in ((bool, BOOL), (int, INT), (float, FLOAT), (str, TEXT)):
            if isinstance(default.value, base):
                return kind
    names = {ast.List: "list", ast.Dict: "dict", ast.Set: "set", ast.Tuple: "tuple"}
    name = names.get(type(default)) if default is not None else None
    return Kind(name) if name else ANY


def refined(kind: Kind, looked_up: dict[str, dict[str, Kind]], depth: int = 0) -> Kind:
    """A dictionary with the keys that are looked up elsewhere in what has a field's name.

    Args:
        kind: of the dictionary, or of what holds it.
        looked_up: as of `keys_by_name`.
        depth: of dictionaries around it.
    """
    if depth > _DEEPEST:
        return kind
    if kind.name in ("list", "union", "set"):
        return replace(kind, of=tuple(refined(one, looked_up, depth + 1) for one in kind.of))
    if kind.name != "dict" or not kind.fields:
        return kind
    fields = []
    for name, one in kind.fields:
        keys = looked_up.get(name, {}) if one.name in ("any", "dict") else {}
        whole = merged([one, Kind("dict", fields=tuple(keys.items()))]) if keys else one
        fields.append((name, refined(whole, looked_up, depth + 1)))
    return replace(kind, fields=tuple(fields))


def keys_by_name(tree: ast.AST) -> dict[str, dict[str, Kind]]:
    """The keys that are looked up in variables, by the names of these."""
    found: dict[str, dict[str, Kind]] = {}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Subscript)
            and isinstance(node.value, ast.Name)
            and isinstance(node.slice, ast.Constant)
            and isinstance(node.slice.value, str)
        ):
            found.setdefault(node.value.id, {}).setdefault(node.slice.value, ANY)
    return found
