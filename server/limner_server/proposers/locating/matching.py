"""Texts of a picture held against the texts that a file draws."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process

from limner_server.perception.drawn.drawn import HOLE, Drawn, Role
from limner_server.perception.drawn.folding import words_of
from limner_server.proposers.locating.sighting import Sighting, telling_of

# Below this, two texts are not the same one misread.
_LEAST_ALIKE: Final = 80.0
# A line of a paragraph is looked for inside longer texts from so many letters and words on.
_LINE_LETTERS: Final = 12
_LINE_WORDS: Final = 3
_LEAST_INSIDE: Final = 88.0
# A text with holes must say so many letters of its own, and so much of what is read.
_OWN_LETTERS: Final = 3
_OWN_SHARE: Final = 0.3
# How much a text counts by what it is. A word of code in lower case may be a name as well.
_ROLES: Final = {Role.TEXT: 1.0, Role.ATTRIBUTE: 1.0, Role.STRING: 0.9, Role.ENTRY: 1.0}
_NAME: Final = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """A text of the picture that a file draws.

    Attributes:
        sighting: in the picture.
        drawn: by the file.
        index: in the drawn text, where what was read begins.
        quality: how surely it is that one, 0 to 1.
        telling: how much of the sighting's telling the match carries.
    """

    sighting: Sighting
    drawn: Drawn
    index: int
    quality: float
    telling: float

    @property
    def weight(self) -> float:
        """What the match counts, before it is known how rare the text is."""
        return self.quality * self.telling


class Texts:
    """The texts of one file, ready to be matched."""

    def __init__(self, drawn: Iterable[Drawn]) -> None:
        self._drawn = list(drawn)

    def matches(self, sightings: Sequence[Sighting]) -> list[Match]:
        """What the file draws of the picture, each text of the file that comes into question."""
        if not self._drawn or not sightings:
            return []
        return [*self._alike(sightings), *self._inside(sightings)]

    @cached_property
    def count(self) -> int:
        """How many texts there are that a person would see."""
        return sum(one.role is not Role.STRING or " " in one.text for one in self._drawn)

    @cached_property
    def _whole(self) -> list[tuple[str, Drawn]]:
        """The texts without holes, folded, without blanks."""
        return [("".join(words_of(one.text)), one) for one in self._drawn if HOLE not in one.text]

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        """The texts that may hold more, or less, than a line of a picture, by their words."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self._drawn):
            if HOLE in one.text or len(one.text) >= _LINE_LETTERS:
                for word in set(words_of(one.text.replace(HOLE, " "))):
                    found[word].append(number)
        return found

    def _alike(self, sightings: Sequence[Sighting]) -> Iterable[Match]:
        """Texts that read the same as a whole, give or take a few letters."""
        if not self._whole:
            return
        scores = process.cdist(
            [one.joined for one in sightings],
            [text for text, _ in self._whole],
            scorer=fuzz.ratio,
            score_cutoff=_LEAST_ALIKE,
        )
        for row, column in zip(*scores.nonzero(), strict=True):
            sighting, drawn = sightings[row], self._whole[column][1]
            alike = float(scores[row, column]) / 100
            if alike < _least_alike(len(sighting.joined)):
                continue
            quality = alike * alike * _worth(sighting, drawn)
            yield Match(sighting, drawn, 0, quality, sighting.telling)

    def _inside(self, sightings: Sequence[Sighting]) -> Iterable[Match]:
        """Lines of longer texts, and texts that something is put into."""
        for sighting in sightings:
            shared: dict[int, int] = defaultdict(int)
            for word in set(sighting.words):
                for number in self._by_word.get(word, ()):
                    shared[number] += len(word)
            for number, letters in shared.items():
                drawn = self._drawn[number]
                if letters >= _OWN_LETTERS:
                    match = _with_holes(sighting, drawn) if HOLE in drawn.text else None
                    match = match or _line_of(sighting, drawn)
                    if match is not None:
                        yield match


def _least_alike(letters: int) -> float:
    """How alike texts of so many letters must be: of short ones a letter makes another word."""
    return 1.0 if letters <= 5 else 1 - max(1.0, 0.15 * letters) / letters


def _worth(sighting: Sighting, drawn: Drawn) -> float:
    """How much a text of a file counts as what it is."""
    worth = _ROLES[drawn.role]
    text = drawn.text
    may_be_name = drawn.role in (Role.STRING, Role.ATTRIBUTE) and " " not in text
    is_name = may_be_name and not text[0].isupper()
    return _NAME if is_name and sighting.read.text != text else worth


def _line_of(sighting: Sighting, drawn: Drawn) -> Match | None:
    """A line of a paragraph."""
    if len(sighting.joined) < _LINE_LETTERS or len(sighting.words) < _LINE_WORDS:
        return None
    text = " ".join(words_of(drawn.text))
    line = " ".join(sighting.words)
    if len(text) <= len(line):
        return None
    found = fuzz.partial_ratio_alignment(line, text, score_cutoff=_LEAST_INSIDE)
    if found is None:
        return None
    share = found.score / 100
    index = _index(drawn.text, text[: found.dest_start].count(" "))
    return Match(sighting, drawn, index, share * share * _worth(sighting, drawn), sighting.telling)


def _index(text: str, words: int) -> int:
    """Where in a text a word begins, by how many folded words stand before it; nearly."""
    at = 0
    for _ in range(words):
        blank = text.find(" ", at)
        if blank < 0:
            break
        at = blank + 1
    return at


def _with_holes(sighting: Sighting, drawn: Drawn) -> Match | None:
    """A text between whose parts something else stands."""
    line, at, own = sighting.joined, 0, 0
    said: list[str] = []
    parts = [words_of(part) for part in drawn.text.split(HOLE)]
    for number, words in enumerate(parts):
        part = "".join(words)
        if not part:
            continue
        if len(part) > len(line) - at + 2:
            return None
        found = fuzz.partial_ratio_alignment(part, line[at:], score_cutoff=_LEAST_INSIDE)
        if found is None:
            return None
        start = at + found.dest_start
        if number == 0 and start > 1:
            return None
        at += found.dest_end
        own += len(part)
        said += words
    ends = bool(parts[-1])
    if own < _OWN_LETTERS or own < _OWN_SHARE * len(line) or (ends and at < len(line) - 1):
        return None
    telling = min(telling_of(said), sighting.telling)
    quality = (0.7 + 0.3 * own / len(line)) * _worth(sighting, drawn)
    return Match(sighting, drawn, 0, quality, telling)
