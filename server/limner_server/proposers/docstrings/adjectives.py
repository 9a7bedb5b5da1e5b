"""Which words tell how something is, and not what."""

from __future__ import annotations

from typing import Final

from limner_server.proposers.docstrings.lexicon import words_in

_ENDINGS: Final = ("able", "ible", "ed", "ful", "less", "ous", "al", "ic", "ive", "est")
_SHORTEST: Final = 5
_KNOWN: Final = words_in("adjectives")
_NOUNS: Final = words_in("nouns that look like adjectives")


def is_adjective(phrase: str) -> bool:
    """Whether a phrase tells how something is, not what; by its last word, as far as that tells."""
    word = phrase.rpartition(" ")[2]
    if word in _NOUNS or word.isupper():
        return False
    return word in _KNOWN or (len(word) >= _SHORTEST and word.endswith(_ENDINGS))
