"""What can go wrong in training beside what every task knows."""

from __future__ import annotations

from limner_model.errors import LimnerError


class TrainingError(LimnerError):
    """The training cannot go on."""
