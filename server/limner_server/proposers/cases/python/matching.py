"""Texts that a regular expression matches, short ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

_CATEGORIES: Final = {
    "CATEGORY_DIGIT": "1",
    "CATEGORY_NOT_DIGIT": "a",
    "CATEGORY_SPACE": " ",
    "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_WORD": "a",
    "CATEGORY_NOT_WORD": "-",
}
_MANY: Final = 3


def matching(pattern: str) -> Iterator[str]:
    """Some texts that a pattern matches: with what may be left out, and without it."""
    try:
        parsed = re._parser.parse(pattern)  # type: ignore[attr-defined]  # noqa: SLF001
        compiled = re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return
    found = dict.fromkeys("".join(_texts(parsed, more)) for more in (0, 1))
    yield from (text for text in found if text and compiled.search(text))


def _texts(parsed: Any, more: int) -> Iterator[str]:
    """The parts of a text; with more, what may be left out stands there."""
    for operation, argument in parsed:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, most, inner = argument
            for _ in range(min(least + more * 2, int(most), max(least, _MANY))):
                yield from _texts(inner, more)
        elif name == "SUBPATTERN":
            yield from _texts(argument[-1], more)
        elif name == "BRANCH":
            yield from _texts(argument[1][more % len(argument[1])], more)
        else:
            yield _letter(name, argument)


def _letter(name: str, argument: Any) -> str:
    """A character that a part of a pattern matches; none where it matches a place."""
    if name == "LITERAL":
        return chr(argument)
    if name == "NOT_LITERAL":
        return "a" if argument != ord("a") else "b"
    if name == "IN":
        return _one_of(argument)
    return "a" if name == "ANY" else ""


def _one_of(members: Any) -> str:
    """A character of a set."""
    is_negated = any(str(name) == "NEGATE" for name, _ in members)
    if is_negated:
        for letter in "a1 -":
            if not any(_holds(letter, name, value) for name, value in members):
                return letter
        return "~"
    for name, value in members:
        if str(name) == "LITERAL":
            return chr(value)
        if str(name) == "RANGE":
            return chr(value[0])
        if str(name) == "CATEGORY":
            return _CATEGORIES.get(str(value), "a")
    return "a"


def _holds(letter: str, name: Any, value: Any) -> bool:
    if str(name) == "LITERAL":
        return bool(ord(letter) == value)
    if str(name) == "RANGE":
        return bool(value[0] <= ord(letter) <= value[1])
    if str(name) == "CATEGORY":
        kind = str(value)
        return (
            (kind.endswith("_DIGIT") and letter.isdigit())
            or (kind.endswith("_SPACE") and letter.isspace())
            or (kind.endswith("_WORD") and (letter.isalnum() or letter == "_"))
        )
    return False
