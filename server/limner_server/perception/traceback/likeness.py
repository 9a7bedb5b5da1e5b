"""How alike two pieces of code are to a reader who mistakes letters for others of their look."""

from __future__ import annotations

import re
from typing import Final

from rapidfuzz import fuzz

# Signs that a reader of pictures takes for one another, each row as its first.
_LOOKALIKES: Final = (
    "l1Ii|!",
    "oO0Q",
    "s5S",
    "z2Z",
    "b8B6",
    "g9q",
    "c©C",
    "v\N{SQUARE ROOT}V",
    "x\N{MULTIPLICATION SIGN}X",
    "({[",
    ")}]",
    ".,",
    ":;",
    "-\N{EN DASH}\N{EM DASH}~",
)
_FOLD: Final = str.maketrans({sign: row[0] for row in _LOOKALIKES for sign in row[1:]})
# What is often lost or made up: blanks, underscores, quotes.
_FAINT: Final = re.compile(r"[\s_'\"`\u2018\u2019\u201c\u201d\u00b0*]+")
# Folding is forgiving: what agrees to the letter counts for more.
_EXACT_SHARE: Final = 0.3


def folded(text: str) -> str:
    """The text with one sign for all that look alike, without what is faint."""
    return _FAINT.sub("", text).translate(_FOLD).lower().replace("rn", "m").replace("vv", "w")


def likeness(one: str, other: str) -> float:
    """How alike two texts look, 0 to 1; 1 where they are equal but for blanks.

    The normalised indel similarity of RapidFuzz, of the texts as they are and as they look.
    """
    exact = fuzz.ratio("".join(one.split()), "".join(other.split())) / 100
    if exact == 1.0:
        return 1.0
    seen = fuzz.ratio(folded(one), folded(other)) / 100
    return _EXACT_SHARE * exact + (1 - _EXACT_SHARE) * seen
