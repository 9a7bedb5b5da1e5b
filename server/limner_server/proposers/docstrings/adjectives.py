"""Which words tell how something is, and not what."""

from __future__ import annotations

from typing import Final

_ENDINGS: Final = ("able", "ible", "ed", "ful", "less", "ous", "al", "ic", "ive", "est")
_SHORTEST: Final = 5
_KNOWN: Final = frozenset(
    "active alive binary blank blocked busy closed complete current dead different dirty done"
    " empty equal even existing expired false final finite free frequent full healthy idle infinite"
    " lazy legal lost matching missing necessary new null numeric odd ok old open paid pending"
    " perfect present prime private public ready recent relevant remaining running safe significant"
    " sold sorted stale superuser temporary true unique up urgent valid visible void won".split(" ")
)
_NOUNS: Final = frozenset(
    "animal approval archive arrival bed capital cable collective decimal detective directive dial"
    " drive feed forest fabric fallible goal guest harvest hospital integral interest interval"
    " journal logic manual material medal metal metric music narrative need objective panic pedal"
    " portal potential principal professional proposal public rehearsal rental request retrieval"
    " rival seed signal speed table terminal test total topic traffic trial tutorial variable"
    " vehicle fabric factorial differential initiative motive native perspective primitive".split(
        " "
    )
)


def is_adjective(phrase: str) -> bool:
    """Whether a phrase tells how something is, not what; by its last word, as far as that tells."""
    word = phrase.rpartition(" ")[2]
    if word in _NOUNS or word.isupper():
        return False
    return word in _KNOWN or (len(word) >= _SHORTEST and word.endswith(_ENDINGS))
