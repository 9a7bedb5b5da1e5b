"""A text of the picture, and how much it tells of where the picture comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from limner_server.perception.drawn.folding import words_of
from limner_server.perception.drawn.read import ReadText
from limner_server.proposers.locating.common import COMMON

# A longer text tells more, up to a point; a word that every application has tells little.
_LEAST, _LETTER, _MOST = 0.6, 0.14, 4.0
_OF_COMMON: Final = 0.4
# A reader finds letters in every icon.
_FEWEST_LETTERS: Final = 2
# Headings tell what a page is; how much larger than most texts they count as.
_PROMINENT: Final = (0.75, 1.8)


@dataclass(frozen=True, slots=True, eq=False)
class Sighting:
    """A text of the picture; of several that read the same the first.

    Attributes:
        read: the text, as it was read.
        words: its words, folded.
        joined: the folded words without blanks: readers lose and make up blanks.
        telling: how much a match of all of it would tell, more than 0.
        prominence: how large it is beside the other texts; about 1.
    """

    read: ReadText
    words: tuple[str, ...]
    joined: str
    telling: float
    prominence: float


def sightings(texts: Sequence[ReadText]) -> list[Sighting]:
    """What of a picture's texts can be looked for, in the order of the picture."""
    heights = [text.box.height for text in texts]
    usual = max(median(heights), 1.0) if heights else 1.0
    found: dict[str, Sighting] = {}
    for text in texts:
        words = tuple(words_of(text.text))
        letters = sum(sign.isalpha() for sign in text.text)
        joined = "".join(words)
        if letters < _FEWEST_LETTERS or joined in found:
            continue
        low, high = _PROMINENT
        found[joined] = Sighting(
            text,
            words,
            joined,
            telling_of(words),
            min(max(text.box.height / usual, low), high),
        )
    return list(found.values())


def telling_of(words: Sequence[str]) -> float:
    """How much a text of these words tells."""
    rare = sum(len(word) for word in words if word not in COMMON)
    common = sum(len(word) for word in words if word in COMMON)
    weighed = rare + _OF_COMMON * common
    telling = min(_LEAST + _LETTER * weighed, _MOST)
    return telling if rare else telling * _OF_COMMON
