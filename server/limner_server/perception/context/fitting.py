"""Choosing how much of each piece is shown, so that what is shown fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from limner_server.perception.context.excerpt import excerpt, section
from limner_server.perception.context.folding import merged
from limner_server.perception.context.piece import Kind, LineRange, Piece
from limner_server.perception.syntax.lines import Lines

# What the body adds to a signature, as a share of the piece's weight; without the body of the
# place itself, or the calls of a traceback, the rest is of little use.
_BODY: Final = 0.6
_KEPT: Final = (Kind.TARGET, Kind.TRACEBACK, Kind.DIAGNOSTIC)
_KEPT_BODY: Final = 0.85
_WORDS_MARK: Final = "..."


class Fitting:
    """How much of each piece is shown: one of its levels, or after the last nothing."""

    def __init__(
        self,
        root: Path,
        pieces: Sequence[Piece],
        texts: Mapping[Path, str],
        count: Callable[[str], int],
    ) -> None:
        """Show all; arguments as of `Context` and `Context.fit`."""
        self._root = root
        self._pieces = pieces
        self._count = count
        self._lines = {path: _lines(text) for path, text in texts.items()}
        self._levels = [0] * len(pieces)
        self._costs = [
            [count(self._shown(piece, level)) for level in range(len(piece.levels))] + [0]
            for piece in pieces
        ]

    def shrink(self, budget: int) -> None:
        """Fold and leave out, the least telling first, until it fits."""
        steps = sorted(
            (value, index, level)
            for index, piece in enumerate(self._pieces)
            for level, value in enumerate(_values(piece), 1)
        )
        size = sum(costs[0] for costs in self._costs)
        for _, index, level in steps:
            # The sum alone is quick; only once it fits the whole is counted, headings too.
            if size <= budget and self._count(self.text()) <= budget:
                return
            size -= self._costs[index][self._levels[index]] - self._costs[index][level]
            self._levels[index] = level

    def refill(self, budget: int) -> None:
        """Take back what fits beside what was too long, the most telling first."""
        room = budget - self._count(self.text())
        for index in sorted(range(len(self._pieces)), key=lambda one: -self._pieces[one].weight):
            before, costs = self._levels[index], self._costs[index]
            for level in range(before):
                if costs[level] - costs[before] > room:
                    continue
                self._levels[index] = level
                left = budget - self._count(self.text())
                if left >= 0:
                    room = left
                    break
                self._levels[index] = before

    def text(self) -> str:
        """What is shown: file by file, the place itself last, then what is said about it."""
        ranges: dict[Path, list[LineRange]] = defaultdict(list)
        weights: dict[Path, float] = defaultdict(float)
        words = []
        for piece, level in zip(self._pieces, self._levels, strict=True):
            if level == len(piece.levels):
                continue
            if piece.path is None:
                words.append(self._shown(piece, level))
                continue
            ranges[piece.path] += piece.levels[level]
            weight = piece.weight + (piece.kind is Kind.TARGET)
            weights[piece.path] = max(weights[piece.path], weight)
        paths = sorted(ranges, key=lambda path: (weights[path], path))
        return "\n\n".join([*(self._section(path, ranges[path]) for path in paths), *words])

    def _section(self, path: Path, ranges: list[LineRange]) -> str:
        inside = path.is_relative_to(self._root)
        name = path.relative_to(self._root).as_posix() if inside else str(path)
        return section(name, path, self._lines[path], merged(ranges))

    def _shown(self, piece: Piece, level: int) -> str:
        """A piece alone."""
        lines = piece.text.split("\n") if piece.path is None else self._lines[piece.path]
        return excerpt(lines, piece.levels[level], _WORDS_MARK)


def _values(piece: Piece) -> Iterator[float]:
    """What is lost by each fold of a piece, and by leaving it out."""
    is_kept = piece.kind in _KEPT
    folds = len(piece.levels) - 1
    for level in range(folds):
        share = level / folds
        body = _KEPT_BODY + (1 - _KEPT_BODY) * share if is_kept else _BODY
        yield piece.weight * body
    if not is_kept:
        yield piece.weight


def _lines(text: str) -> list[str]:
    lines = Lines(text)
    return [text[lines.start(line) : lines.end(line)] for line in range(1, len(lines) + 1)]
