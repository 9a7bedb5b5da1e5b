"""What is raised, as a test states it: the name of the error, and the part of its message."""

from __future__ import annotations

import re
from typing import Final

# Of a regular expression: what stands for something else.
_SPECIAL: Final = re.compile(r"[\\.^$*+?{}\[\]|()]")
_QUOTED: Final = re.compile(r"""-?\b\d+(?:\.\d+)?|'[^']*'|"[^"]*\"""")
_SHORTEST: Final = 8
_LONGEST: Final = 70


def matching(message: str) -> str:
    """The part of a message that a test asks for, as plain text; "" for none.

    All of it where that is short and plain; else its longest part without signs that mean
    something in a regular expression.
    """
    line = message.strip().partition("\n")[0]
    if line == message and len(line) <= _LONGEST and not _SPECIAL.search(line):
        return line
    parts = [part.strip(" '\"") for part in _SPECIAL.split(line)]
    best = max(parts, key=len, default="")
    if len(best) > _LONGEST:
        best = best[:_LONGEST].rpartition(" ")[0]
    return best if len(best) >= min(_SHORTEST, len(line)) and not best.isspace() else ""


def match_code(match: str) -> str:
    """A text as an expression for a regular expression that finds it."""
    escaped = _SPECIAL.sub(r"\\\g<0>", match)
    return repr(match) if escaped == match else f"r{escaped!r}".replace("\\\\", "\\")


def template(message: str) -> str:
    """A message without what it quotes: alike of errors that are raised for the same reason."""
    return _QUOTED.sub("#", message)


def error_name(kind: str) -> str:
    """The name of an error's class, without its module."""
    return kind.rpartition(".")[2]


def error_module(kind: str) -> str:
    """The module that it comes from; "" for the language itself."""
    module = kind.rpartition(".")[0]
    return "" if module == "builtins" else module
