"""How long a run of tests may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Times:
    """How long a run may take, in seconds.

    Attributes:
        processor: that a single test may keep the processor.
        wall: that a single test may take.
        whole: that all may take.
    """

    processor: float
    wall: float
    whole: float
