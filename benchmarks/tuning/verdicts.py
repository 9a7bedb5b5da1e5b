"""How often is an adapter kept that is of no use, and one that is of use missed?

Places of repairs are drawn as they were measured of the bugs that ship, and each adapter moves them
by chance: the useless up as often as down, the useful on the whole to a third.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from section import Section

from limner_adapters.examples import Task
from limner_adapters.quality.measured import Measure, Measured, Outcome
from limner_adapters.quality.verdict import verdict

# By the analysis alone (`limner eval --model none --task fix`).
_PLACES = (5, 6, 16, 10, 3, 5, 1, 13, 2, 9, 8, 1, 13, 10, 4, 7)
# How far apart two measurings of one bug are, as a deviation of natural logarithms.
_SPREAD = 0.7
_ADAPTERS = 400
_CASES = (8, 16, 40)
USELESS_KEPT = 0.05
USEFUL_KEPT = 0.9


def measure(told: Callable[[str], None]) -> Section:
    """The section."""
    figures: dict[str, Any] = {}
    for cases in _CASES:
        told(f"{_ADAPTERS} adapters of no use and as many of use, on {cases} cases")
        figures[f"useless_kept_on_{cases}"] = _kept(cases, 1.0)
        figures[f"useful_kept_on_{cases}"] = _kept(cases, 3.0)
    # As many trials miss the true share by no more than two of these, nineteen times of twenty.
    hair = (USELESS_KEPT * (1 - USELESS_KEPT) / _ADAPTERS) ** 0.5
    most = max(figures[f"useless_kept_on_{cases}"] for cases in _CASES)
    return Section(
        "verdicts",
        figures,
        {
            "one useless adapter in twenty is kept at most": most <= USELESS_KEPT + 2 * hair,
            "nine useful ones in ten are kept, on 16 cases": (
                figures["useful_kept_on_16"] >= USEFUL_KEPT
            ),
        },
    )


def _kept(cases: int, better: float) -> float:
    """The share of adapters that are kept which bring repairs so many times forward."""
    dice = np.random.default_rng(cases)
    kept = 0
    for _ in range(_ADAPTERS):
        true = dice.choice(_PLACES, cases)
        before, after = (_measured(true / by, dice) for by in (1.0, better))
        kept += verdict(before, after).better
    return round(kept / _ADAPTERS, 3)


def _measured(places: Any, dice: np.random.Generator) -> Measured:
    seen = np.maximum(np.round(places * np.exp(dice.normal(0, _SPREAD, len(places)))), 1)
    outcomes = (
        Outcome(Task.FIX, str(index), {Measure.PLACE: float(place)})
        for index, place in enumerate(seen)
    )
    return Measured("", tuple(outcomes))
