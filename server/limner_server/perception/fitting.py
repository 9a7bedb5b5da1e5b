"""Fitting fonts: which family, size and weight sets a text to the ink that was measured.

Three figures of a text each give a size for a face: the width, the height and the amount of its
ink. In the right face they agree. A least-squares fit in logarithms gives the size that agrees
best and, as chi-square, how badly it does. Faces that agree about equally well are told apart by
how the ink is distributed from left to right.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from limner_server.perception.fontconfig import EM
from limner_server.perception.fonts import Extent, Face, faces
from limner_server.perception.ink import Ink

# Measured on text that Chromium drew: the ink's edges are known to about half a pixel, its amount
# to some per cent; light text on dark is drawn slightly heavier than dark on light.
_EDGE_SPREAD = 0.5
_COVERAGE_SPREAD = 0.035
_DARK_COVERAGE, _LIGHT_COVERAGE = 0.985, 1.01
_PROFILE, _PROFILE_SPREAD, _MAX_PROFILE_COST = 0.045, 0.02, 40.0
_FAMILY_HANDICAP = 2.0
_ITALIC_HANDICAP = 3.0
_LIGHT_HANDICAP = 3.0
SPACING_HANDICAP = 12.0
_MIN_SPACED = 4
_SHIFTS = np.linspace(-0.5, 0.5, 5)
_SCALES = np.array([0.994, 1.0, 1.006])
# Every scale with every shift.
_EVERY_SCALE = np.repeat(_SCALES, len(_SHIFTS))[:, None]
_EVERY_SHIFT = np.tile(_SHIFTS, len(_SCALES))[:, None]
# Chi-square of a text that was read and fitted right; few are above.
GOOD = 14.0


@dataclass(frozen=True, slots=True)
class Fit:
    """A face, fitted to a text.

    Attributes:
        face: the face.
        size: the font size in pixels that agrees best.
        spread: the size's standard deviation, in pixels.
        cost: chi-square of the fit, with what is less usual handicapped.
        spaced: whether the width was left out, as letter-spacing changes it.
    """

    face: Face
    size: float
    spread: float
    cost: float
    spaced: bool = False


def fit_text(text: str, ink: Ink) -> list[Fit]:
    """Fit every face to `text`, best first; never empty."""
    fits = [_fit(face, text, ink) for face in faces()]
    likely = min(fit.cost for fit in fits) + _MAX_PROFILE_COST
    fits = [_with_profile(fit, text, ink, likely) for fit in fits]
    fits.sort(key=lambda fit: fit.cost)
    return fits


def _with_profile(fit: Fit, text: str, ink: Ink, likely: float) -> Fit:
    """The fit with the misfit of its profile added; the unlikely ones are not even looked at."""
    if fit.cost > likely:
        return replace(fit, cost=fit.cost + _MAX_PROFILE_COST)
    if len(text) < 2:
        return fit
    excess = max(profile_misfit(fit, text, ink) - _PROFILE, 0.0)
    return replace(fit, cost=fit.cost + min((excess / _PROFILE_SPREAD) ** 2, _MAX_PROFILE_COST))


def fit_words(face: Face, words: Sequence[tuple[str, Ink]]) -> Fit:
    """Fit one face to the words of a line, measured as one text."""
    text = " ".join(word for word, _ in words)
    box = words[0][1].box
    for _, ink in words[1:]:
        box = box.union(ink.box)
    first = words[0][1]
    coverage = sum(ink.coverage for _, ink in words)
    whole = Ink(box, first.colour, first.background, coverage, first.columns)
    return _fit(face, text, whole)


def profile_misfit(fit: Fit, text: str, ink: Ink) -> float:
    """How far the ink's distribution from left to right is from the face's, 0 to 1.

    Faces of one design agree in width, height and amount of ink; serifs and slants show here.
    """
    face = fit.face
    spacing = 0.0
    if fit.spaced:
        spacing = (ink.box.width / fit.size - face.extent(text).width) / (len(text) - 1) * EM
    columns = face.columns(text, spacing)
    total = np.zeros(len(columns) + 1)
    total[1:] = np.cumsum(columns)
    # The ink's edges are known to half a pixel, the size to half a per cent: the best of some
    # shifts and scales counts.
    scales = fit.size / EM * _EVERY_SCALE
    slack = len(ink.columns) - len(columns) * scales
    shifts = slack / 2 + _EVERY_SHIFT
    edges = (np.arange(len(ink.columns) + 1) - shifts) / scales
    reached = np.interp(edges, np.arange(len(total)), total)
    expected = reached[:, 1:] - reached[:, :-1]
    found = ink.columns / max(float(ink.columns.sum()), 1e-6)
    apart = np.abs(found - expected / max(float(columns.sum()), 1e-6)).sum(axis=1)
    return 0.5 * float(apart.min())


def _fit(face: Face, text: str, ink: Ink) -> Fit:
    extent = face.extent(text)
    height = extent.top + extent.bottom
    if extent.width <= 0 or height <= 0 or extent.coverage <= 0 or ink.coverage <= 0:
        return Fit(face, max(ink.box.height, 1.0), ink.box.height, math.inf)
    light = sum(ink.colour) > sum(ink.background)
    amount = ink.coverage / (_LIGHT_COVERAGE if light else _DARK_COVERAGE)
    wide = (math.log(ink.box.width / extent.width), _EDGE_SPREAD / ink.box.width)
    tall = (math.log(ink.box.height / height), _EDGE_SPREAD / ink.box.height)
    dark = (math.log(amount / extent.coverage) / 2, _COVERAGE_SPREAD / 2)
    handicap = _FAMILY_HANDICAP * (face.family is not faces()[0].family)
    handicap += _ITALIC_HANDICAP * face.italic + _LIGHT_HANDICAP * (face.weight < 400)
    plain = _least_squares(face, (wide, tall, dark), handicap)
    if len(text) < _MIN_SPACED:
        return plain
    spaced = _least_squares(face, (tall, dark), handicap + SPACING_HANDICAP)
    return replace(spaced, spaced=True) if _is_spaced(text, extent, ink, spaced, plain) else plain


def _is_spaced(text: str, extent: Extent, ink: Ink, spaced: Fit, plain: Fit) -> bool:
    """Whether letter-spacing explains the width, rather than a misread word."""
    spacing = (ink.box.width / spaced.size - extent.width) / (len(text) - 1)
    likely = -0.1 <= spacing <= 0.4
    return likely and spaced.cost < min(plain.cost, SPACING_HANDICAP + GOOD)


def _least_squares(face: Face, figures: Sequence[tuple[float, float]], handicap: float) -> Fit:
    """The size at which the `figures`, each a logarithm and its spread, agree best."""
    # No figure is trusted beyond half a per cent.
    weighed = [(value, 1 / (spread**2 + 0.005**2)) for value, spread in figures]
    total = sum(weight for _, weight in weighed)
    mean = sum(value * weight for value, weight in weighed) / total
    cost = sum(weight * (value - mean) ** 2 for value, weight in weighed)
    size = math.exp(mean)
    return Fit(face, size, size / math.sqrt(total), cost + handicap)
