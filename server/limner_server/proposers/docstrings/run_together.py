"""Names whose words nothing parts: "readline" is "read line", "fromkeys" is "from keys"."""

from __future__ import annotations

from functools import cache
from typing import Final

from limner_server.proposers.docstrings.lexicon import words_in

_FIRST: Final = words_in("first words of names run together")
_NEXT: Final = words_in("next words of names run together")
_LONGEST: Final = 40


@cache
def parted(word: str) -> tuple[str, ...]:
    """The words of a name that is small throughout; itself where it is but one.

    Only what is known to begin such names is parted from what is known to go on with them, so that
    "tokens" and "isolate" stay whole.
    """
    if not word.islower() or len(word) > _LONGEST:
        return (word,)
    for end in range(len(word) - 1, 1, -1):
        if word[:end] in _FIRST and (rest := _next(word[end:])):
            return (word[:end], *rest)
    return (word,)


def _next(text: str) -> tuple[str, ...]:
    """A text as known words, the longest first; none where it is no row of them."""
    if text in _NEXT:
        return (text,)
    for end in range(len(text) - 1, 1, -1):
        if text[:end] in _NEXT and (rest := _next(text[end:])):
            return (text[:end], *rest)
    return ()
