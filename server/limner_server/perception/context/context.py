"""What a proposer should know about a place of the code, as much of it as there is room for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from limner_server.perception.context.fitting import Fitting
from limner_server.perception.context.piece import Piece


@dataclass(frozen=True, slots=True)
class Context:
    """The pieces that tell something about a place, the most telling first.

    Attributes:
        root: of the workspace; paths are shown relative to it.
        pieces: of code, and words about it.
        texts: what the files say that the pieces are taken from.
    """

    root: Path
    pieces: tuple[Piece, ...]
    texts: Mapping[Path, str]

    def fit(self, budget: int, count: Callable[[str], int]) -> str:
        """The context as text within a budget.

        Where it is too long, bodies are folded to signatures and pieces left out, the least
        telling first, until it fits; nothing is cut off. The place itself comes last, and after
        it the traceback and the diagnostic. These stay also where they alone are too long, as
        small as they can be made.

        Args:
            budget: the most that `count` may say of the text.
            count: how much room a text takes: in tokens, or `len`.
        """
        fitting = Fitting(self.root, self.pieces, self.texts, count)
        fitting.shrink(budget)
        fitting.refill(budget)
        return fitting.text()
