"""Values of JavaScript in words, for the titles of tests: "an empty array", "-3", `"abc"`."""

from __future__ import annotations

import re
from typing import Final

_EMPTY: Final = {
    "[]": "an empty array",
    "{}": "an empty object",
    "''": "an empty string",
    '""': "an empty string",
    "new Map()": "an empty map",
    "new Set()": "an empty set",
}
_LONGEST: Final = 36
# Of a function, which is harder to read than a value.
_SHORTEST: Final = 26
# What arithmetic made is said to so many digits.
_DIGITS: Final = 10
_NUMBER: Final = re.compile(r"-?\d+\.\d{10,}")
_STRING: Final = re.compile(
    r"""(?P<quote>['"])(?P<text>(?:(?!(?P=quote))[^\\\n]|\\.)*)(?P=quote)"""
)


def in_words(source: str) -> str:
    """An expression as a title says it; "" for one that takes too long to say."""
    if source in _EMPTY:
        return _EMPTY[source]
    is_function = "=>" in source
    if "\n" in source or len(source) > (_SHORTEST if is_function else _LONGEST):
        return ""
    near = _NUMBER.fullmatch(source)
    return f"{float(source):.{_DIGITS}g}" if near is not None else _quoted(source)


def is_empty(source: str) -> bool:
    """Whether an expression is an empty collection or an empty string."""
    return source in _EMPTY


def listed(words: list[str]) -> str:
    """Several in a row: "1, 2 and 3"."""
    if len(words) < 3:
        return " and ".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def article(noun: str) -> str:
    """A noun with its article: "a RangeError", "an Error"."""
    return f"{'an' if noun[:1] in 'AEIOUaeiou' else 'a'} {noun}"


def spaced(name: str) -> str:
    """A name in camel case as words: "shoppingCart" is "shopping cart"."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name.strip("_$#")).lower()


def _quoted(source: str) -> str:
    """Strings in double quotes, which titles in single ones need not escape."""

    def told(match: re.Match[str]) -> str:
        text = match["text"]
        return match[0] if '"' in text else f'"{text}"'.replace("\\'", "'")

    return _STRING.sub(told, source)
