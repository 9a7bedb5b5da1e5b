"""The simplest value of a type."""

from __future__ import annotations

from typing import Final

_PYTHON: Final = {
    "str": '""',
    "int": "0",
    "float": "0.0",
    "bool": "False",
    "list": "[]",
    "dict": "{}",
    "set": "set()",
    "tuple": "()",
    "bytes": 'b""',
}
_JAVASCRIPT: Final = {
    "string": '""',
    "number": "0",
    "boolean": "false",
    "bigint": "0n",
    "object": "{}",
    "null": "null",
}


def default_of(annotation: str, *, is_python: bool) -> str:
    """An expression for the simplest value of a type; None, or undefined, where none is known."""
    bare = annotation.strip()
    if is_python:
        head = bare.partition("[")[0].rpartition(".")[2].lower()
        return "None" if "None" in bare else _PYTHON.get(head, "None")
    options = [one.strip() for one in bare.split("|")]
    for missing in ("undefined", "void", "null"):
        if missing in options:
            return missing.replace("void", "undefined")
    return next((simple for one in options if (simple := _simplest(one))), "undefined")


def _simplest(option: str) -> str:
    """Of one type of TypeScript; "" where none is known."""
    if option.endswith("[]") or option.startswith(("Array<", "ReadonlyArray<", "readonly ")):
        return "[]"
    if option.startswith(("Record<", "{")):
        return "{}"
    if option.startswith(('"', "'")):
        return option
    return _JAVASCRIPT.get(option, "")
