"""The fonts of a page's lines, settled together: a page uses few families and few sizes."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace

from limner_server.perception.fitting import GOOD, SPACING_HANDICAP, Fit, fit_text, fit_words
from limner_server.perception.fonts import Face
from limner_server.perception.ink import Ink
from limner_server.perception.scene import Family, Font

Words = list[tuple[str, Ink]]

# Chi-square per letter that a word must gain to leave its line's face.
_WORD_MARGIN = 9.0
# What a line that fits the page's family nearly as well must gain to leave it.
_PAGE_MARGIN = 6.0
# So many letters tell a family surely.
_TELLING = 16


@dataclass(frozen=True, slots=True)
class Setting:
    """How a line is set.

    Attributes:
        font: the prevailing font.
        baseline: its y in pixels.
        fonts: of each word.
        misfit: chi-square by which the words miss their best faces, a mean over the letters.
    """

    font: Font
    baseline: float
    fonts: list[Font]
    misfit: float


def settle(lines: list[Words]) -> list[Setting]:
    """Fit the fonts of all `lines` of a page, each at least one word."""
    own = [[fit_text(text, ink) for text, ink in words] for words in lines]
    fits = [_line_fits(words, found) for words, found in zip(lines, own, strict=True)]
    family = _page_family(lines, fits)
    chosen = [_prefer(words, found, family) for words, found in zip(lines, fits, strict=True)]
    sizes = _settle_sizes(lines, chosen)
    return [
        _setting(words, found, fit, size)
        for words, found, fit, size in zip(lines, own, chosen, sizes, strict=True)
    ]


def _line_fits(words: Words, own: list[list[Fit]]) -> list[Fit]:
    """Every face fitted to the line, best first; costs add up over the words."""
    costs: dict[int, float] = defaultdict(float)
    found: dict[int, Fit] = {}
    for fits in own:
        for fit in fits:
            # One misread word must not decide for its line.
            costs[id(fit.face)] += min(fit.cost, 60.0)
            found[id(fit.face)] = fit
    return sorted(
        (
            replace(_fit_line(fit.face, words, own), cost=costs[id(fit.face)])
            for fit in found.values()
        ),
        key=lambda fit: fit.cost,
    )


def _fit_line(face: Face, words: Words, own: list[list[Fit]]) -> Fit:
    """The line fitted as one text, or what its well-fitted words agree on.

    The two differ where some words are bold, misread, or touched by something that is no text.
    """
    whole = fit_words(face, words)
    chosen = [_own_fit(text, fits, face) for (text, _), fits in zip(words, own, strict=True)]
    good = [
        fit
        for (text, _), fit in zip(words, chosen, strict=True)
        if len(text) >= 3 and fit.cost <= GOOD + SPACING_HANDICAP * fit.spaced
    ]
    if not good:
        return whole
    weights = [1 / max(fit.spread / fit.size, 0.002) ** 2 for fit in good]
    middle = _weighted_median([fit.size for fit in good], weights)
    alike = [
        (fit, weight)
        for fit, weight in zip(good, weights, strict=True)
        if abs(fit.size - middle) <= 0.05 * middle
    ]
    total = sum(weight for _, weight in alike)
    if whole.cost <= GOOD and abs(whole.size - middle) <= 0.02 * middle:
        return whole
    size = math.exp(sum(weight * math.log(fit.size) for fit, weight in alike) / total)
    spaced = sum(fit.spaced for fit in good) > len(good) / 2
    return Fit(face, size, size / math.sqrt(total), whole.cost, spaced)


def _weighted_median(values: list[float], weights: list[float]) -> float:
    half = sum(weights) / 2
    for value, weight in sorted(zip(values, weights, strict=True)):
        half -= weight
        if half <= 0:
            return value
    return max(values)


def _own_fit(text: str, fits: list[Fit], face: Face) -> Fit:
    """The word in the line's face, or in another of its family where that is plainly better."""
    same = next(fit for fit in fits if fit.face is face)
    best = next(fit for fit in fits if fit.face.family is face.family)
    return best if len(text) >= 3 and best.cost + _WORD_MARGIN <= same.cost else same


def _page_family(lines: list[Words], fits: list[list[Fit]]) -> Family:
    """The family in which most letters of the page are set."""
    votes: dict[Family, int] = defaultdict(int)
    for words, found in zip(lines, fits, strict=True):
        votes[found[0].face.family] += sum(len(text) for text, _ in words)
    return max(votes, key=lambda family: votes[family], default=Family.SANS)


def _prefer(words: Words, fits: list[Fit], family: Family) -> Fit:
    """The best fit, or the best in the page's family where that is nearly as good."""
    best = fits[0]
    letters = sum(len(text) for text, _ in words)
    usual = next((fit for fit in fits if fit.face.family is family), best)
    margin = _PAGE_MARGIN if letters >= _TELLING else 2 * _PAGE_MARGIN
    return usual if usual.cost <= best.cost + margin else best


def _settle_sizes(lines: list[Words], fits: list[Fit]) -> list[float]:
    """Sizes that long lines prove are given to the short lines that cannot tell them apart."""
    proven: dict[float, float] = defaultdict(float)
    for words, fit in zip(lines, fits, strict=True):
        proven[_round(fit)] += sum(len(text) for text, _ in words) / max(fit.spread, 0.01)
    sizes = []
    for fit in fits:
        near = [size for size in proven if abs(size - fit.size) <= 2 * fit.spread + 0.05]
        sizes.append(max(near, key=lambda size: proven[size], default=_round(fit)))
    return sizes


def _round(fit: Fit) -> float:
    """The roundest size within the fit's spread: whole pixels, then halves, then tenths."""
    for step in (1.0, 0.5):
        size = round(fit.size / step) * step
        if abs(size - fit.size) <= 2 * fit.spread:
            return size
    return round(fit.size, 1)


def _setting(words: Words, own: list[list[Fit]], fit: Fit, size: float) -> Setting:
    face = fit.face
    font = Font(face.family, size, face.weight, face.italic, _spacing(words, fit, size))
    fonts = [
        _word_font(_own_fit(text, fits, face), len(text), font)
        for (text, _), fits in zip(words, own, strict=True)
    ]
    bottoms = sorted(ink.box.y1 - face.extent(text).bottom * size for text, ink in words)
    baseline = float(round(bottoms[len(bottoms) // 2]))
    return Setting(font, baseline, fonts, _misfit(words, own))


def _misfit(words: Words, own: list[list[Fit]]) -> float:
    letters = sum(len(text) for text, _ in words)
    costs = (
        min(fits[0].cost, 100.0) * len(text) for (text, _), fits in zip(words, own, strict=True)
    )
    return sum(costs) / letters


def _spacing(words: Words, fit: Fit, size: float) -> float:
    """What each letter must be set apart for the line to be as wide as it is."""
    if not fit.spaced:
        return 0.0
    text = " ".join(word for word, _ in words)
    left = min(ink.box.x0 for _, ink in words)
    right = max(ink.box.x1 for _, ink in words)
    return round((right - left - fit.face.extent(text).width * size) / (len(text) - 1), 2)


def _word_font(own: Fit, letters: int, font: Font) -> Font:
    """The word's own weight and size, where they plainly differ from the line's."""
    size = font.size
    far = abs(own.size - size) > max(4 * own.spread, 0.06 * size)
    if far and letters >= 3 and own.cost <= GOOD and not own.spaced:
        size = _round(own)
    return replace(font, size=size, weight=own.face.weight, italic=own.face.italic)
