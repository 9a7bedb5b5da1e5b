"""Fitting fonts: which family, size and weight sets a text to the ink that was measured."""

from __future__ import annotations

import math
from typing import NamedTuple

from limner_server.perception.fonts import Face, faces
from limner_server.perception.ink import Ink
from limner_server.perception.scene import Font

# Spread of the measured figures around the true ones, as natural logarithms.
_HEIGHT_SPREAD = 0.07
_COVERAGE_SPREAD = 0.14
# How much better a face must fit than the plain sans-serif to be believed.
_HANDICAP = 0.8


class _Fit(NamedTuple):
    cost: float
    face: Face
    size: float


def fit_line(words: list[tuple[str, Ink]]) -> tuple[Font, float, list[Font]]:
    """Fit a line's words, each its text and ink.

    Returns:
        The prevailing font, the y of the baseline, and the font of each word.
    """
    fits = [_best(_fits(text, ink)) for text, ink in words]
    votes: dict[int, float] = {}
    index = {id(face): number for number, face in enumerate(faces())}
    for (text, _), fit in zip(words, fits, strict=True):
        if len(text) >= 3:
            votes[index[id(fit.face)]] = votes.get(index[id(fit.face)], 0) + len(text)
    longest = max(range(len(words)), key=lambda i: len(words[i][0]))
    face = faces()[max(votes, key=lambda i: votes[i])] if votes else fits[longest].face
    size = _size(face, words)
    font = Font(face.family, size, face.weight, face.italic)
    fonts = [
        Font(face.family, size, fit.face.weight, fit.face.italic) if len(text) >= 4 else font
        for (text, _), fit in zip(words, fits, strict=True)
    ]
    return font, _baseline(face, size, words), fonts


def _fits(text: str, ink: Ink) -> list[_Fit]:
    fits = []
    for face in faces():
        extent = face.extent(text)
        height = extent.top + extent.bottom
        if extent.width <= 0 or height <= 0 or extent.coverage <= 0:
            continue
        size = ink.box.width / extent.width
        tall = math.log(ink.box.height / (height * size)) / _HEIGHT_SPREAD
        dark = math.log(max(ink.coverage, 1) / (extent.coverage * size * size)) / _COVERAGE_SPREAD
        plain = face is faces()[0] or face is faces()[1]
        fits.append(_Fit(abs(tall) + abs(dark) + (0 if plain else _HANDICAP), face, size))
    return fits


def _best(fits: list[_Fit]) -> _Fit:
    return min(fits, key=lambda fit: fit.cost) if fits else _Fit(math.inf, faces()[0], 16)


def _size(face: Face, words: list[tuple[str, Ink]]) -> float:
    """The size at which the whole line is as wide as it was measured."""
    text = " ".join(word for word, _ in words)
    wide = words[-1][1].box.x1 - words[0][1].box.x0
    extent = face.extent(text)
    by_width = wide / max(extent.width, 0.01)
    top = min(ink.box.y0 for _, ink in words)
    bottom = max(ink.box.y1 for _, ink in words)
    by_height = (bottom - top) / max(extent.top + extent.bottom, 0.05)
    size = by_width if len(text) > 1 and 0.7 < by_width / by_height < 1.4 else by_height
    whole = round(size)
    return float(whole) if abs(size - whole) < 0.02 * size else round(size, 1)


def _baseline(face: Face, size: float, words: list[tuple[str, Ink]]) -> float:
    """The median over the words, so that one odd letter does not move the line."""
    found = sorted(ink.box.y1 - face.extent(text).bottom * size for text, ink in words)
    return found[len(found) // 2]
