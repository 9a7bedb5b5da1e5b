"""The words by which code tells what it is about: those of its names, messages and comments.

A small model is shown these in place of the code: a tenth of the tokens, and what it needs of them
is only to be repeated.
"""

from __future__ import annotations

import keyword
import re
from collections import Counter
from collections.abc import Collection
from typing import Final

from limner_server.proposers.docstrings.lexicon import words_in
from limner_server.proposers.docstrings.words import raw_words

_MOST: Final = 20
_SHORTEST: Final = 3
# What the languages say, and what any code says.
_NOTHING: Final = (
    {*(word.lower() for word in keyword.kwlist), *words_in("names of nothing")}
    | {"self", "cls", "this", "const", "let", "var", "function", "new", "typeof", "null"}
    | {"undefined", "async", "await", "export", "void", "the", "and", "for", "from", "with"}
    | {"that", "are", "not", "isinstance", "len", "str", "int", "super", "init", "append"}
)
_IDENTIFIER: Final = re.compile(r"[^\W\d]\w*")


def telling_words(code: str, known: Collection[str]) -> list[str]:
    """The words that code says most often, in the order in which it says them first.

    Args:
        code: in any language.
        known: words that were said already, in small letters.
    """
    found = Counter(
        word
        for name in _IDENTIFIER.findall(code)
        for word in raw_words(name)
        if len(word) >= _SHORTEST and word.isascii() and word not in known and word not in _NOTHING
    )
    kept = {word for word, _ in found.most_common(_MOST)}
    return [word for word in found if word in kept]
