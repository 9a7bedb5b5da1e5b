"""The fonts of a page's lines, settled together: a page uses few families and few sizes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from limner_server.perception.fitting import Fit, fit_text, fit_words
from limner_server.perception.fonts import Face
from limner_server.perception.ink import Ink
from limner_server.perception.scene import Family, Font

Words = list[tuple[str, Ink]]

# Chi-square per letter that a word must gain to leave its line's face.
_WORD_MARGIN = 9.0
# What a line that fits the page's family nearly as well must gain to leave it.
_PAGE_MARGIN = 6.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How a line is set.

    Attributes:
        font: the prevailing font.
        baseline: its y in pixels.
        fonts: of each word.
    """

    font: Font
    baseline: float
    fonts: list[Font]


def settle(lines: list[Words]) -> list[Setting]:
    """Fit the fonts of all `lines` of a page, each at least one word."""
    fits = [_line_fits(words) for words in lines]
    family = _page_family(lines, fits)
    chosen = [_prefer(found, family) for found in fits]
    sizes = _settle_sizes(lines, chosen)
    return [
        _setting(words, fit.face, size)
        for words, fit, size in zip(lines, chosen, sizes, strict=True)
    ]


def _line_fits(words: Words) -> list[Fit]:
    """Every face fitted to the words one by one, best first; costs add up over the words."""
    costs: dict[int, float] = defaultdict(float)
    found: dict[int, Fit] = {}
    for text, ink in words:
        for fit in fit_text(text, ink):
            # One misread word must not decide for its line.
            costs[id(fit.face)] += min(fit.cost, 60.0)
            found[id(fit.face)] = fit
    whole = [fit_words(fit.face, words) for fit in found.values()]
    return sorted(
        (Fit(fit.face, fit.size, fit.spread, costs[id(fit.face)]) for fit in whole),
        key=lambda fit: fit.cost,
    )


def _page_family(lines: list[Words], fits: list[list[Fit]]) -> Family:
    """The family in which most letters of the page are set."""
    votes: dict[Family, int] = defaultdict(int)
    for words, found in zip(lines, fits, strict=True):
        votes[found[0].face.family] += sum(len(text) for text, _ in words)
    return max(votes, key=lambda family: votes[family], default=Family.SANS)


def _prefer(fits: list[Fit], family: Family) -> Fit:
    """The best fit, or the best in the page's family where that is nearly as good."""
    best = fits[0]
    usual = next((fit for fit in fits if fit.face.family is family), best)
    return usual if usual.cost <= best.cost + _PAGE_MARGIN else best


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


def _setting(words: Words, face: Face, size: float) -> Setting:
    font = Font(face.family, size, face.weight, face.italic)
    fonts = [_word_font(text, ink, face, font) for text, ink in words]
    bottoms = sorted(ink.box.y1 - face.extent(text).bottom * size for text, ink in words)
    return Setting(font, float(round(bottoms[len(bottoms) // 2])), fonts)


def _word_font(text: str, ink: Ink, face: Face, font: Font) -> Font:
    """The word's own weight, where it plainly differs from the line's."""
    fits = [fit for fit in fit_text(text, ink) if fit.face.family is face.family]
    own = next(fit for fit in fits if fit.face is face)
    if len(text) < 3 or fits[0].cost + _WORD_MARGIN > own.cost:
        return font
    return Font(face.family, font.size, fits[0].face.weight, fits[0].face.italic)
