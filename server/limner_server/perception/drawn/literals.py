"""Texts in quotes, in code of whichever language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from limner_server.perception.drawn.drawn import HOLE, Drawn, Role, drawn_of
from limner_server.perception.drawn.holes import with_holes

_QUOTED: Final = re.compile(
    r"""
    //[^\n]*+ | /\*.*?(?:\*/|\Z)
  | \"\"\"(?P<long>.*?)(?:\"\"\"|\Z)
  | "(?P<double>(?:[^"\\\n]|\\.)*+)"
  | '(?P<single>(?:[^'\\\n]|\\.)*+)'
  | `(?P<back>(?:[^`\\]|\\.)*+)`
    """,
    re.DOTALL | re.VERBOSE,
)
_ESCAPE: Final = re.compile(r"\\(u\{?[0-9a-fA-F]{4,6}\}?|x[0-9a-fA-F]{2}|\r?\n|.)", re.DOTALL)
_CONTROL: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "v": "", "0": ""}


def literals(code: str, offset: int = 0) -> Iterator[Drawn]:
    """The texts in quotes that have a letter in them, without those of comments.

    Args:
        code: in C-like syntax, more or less.
        offset: of the code in its file.
    """
    for found in _QUOTED.finditer(code):
        if found.lastgroup is None:
            continue
        start = found.start(found.lastgroup)
        drawn = drawn_of(with_holes(unquoted(found[found.lastgroup]), offset + start), Role.STRING)
        if drawn is not None and drawn.text != HOLE:
            yield drawn


def unquoted(body: str) -> str:
    """What a string says, of its text between the quotes."""
    return _ESCAPE.sub(_sign, body) if "\\" in body else body


def _sign(found: re.Match[str]) -> str:
    escape = found[1]
    if escape[0] in "ux" and len(escape) > 1:
        code = int(escape[1:].strip("{}"), 16)
        return chr(code) if code < 0x110000 else ""
    return _CONTROL.get(escape, "" if escape.endswith("\n") else escape)
