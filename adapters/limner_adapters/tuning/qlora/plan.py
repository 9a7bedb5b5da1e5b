"""What a training goes through, and what it has taken so far."""

from __future__ import annotations

import math
from dataclasses import dataclass

from limner_adapters.tuning.qlora.lessons import Lessons
from limner_adapters.tuning.qlora.order import Order


@dataclass(slots=True)
class Clock:
    """What a run has taken so far, the runs before it counted.

    Attributes:
        seconds: of training and measuring.
        tokens: read in training.
        measured: how often the held-out loss was.
        loss_before: of the held-out examples, before the first step.
        best: of the held-out losses measured since.
    """

    seconds: float = 0.0
    tokens: int = 0
    measured: int = 0
    loss_before: float = math.nan
    best: float = math.inf


@dataclass(frozen=True, slots=True)
class Plan:
    """What the trainer goes through.

    Attributes:
        lessons: to learn from.
        held_out: to measure on.
        order: of the steps.
        seconds: of training at most; None for as long as the steps take.
    """

    lessons: Lessons
    held_out: Lessons
    order: Order
    seconds: float | None

    def spent(self, step: int, seconds: float) -> float:
        """The share that is done, by steps or by time, whichever ends it first."""
        by_time = seconds / self.seconds if self.seconds else 0.0
        return min(max(step / len(self.order), by_time), 1.0)
