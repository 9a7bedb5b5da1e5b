"""How long a run still takes: by what it should take, and by how quick it has been so far."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

# What was foreseen weighs as much as if so large a share had been done at that pace, and so many
# seconds: what is loaded at the beginning says nothing of the rest.
_TRUST = 0.1
_TRUSTED_SECONDS = 30.0
# What goes so many times as quickly as foreseen was done by an earlier run.
_SKIPPED = 10.0


@dataclass(slots=True)
class TimeLeft:
    """Tells how long a run still takes.

    Attributes:
        foreseen: seconds that all of it should take.
        now: tells the time, in seconds.
    """

    foreseen: float
    now: Callable[[], float] = time.monotonic
    _begun: float = field(init=False)
    _told: float = field(init=False)
    _share: float = 0.0
    _done: float = 0.0

    def __post_init__(self) -> None:
        self._begun = self._told = self.now()

    def at(self, share: float) -> float:
        """Seconds that are left where so much of the whole is done, 0 to 1."""
        now = self.now()
        step = max(share - self._share, 0.0)
        if step * self.foreseen <= _SKIPPED * (now - self._told):
            self._done += step
        self._share, self._told = max(share, self._share), now
        trusted = max(_TRUST * self.foreseen, _TRUSTED_SECONDS)
        pace = (now - self._begun + trusted) / (self._done * self.foreseen + trusted)
        return (1.0 - self._share) * self.foreseen * pace
