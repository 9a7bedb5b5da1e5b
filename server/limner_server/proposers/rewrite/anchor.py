"""Where in a file the lines stand that a model wants to see replaced.

Models misquote: blanks, indentation, empty lines, a word. A place counts only where no other one
fits as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from rapidfuzz import fuzz

# Where nothing fits but for blanks: how much of all, and of each line, must be as in the file, and
# by how much the next best place must be worse, in percent.
_ALIKE: Final = 85.0
_LINE_ALIKE: Final = 50.0
_APART: Final = 5.0
# In longer files only what is quoted but for blanks is found.
_MOST_LINES: Final = 5000

_BLANKS: Final = re.compile(r"\s+")


def find(old: Sequence[str], lines: Sequence[str], near: int | None = None) -> list[int] | None:
    """Find lines, as they stand or as nearly as only one place has them.

    Args:
        old: the lines to find; empty ones may be missing or too many.
        lines: of the file.
        near: index of a line: of several places the one that holds it, or else the nearest, is
            meant. Where None, several places are as bad as none.

    Returns:
        For each line of `old` that is not empty the index of its line in the file, in order; None
        where there is no such place, or more than one.
    """
    if not any(line.strip() for line in old):
        return None
    for form in (str.rstrip, str.strip, _without_blanks):
        places = _places(old, lines, form)
        if places:
            return _meant(places, near)
    return _alike(old, lines, near) if len(lines) <= _MOST_LINES else None


def _without_blanks(line: str) -> str:
    return _BLANKS.sub("", line).replace("'", '"')


def _places(
    old: Sequence[str], lines: Sequence[str], form: Callable[[str], str]
) -> list[list[int]]:
    """All places where the lines that are not empty follow one another in this form."""
    wanted = [form(line) for line in old if line.strip()]
    there = [(index, form(line)) for index, line in enumerate(lines) if line.strip()]
    forms = [line for _, line in there]
    return [
        [index for index, _ in there[start : start + len(wanted)]]
        for start, first in enumerate(forms)
        if first == wanted[0] and forms[start : start + len(wanted)] == wanted
    ]


def _meant(places: list[list[int]], near: int | None) -> list[int] | None:
    if len(places) == 1:
        return places[0]
    if near is None:
        return None
    ranked = sorted(places, key=lambda place: _distance(place, near))
    clear = _distance(ranked[0], near) < _distance(ranked[1], near)
    return ranked[0] if clear else None


def _distance(place: Sequence[int], line: int) -> int:
    return max(place[0] - line, line - place[-1], 0)


def _alike(old: Sequence[str], lines: Sequence[str], near: int | None) -> list[int] | None:
    """The one place that reads nearly the same."""
    wanted = [line.strip() for line in old if line.strip()]
    there = [(index, line.strip()) for index, line in enumerate(lines) if line.strip()]
    text, count = "\n".join(wanted), len(wanted)
    scored = []
    for start in range(len(there) - count + 1):
        window = there[start : start + count]
        # Line by line first: of most places the first line tells, and that is quick.
        if (
            all(
                fuzz.ratio(one, line, score_cutoff=_LINE_ALIKE)
                for one, (_, line) in zip(wanted, window, strict=True)
            )
            and (score := fuzz.ratio(text, "\n".join(line for _, line in window))) >= _ALIKE
        ):
            scored.append((score, [index for index, _ in window]))
    if not scored:
        return None
    best = max(score for score, _ in scored)
    return _meant([place for score, place in scored if score > best - _APART], near)
