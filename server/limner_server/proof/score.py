"""The blind score of a candidate page: one figure, made without the page that the picture shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from limner_server.perception.image import Picture
from limner_server.perception.scene import Scene
from limner_server.proof.compare import TextFigures, compare_texts
from limner_server.proof.likeness import Likeness, compare_pictures
from limner_server.proof.rendering import Rendering
from limner_server.proof.structure import Structure, judge_structure
from limner_server.proof.verdict import Proof, Status

# Looks come first: structure can only make up for what nobody would see.
LOOKS_SHARE: Final = 0.7
# A page that agrees with the picture no more than a stranger's page would is no candidate at all.
REFUTED_BELOW: Final = 0.35


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was measured of one candidate.

    Attributes:
        texts: the words against the scene's.
        likeness: the drawing against the picture.
        structure: how the page is built.
    """

    texts: TextFigures
    likeness: Likeness
    structure: Structure

    @property
    def looks(self) -> float:
        """How right the page looks, 0 to 1."""
        return (self.texts.mean + self.likeness.whole + self.likeness.ink) / 3

    @property
    def score(self) -> float:
        """The one figure by which candidates are ranked, 0 to 1."""
        return LOOKS_SHARE * self.looks + (1 - LOOKS_SHARE) * self.structure.mean

    @property
    def figures(self) -> dict[str, float]:
        """Every measure by name, each 0 to 1, higher is better."""
        return {
            "score": self.score,
            "looks": self.looks,
            "block": self.texts.block,
            "text": self.texts.text,
            "position": self.texts.position,
            "colour": self.texts.colour,
            "ssim": self.likeness.whole,
            "ink": self.likeness.ink,
            "plausible": self.structure.plausible,
            "covered": self.structure.covered,
            "flowing": self.structure.flowing,
            "lean": self.structure.lean,
        }

    def proof(self) -> Proof:
        """The verdict that travels with the suggestion."""
        status = Status.PROVEN if self.looks >= REFUTED_BELOW else Status.REFUTED
        figures = {name: round(value, 4) for name, value in self.figures.items()}
        # Rounded down: 100 % is a promise.
        return Proof(status, f"looks {int(100 * self.looks)}% like the picture", figures)


def judge(scene: Scene, picture: Picture, rendering: Rendering) -> Judgement:
    """Hold what the browser drew of a candidate against the picture and its scene."""
    return Judgement(
        texts=compare_texts(scene, rendering),
        likeness=compare_pictures(picture.pixels, rendering.image),
        structure=judge_structure(scene, rendering),
    )
