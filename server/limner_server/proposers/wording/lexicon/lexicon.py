"""Looking kinds up by the words for them, however they are spelt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import OSA

from limner_server.proposers.wording.lexicon.blocks import BLOCKS, PAGES, REGIONS
from limner_server.proposers.wording.lexicon.fields import CHOICES, FIELDS
from limner_server.proposers.wording.lexicon.kind import Kind
from limner_server.proposers.wording.lexicon.parts import ACTIONS, ITEMS, MEDIA, TEXTS
from limner_server.proposers.wording.lexicon.words import words

# Where two kinds share a word the later one has it.
KINDS: Final[dict[str, Kind]] = {
    kind.name: kind
    for table in (TEXTS, MEDIA, FIELDS, CHOICES, ACTIONS, ITEMS, BLOCKS, REGIONS, PAGES)
    for kind in table
}

# No kind has so many words in its name.
LONGEST: Final = 5
_LETTERS: Final = re.compile(r"[^a-z0-9&]+")
_IRREGULAR: Final = {
    "people": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
    "faqs": "faq",
    "statuses": "status",
    "addresses": "address",
    "businesses": "business",
    "classes": "class",
    "boxes": "box",
    "switches": "switch",
    "searches": "search",
    "taxes": "tax",
    "dishes": "dish",
    "matches": "match",
    "images": "image",
    "prices": "price",
    "movies": "movie",
    "cookies": "cookie",
    "queries": "query",
}
_ENDS_IN_S: Final = ("ss", "us", "is", "as", "news", "series", "address", "stats", "analytics")
# A word of this length may be a misspelt one; two letters may be wrong in one of that length.
_SHORTEST: Final = 5
_LONG: Final = 9


# Endings of other forms of words, which are not misspelt for that.
_FORMS: Final = ("ed", "ing", "ly")


def squash(words: Sequence[str]) -> str:
    """Words without spaces, hyphens and case: "E-mail", "e mail" and "email" are one."""
    return _LETTERS.sub("", "".join(words).lower())


def singular(word: str) -> str:
    """A word in the singular, as far as rules go."""
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if len(low) <= 3 or low.endswith(_ENDS_IN_S) or not low.endswith("s"):
        return word
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1]


def is_plural(word: str) -> bool:
    """Whether a word is in the plural."""
    return singular(word) != word


_BY_WORDS: Final = {squash([said]): kind for kind in KINDS.values() for said in kind.words}
_VOCABULARY: Final = frozenset(
    word for kind in KINDS.values() for said in kind.words for word in re.findall(r"[a-z]+", said)
)
_FIELDS: Final = {squash([said]): kind for kind in (*FIELDS, *CHOICES) for said in kind.words}
# Words of descriptions that people misspell. What users name things with is not put right.
_OFTEN_MISSPELT: Final = tuple(
    words(
        "accordion address alert amount author avatar badge breadcrumb button calendar cancel "
        "caption carousel category checkbox checkout colour column comment company confirm "
        "contact content copyright country customer dashboard delivery description dialog "
        "dropdown email expiry feature field footer gallery header heading headline image input "
        "invoice label language links login logout message modal navbar navigation newsletter "
        "notification number option order pagination paragraph password payment phone picture "
        "placeholder postcode price pricing product profile progress quantity question radio "
        "rating register registration remember reservation rounded search section select settings "
        "shipping sidebar signup slider status stepper submit subscribe subtitle surname switch "
        "table testimonial textarea timeline title toggle tooltip upload username website"
    )
)


def is_name(words: Sequence[str]) -> bool:
    """Whether these words name a kind just as they are, though they may look like a plural."""
    return squash(words) in _BY_WORDS


def find_kind(words: Sequence[str]) -> Kind | None:
    """The kind that these words name as a whole, in the singular or the plural."""
    if not words:
        return None
    found = _BY_WORDS.get(squash(words))
    if found is None:
        found = _BY_WORDS.get(squash([*words[:-1], singular(words[-1])]))
    return found


def find_field(words: Sequence[str]) -> Kind | None:
    """The field or choice that these words name, though they may also name something else."""
    return _FIELDS.get(squash(words))


def is_known(word: str) -> bool:
    """Whether a word is part of the name of any kind."""
    return word.lower() in _VOCABULARY or singular(word.lower()) in _VOCABULARY


def corrected(word: str) -> str:
    """The word that a misspelt one was meant to be, or the word itself.

    Restricted Damerau-Levenshtein distance: letters left out, added, changed or swapped.
    """
    low = word.lower()
    if len(low) < _SHORTEST or not low.isalpha() or is_known(low) or low.endswith(_FORMS):
        return word
    furthest = 2 if len(low) >= _LONG else 1
    best: tuple[int, str] | None = None
    for stem, plural in ((low, ""), (singular(low), "s" if is_plural(low) else "")):
        for known in _OFTEN_MISSPELT:
            # A word that only goes on or ends sooner is another form of it, or another word.
            if known[0] != stem[0] or (known.startswith(stem) and known != stem + "e"):
                continue
            if stem.startswith(known):
                continue
            distance = OSA.distance(stem, known, score_cutoff=furthest)
            if distance <= furthest and (best is None or (distance, known) < best):
                best = (distance, known + plural)
    if best is None:
        return word
    return best[1].capitalize() if word[0].isupper() else best[1]
