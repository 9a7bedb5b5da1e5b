"""Code that leaves out what is to stay: `# ... rest unchanged`, or an answer that was cut off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz

# In percent of their characters: how much a changed line is like the one that it was, at least, and
# how much less all others are.
_SAME: Final = 100.0
_ALIKE: Final = 75.0
_APART: Final = 10.0
_DOTS: Final = re.compile(r"\s*(?:#|//|/\*+|\*|--)?\s*(?:\.\.\.|…)\s*(?:\*/)?\s*")
_SAYS: Final = re.compile(
    r"\s*(?:#|//|/\*+|\.\.\.|…).*\b(?:rest|remain\w*|exist\w*|unchanged|same|omitted|previous|"
    r"as before|other (?:code|methods|functions|lines)|keep)\b.*",
    re.IGNORECASE,
)


def is_ellipsis(line: str, original: Sequence[str]) -> bool:
    """Whether a line stands for others that are left out; not if the original has that line."""
    if not (_DOTS.fullmatch(line) or _SAYS.fullmatch(line)):
        return False
    return all(line.strip() != other.strip() for other in original)


def segments(lines: Sequence[str], original: Sequence[str]) -> list[tuple[str, ...]]:
    """What stands between ellipses; all of it where there are none."""
    found: list[list[str]] = [[]]
    for line in lines:
        if is_ellipsis(line, original):
            found.append([])
        else:
            found[-1].append(line)
    return [tuple(segment) for segment in found]


def unabridged(lines: Sequence[str], original: Sequence[str]) -> list[str] | None:
    """The lines with what they leave out, taken from the original.

    Where an ellipsis ends is known from the line after it, where it begins from the line before
    it: both must stand in the original, as they are or nearly, and only once from there on.

    Returns:
        None where it cannot be told what is left out.
    """
    parts = segments(lines, original)
    whole, at = [*parts[0]], 0
    for before, after in pairwise(parts):
        start = _last_of(before, original, at) if _ink(before) else at
        end = _first_of(after, original, start) if start is not None and _ink(after) else None
        if start is None or (end is None and _ink(after)):
            return None
        at = len(original) if end is None else end
        whole += [*original[start:at], *after]
    return whole


def completed(lines: Sequence[str], original: Sequence[str]) -> list[str] | None:
    """Lines that were cut off, with what would have followed had nothing more been changed.

    Returns:
        None where it cannot be told what would.
    """
    # The last one may be the half of a line.
    kept = lines[:-1]
    start = _last_of(kept, original, 0) if _ink(kept) else None
    return None if start is None else [*kept, *original[start:]]


def _last_of(lines: Sequence[str], original: Sequence[str], start: int) -> int | None:
    """The index after the original's line that the last of `lines` is."""
    found = _only(_ink(lines)[-1], original, start)
    return None if found is None else found + 1


def _first_of(lines: Sequence[str], original: Sequence[str], start: int) -> int | None:
    return _only(_ink(lines)[0], original, start)


def _only(line: str, original: Sequence[str], start: int) -> int | None:
    """The index of the one line, from `start` on, that is `line` or, where none is, nearly is."""
    alike = [fuzz.ratio(line.strip(), other.strip()) for other in original[start:]]
    best = max(alike, default=0.0)
    apart = 0.0 if best == _SAME else _APART
    close = [start + index for index, score in enumerate(alike) if score >= best - apart]
    return close[0] if best >= _ALIKE and len(close) == 1 else None


def _ink(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line.strip()]
