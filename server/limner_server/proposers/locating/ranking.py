"""The files that draw a picture, the likeliest first, and what they draw of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proposers.locating.composing import composed_of
from limner_server.proposers.locating.evidence import (
    Evidence,
    Rarity,
    own_weights,
    togetherness,
    total,
)
from limner_server.proposers.locating.search import Searched
from limner_server.proposers.locating.sighting import Sighting

# What a file draws by another one counts so much less than what it draws itself.
_BY_OTHERS: Final = 0.55
# What is around every page is what a picture is of least often.
_AROUND: Final = 0.6
# Source goes before what only repeats it where it has so much of the best score.
_OF_SOURCE: Final = 0.2
_FRAME: Final = re.compile(
    r"(?i)(^|[/_.\-])(_?layouts?|base|header|footer|nav(bar|igation)?|side(bar|nav)|app|main|index|"
    r"master|shell|top(bar|nav)|menu|frame)\.[^/]*$|/_?layouts?/|(Header|Footer|Nav(bar)?|Layout|"
    r"Sidebar|Shell)\.\w+$"
)


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """A file, and how much of the picture it draws.

    Attributes:
        evidence: what speaks for it.
        weights: what each text that it draws itself counts.
        score: by which files are ranked; more than 0.
        share: of what all texts of the picture would count, 0 to 1, drawn by itself and by what
            it uses.
    """

    evidence: Evidence
    weights: dict[Sighting, float]
    score: float
    share: float


def rank(searched: Searched, sightings: Sequence[Sighting], files: WorkspaceFiles) -> list[Ranked]:
    """The files with something of the picture, those that draw most first."""
    rarity = Rarity(searched.evidence, searched.files)
    weights = {one: own_weights(one, rarity) for one in searched.evidence}
    used = composed_of(searched.evidence, files)
    whole = max(total(sightings), 1e-9)
    ranked = []
    for one, own in weights.items():
        by_others: dict[Sighting, float] = {}
        for other in used.get(one, ()):
            for sighting, weight in weights[other].items():
                by_others[sighting] = max(by_others.get(sighting, 0.0), weight)
        beyond = sum(
            max(weight - own.get(sighting, 0.0), 0.0) for sighting, weight in by_others.items()
        )
        mine = sum(own.values())
        score = (mine * togetherness(one) + _BY_OTHERS * beyond) * one.standing
        if _FRAME.search(one.name):
            score *= _AROUND
        # What draws nothing itself is not where to look.
        score = min(score, 3 * mine * one.standing)
        ranked.append(Ranked(one, own, score, (mine + beyond) / whole))
    best = max((one.score for one in ranked if _is_source(one)), default=0.0)
    enough = _OF_SOURCE * max((one.score for one in ranked), default=0.0)

    def order(one: Ranked) -> tuple[bool, float, str]:
        # Built pages and tests say all that is drawn: source that says some of it is meant.
        return best >= enough and not _is_source(one), -one.score, one.evidence.name

    return sorted(ranked, key=order)


def _is_source(one: Ranked) -> bool:
    return one.evidence.standing == 1.0
