"""What is said of a parameter, put together with what is seen of it."""

from __future__ import annotations

import ast

from limner_server.proposers.cases.python.kinds import ANY, BOOL, FLOAT, INT, TEXT, Kind


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
