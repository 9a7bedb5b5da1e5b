"""How types are written, and what makes a value one of them."""

from __future__ import annotations

import re
from typing import Final

_PYTHON: Final = {
    "str": ("str({})",),
    "int": ("int({})", "len({})"),
    "float": ("float({})",),
    "bool": ("bool({})",),
    "list": ("list({})", "[{}]"),
    "tuple": ("tuple({})",),
    "set": ("set({})",),
    "dict": ("dict({})",),
    "bytes": ("{}.encode()",),
    "Path": ("Path({})",),
}
_TYPESCRIPT: Final = {
    "string": ("String({})",),
    "number": ("Number({})",),
    "boolean": ("Boolean({})",),
}
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?$")


def conversions(kind: str, *, is_python: bool) -> tuple[str, ...]:
    """Expressions that make a value `{}` one of a type, the most usual first."""
    return (_PYTHON if is_python else _TYPESCRIPT).get(kind, ())


def written_type(got: str, *, is_python: bool) -> str:
    """A type as it is written, of what a checker calls it; "" where that cannot be written."""
    if is_python:
        got = re.sub(r"Literal\[(['\"b]).*\]$", "str", got)
        got = re.sub(r"Literal\[-?\d+\]$", "int", got)
        got = re.sub(r"Literal\[(?:True|False)\]$", "bool", got)
        return got if re.fullmatch(r"[\w.\[\], |]+", got) else ""
    if re.fullmatch(r"\"[^\"]*\"|'[^']*'", got):
        return "string"
    if _NUMBER.match(got):
        return "number"
    return got if re.fullmatch(r"[\w.<>\[\], |{}:;?]+", got) else ""
