"""How far a drawn line of text is from the one in the picture, to a fraction of a pixel.

Both are looked at as ink: how much each pixel differs from what is behind the text. Browsers set
baselines on whole pixels, so the drop is the whole number at which the ink's profiles along y agree
best. Along x the profile's mean and spread give shift and stretch, which no single edge, blurred by
anti-aliasing, could tell so well.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from limner_server.perception.scene import Box, TextLine
from limner_server.proof.rendering import RenderedLine

Pixels = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]

# Ink fainter than this share of the strongest belongs to compression or to a gradient.
FAINT: Final = 0.25
MIN_CONTRAST: Final = 16
# A stretch told by the profile must agree this well with that told by the outer edges.
AGREEMENT: Final = 0.04
# How far, in font sizes, a baseline that was read off the picture may be wrong.
BASELINE_DOUBT: Final = 0.35
# Pixels left and right of a line that may still hold its ink.
MARGIN: Final = 2


@dataclass(frozen=True, slots=True)
class Registration:
    """What takes a drawn line to its place: `x' = stretch * x + shift`, `y' = y + drop`.

    Attributes:
        stretch: factor on the width.
        shift: in pixels, along x.
        drop: in pixels, positive downwards; brings the row to whole pixels where it moves at all.
        width: of the drawn ink in pixels.
        letters: how many gaps between letters that width spans, at least 1.
    """

    stretch: float
    shift: float
    drop: float
    width: float
    letters: int

    def at(self, x: float) -> float:
        """How far to the right the point `x` has to move."""
        return self.stretch * x + self.shift - x


def register(
    picture: Pixels, line: TextLine, drawn: Pixels, row: RenderedLine
) -> Registration | None:
    """What takes a drawn row to where the picture has its line; None where either has no ink.

    Args:
        picture: shape (height, width, 3).
        line: as read off the picture.
        drawn: shape (any height, any width, 3), what the browser drew.
        row: where the browser put the same text.
    """
    top, bottom = round(line.box.y0), round(line.box.y1)
    wanted = _ink(picture, top, bottom, line.box)
    if wanted is None:
        return None
    coarse = round(row.baseline - line.baseline)
    doubt = max(2, math.ceil(BASELINE_DOUBT * line.font.size))
    best: tuple[float, int, _Ink] | None = None
    for offset in range(coarse - doubt, coarse + doubt + 1):
        found = _ink(drawn, top + offset, bottom + offset, row.box)
        if found is not None:
            difference = float(np.abs(wanted.rows - found.rows).sum())
            if best is None or difference < best[0]:
                best = (difference, offset, found)
    if best is None:
        return None
    _, offset, found = best
    stretch, shift = _fit(wanted, found)
    # Between two pixels, the next change elsewhere could round the row either way.
    drop = round(row.box.y0) - row.box.y0 - offset if offset else 0.0
    letters = max(len(row.text) - 1, 1)
    return Registration(stretch, shift, drop, found.right - found.left, letters)


@dataclass(frozen=True, slots=True)
class _Ink:
    """The ink of a line: its profile along y, of sum 1, and its extent and moments along x."""

    rows: Floats
    left: float
    right: float
    centre: float
    spread: float


def _ink(pixels: Pixels, top: int, bottom: int, box: Box) -> _Ink | None:
    height, width = pixels.shape[:2]
    left = max(math.floor(box.x0) - MARGIN, 0)
    right = min(math.ceil(box.x1) + MARGIN, width)
    if top < 0 or bottom > height or bottom - top < 2 or right - left < 2:
        return None
    crop = pixels[top:bottom, left:right].astype(np.int16)
    # Tight around bold capitals most pixels are ink; beside them none should be.
    beside = np.concatenate([crop[:, :MARGIN], crop[:, -MARGIN:]], axis=1)
    behind = np.median(beside.reshape(-1, 3), axis=0)
    contrast = np.abs(crop - behind).max(axis=2)
    strongest = float(contrast.max())
    if strongest < MIN_CONTRAST:
        return None
    contrast[contrast < FAINT * strongest] = 0.0
    columns, rows = contrast.sum(axis=0), contrast.sum(axis=1)
    total = float(columns.sum())
    across = np.flatnonzero(columns)
    x = np.arange(left, right) + 0.5
    centre = float((columns * x).sum()) / total
    spread = math.sqrt(float((columns * (x - centre) ** 2).sum()) / total)
    return _Ink(rows / total, float(left + across[0]), float(left + across[-1] + 1), centre, spread)


def _fit(wanted: _Ink, found: _Ink) -> tuple[float, float]:
    """Stretch and shift from the moments; from the edges where the moments contradict them."""
    by_edges = (wanted.right - wanted.left) / (found.right - found.left)
    by_moments = wanted.spread / found.spread if found.spread > 1 else by_edges
    if abs(by_moments - by_edges) > AGREEMENT:
        return by_edges, wanted.left - by_edges * found.left
    return by_moments, wanted.centre - by_moments * found.centre
