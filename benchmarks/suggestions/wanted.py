"""What a section of `benchmarks/suggestions.py` is asked to measure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from section import Section


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a section is to measure.

    Attributes:
        shared: the folder of the data that all share; it may not be there.
        first: only so many of each thing; None for all.
        tell: hears of each thing as it is done, in a line.
    """

    shared: Path
    first: int | None
    tell: Callable[[str], None]


# What measures a section of this name.
Measure = Callable[[str, Wanted], Section]
