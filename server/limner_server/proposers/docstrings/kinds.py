"""Roughly what values are, by annotations and literals."""

from __future__ import annotations

import ast
from typing import Final

_LISTS: Final = ("list", "List", "Sequence", "Iterable", "tuple", "Tuple", "set", "Set", "Array")


_MAPPINGS: Final = ("dict", "Dict", "Mapping", "MutableMapping", "Record", "Map", "object")


def kind_of(annotation: str) -> str:
    """Roughly what values of an annotation are."""
    name = annotation.strip("\"'").removeprefix("Optional[").split("[")[0].split("|")[0].strip()
    name = name.rpartition(".")[2]
    if annotation.rstrip().endswith("[]") or name in _LISTS:
        return "list"
    if name in _MAPPINGS:
        return "mapping"
    return {
        "str": "text",
        "string": "text",
        "int": "number",
        "float": "number",
        "number": "number",
        "Decimal": "number",
        "complex": "number",
        "bool": "bool",
        "boolean": "bool",
    }.get(name, "")


def literal_kind(node: ast.expr | None) -> str:  # noqa: PLR0911 - one a kind
    """Roughly what a literal is."""
    if isinstance(node, ast.Constant):
        for kind, name in ((bool, "bool"), (str, "text"), (int, "number"), (float, "number")):
            if isinstance(node.value, kind):
                return name
    if isinstance(node, ast.List | ast.ListComp | ast.Set | ast.SetComp):
        return "list"
    if isinstance(node, ast.Dict | ast.DictComp):
        return "mapping"
    if isinstance(node, ast.JoinedStr):
        return "text"
    if isinstance(node, ast.Compare | ast.BoolOp) or (
        isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    ):
        return "bool"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return {
            "list": "list",
            "sorted": "list",
            "dict": "mapping",
            "str": "text",
            "int": "number",
            "float": "number",
            "len": "number",
            "set": "list",
        }.get(node.func.id, "")
    return ""
