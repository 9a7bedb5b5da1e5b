"""Which files are worth a closer look, by the words that they have of a picture."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from limner_server.perception.drawn.kinds import CATALOGUES, standing_of, writing_of
from limner_server.perception.drawn.scan import Hit
from limner_server.proposers.locating.sighting import Sighting

# So many files at most are parsed: those with the most telling words; of these, catalogues.
_MOST_PARSED: Final = 90
_MOST_CATALOGUES: Final = 16
_MOST_WEIGHED: Final = 600
# A file with so much less than the best is not worth it, but for the first few.
_WORTH: Final = 0.1
_FEW: Final = 24
# Of a large file it tells less that it has some words.
_USUAL_SIZE: Final = 20_000
# A text of which a file has less than this share of its letters stands elsewhere.
_LEAST_SHARE: Final = 0.5


def shortlist(
    hits: Sequence[Hit], sightings: Sequence[Sighting], count: int, root: Path
) -> list[Path]:
    """The files with the most telling words, the likeliest first.

    Args:
        hits: files with some of the words.
        sightings: the texts of the picture.
        count: how many files there are.
        root: of the workspace.
    """
    weighing = _Weighing(hits, sightings, count)
    raw = ((weighing.score(hit), hit) for hit in hits)
    likely = heapq.nlargest(
        _MOST_WEIGHED, (one for one in raw if one[0]), key=lambda one: (one[0], one[1].path)
    )
    start = len(str(root)) + 1
    scored = [
        (score * standing_of(hit.path[start:]) ** 0.5, writing_of(hit.path) in CATALOGUES, hit.path)
        for score, hit in likely
    ]
    scored.sort(key=lambda one: (-one[0], one[2]))
    best = scored[0][0] if scored else 0.0
    worth = [one for at, one in enumerate(scored) if at < _FEW or one[0] >= _WORTH * best]
    catalogues = [one for one in worth if one[1]][:_MOST_CATALOGUES]
    others = [one for one in worth if not one[1]][: _MOST_PARSED - len(catalogues)]
    return [Path(path) for _, _, path in sorted((*catalogues, *others), key=lambda one: -one[0])]


class _Weighing:
    """Weighs files by which words of which texts they have."""

    def __init__(self, hits: Sequence[Hit], sightings: Sequence[Sighting], count: int) -> None:
        known = Counter(word for hit in hits for word in hit.words)
        self._rare = {word: math.log((count + 2) / (number + 1)) for word, number in known.items()}
        self._texts: dict[bytes, list[int]] = defaultdict(list)
        self._telling = [one.telling for one in sightings]
        self._letters = [0] * len(sightings)
        for number, one in enumerate(sightings):
            for word in one.words:
                if len(word) > 1:
                    self._texts[word.encode()].append(number)
                    self._letters[number] += len(word)

    def score(self, hit: Hit) -> float:
        """What the words of a file tell of it."""
        letters: dict[int, int] = defaultdict(int)
        least: dict[int, float] = {}
        most: dict[int, float] = {}
        for word in hit.words:
            rare = self._rare[word]
            for number in self._texts[word]:
                letters[number] += len(word)
                least[number] = min(least.get(number, rare), rare)
                most[number] = max(most.get(number, rare), rare)
        score = 0.0
        for number, found in letters.items():
            share = found / self._letters[number]
            if share > _LEAST_SHARE:
                rare = 0.05 + most[number] + 0.5 * least[number]
                score += self._telling[number] * share * share * rare
        if score and writing_of(hit.path) not in CATALOGUES:
            score /= 1 + math.log10(1 + hit.size / _USUAL_SIZE)
        return score
