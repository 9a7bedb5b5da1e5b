"""How likely one name is a misspelling of another."""

from __future__ import annotations

import math

from rapidfuzz.distance import OSA


def misspelling(wrong: str, right: str) -> float:
    """What it costs to take a name for another one misspelt; infinite where they differ too much.

    By the optimal string alignment distance, in which two letters that changed places count as
    one error; other capitals or underscores are hardly one.
    """
    if wrong == right:
        return math.inf
    bare, other = wrong.replace("_", "").lower(), right.replace("_", "").lower()
    if bare == other:
        return 0.2
    distance = OSA.distance(bare, other)
    longest = max(len(bare), len(other))
    if distance > max(1, longest // 3) or longest < 3:
        return math.inf
    return 0.3 + 0.3 * (distance - 1) + distance / longest
