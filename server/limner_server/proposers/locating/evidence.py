"""What speaks for a file: the texts of the picture that it draws, and how rare they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from limner_server.perception.drawn.drawn import Drawn, Role
from limner_server.perception.drawn.kinds import CATALOGUES, Writing, standing_of, writing_of
from limner_server.perception.scene import Box
from limner_server.proposers.locating.located import Translation
from limner_server.proposers.locating.matching import Match
from limner_server.proposers.locating.sighting import Sighting

# A catalogue says what is drawn, but not where; data that is no catalogue even less.
_CATALOGUE: Final = 0.45
# In a small workspace that a text stands in no other file tells little.
_OTHERS: Final = 40
# What draws texts in the order of the picture is likelier than what has them anywhere.
_ORDER: Final = 0.3
_FEWEST_ORDERED: Final = 3
# What draws little else is likelier too.
_PRECISION: Final = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A text of the picture in a file.

    Attributes:
        match: with the text that is drawn.
        offset: in the file, of the line that draws it.
        sure: 0 to 1: whether that line draws the match at all.
        translation: where the text itself stands.
    """

    match: Match
    offset: int
    sure: float = 1.0
    translation: Translation | None = None

    @property
    def weight(self) -> float:
        """What it counts, before it is known how rare the text is."""
        return self.match.weight * self.sure


@dataclass(slots=True, eq=False)
class Evidence:
    """What speaks for one file.

    Attributes:
        path: absolute.
        name: from the workspace's root, with slashes.
        count: how many texts the file draws.
        entries: those of its texts in the picture that code asks for by a key.
        found: what of the picture it draws.
    """

    path: Path
    name: str
    count: int
    entries: list[Match] = field(default_factory=list)
    found: dict[Sighting, Found] = field(default_factory=dict)

    def add(self, one: Found) -> None:
        """Take one in where none is known that is better."""
        known = self.found.get(one.match.sighting)
        if known is None or _worth(one) > _worth(known):
            self.found[one.match.sighting] = one

    @property
    def standing(self) -> float:
        """How much the file counts by its path and its kind."""
        return standing_of(self.name) * (_CATALOGUE if self.is_catalogue else 1.0)

    @property
    def is_catalogue(self) -> bool:
        """Whether the file only holds texts, and others draw them."""
        writing = writing_of(self.name)
        if writing is Writing.XML:
            return bool(self.entries)  # A layout of Android's is none.
        if writing in CATALOGUES:
            return True
        # A module may be one as well.
        found = self.found.values()
        return bool(found) and all(
            one.translation is None and one.match.drawn.key and _is_handed_on(one.match.drawn)
            for one in found
        )


def _is_handed_on(drawn: Drawn) -> bool:
    return drawn.role in (Role.STRING, Role.ENTRY)


def _worth(one: Found) -> tuple[float, bool]:
    # What is drawn in any case goes before a string that may be.
    return one.weight, one.match.drawn.role is not Role.STRING


class Rarity:
    """How rare each text of the picture is among the files of a workspace."""

    def __init__(self, evidence: Iterable[Evidence], files: int) -> None:
        """Count in how many files each text stands.

        Args:
            evidence: of all files that draw one.
            files: how many there are in the workspace.
        """
        self._files = files + _OTHERS
        self._drawn: Counter[Sighting] = Counter()
        for one in evidence:
            is_catalogue = one.is_catalogue
            for sighting, found in one.found.items():
                # The same text in tests and in other languages' catalogues makes it no commoner.
                if not is_catalogue and standing_of(one.name) == 1.0 and found.weight > 0.3:
                    self._drawn[sighting] += 1

    def of(self, sighting: Sighting) -> float:
        """1 for a text of one file, towards 0 for one of every file."""
        count = max(self._drawn[sighting], 1)
        return math.log(self._files / count) / math.log(self._files)


def own_weights(one: Evidence, rarity: Rarity) -> dict[Sighting, float]:
    """What each text that a file draws counts; what it draws many times counts once."""
    weights: dict[Sighting, float] = {}
    best: dict[tuple[int, Drawn, int], Sighting] = {}
    for sighting, found in one.found.items():
        weight = found.weight * rarity.of(sighting) ** 2 * sighting.prominence
        place = found.offset, found.match.drawn, found.match.index
        known = best.get(place)
        if known is not None and weights[known] >= weight:
            weight = 0.0
        elif known is not None:
            weights[known] = 0.0
        if weight:
            best[place] = sighting
        weights[sighting] = weight
    return weights


def togetherness(one: Evidence) -> float:
    """A factor for how the texts stand together: in the picture's order, little else among them."""
    seen = sorted(one.found, key=lambda sighting: _reading_order(sighting.read.box))
    factor = 1.0
    if len(seen) >= _FEWEST_ORDERED:
        offsets = [one.found[sighting].offset for sighting in seen]
        steps = [now <= then for now, then in pairwise(offsets)]
        factor *= 1 - _ORDER / 2 + _ORDER * sum(steps) / len(steps)
    share = min(len(_lines(one.found.values())) / max(one.count, 1), 1.0)
    return factor * (1 - _PRECISION + _PRECISION * share)


def _lines(found: Iterable[Found]) -> set[int]:
    return {one.offset for one in found}


def _reading_order(box: Box) -> tuple[float, float]:
    # Texts of one row stand a few pixels up or down.
    return round(box.centre[1] / 12), box.x0


def total(sightings: Sequence[Sighting]) -> float:
    """What all texts of the picture would count, were each found in one file alone."""
    return sum(one.telling * one.prominence for one in sightings)
