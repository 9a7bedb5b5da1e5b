"""The type that most of a page is set in: what stands out is measured against it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TypeVar

from limner_server.layout.element import Element
from limner_server.perception.scene import Colour, Family

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Typography:
    """The prevailing type of a page.

    Attributes:
        family: generic font family.
        size: font size in pixels.
        weight: font weight.
        colour: of the ink.
        leading: line height as a multiple of the font size.
    """

    family: Family
    size: float
    weight: int
    colour: Colour
    leading: float


def prevailing_type(root: Element) -> Typography:
    """Find the family, size, colour and leading that most of a page's letters have."""
    family: Counter[Family] = Counter()
    size: Counter[float] = Counter()
    colour: Counter[Colour] = Counter()
    leading: Counter[float] = Counter()
    for element in root.walk():
        if (paragraph := element.paragraph) is None:
            continue
        # Titles are bold, and larger: body text is what the rest is set in.
        length = len(paragraph.text) * (1 if paragraph.font.is_bold else 3)
        family[paragraph.font.family] += length
        size[paragraph.font.size] += length
        colour[paragraph.colour] += length
        if len(paragraph.lines) > 1:
            leading[round(paragraph.line_height / paragraph.font.size, 3)] += length
    return Typography(
        family=_most(family, Family.SANS),
        size=_most(size, 16.0),
        weight=400,
        colour=_most(colour, Colour(0, 0, 0)),
        leading=_most(leading, 1.2),
    )


def chroma(colour: Colour) -> int:
    """How far a colour is from grey: the spread of its channels, 0 to 255."""
    return max(colour) - min(colour)


def _most(tally: Counter[_T], default: _T) -> _T:
    return tally.most_common(1)[0][0] if tally else default
