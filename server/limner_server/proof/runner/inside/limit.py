"""How long a test may take, told from within, so that the tests after it still run."""

from __future__ import annotations

import signal
from typing import Any

# A test that catches everything is told again, every so many seconds.
AGAIN = 0.05


class TimedOut(BaseException):
    """Raised in the test that takes too long."""


class Limit:
    """Two clocks: one of the processor, which a busy machine does not stretch, one of the wall."""

    def __init__(self, processor: float, wall: float) -> None:
        self._timers = (
            (signal.ITIMER_PROF, signal.SIGPROF, processor),
            (signal.ITIMER_REAL, signal.SIGALRM, wall),
        )
        self.passed = False

    def restart(self) -> None:
        """Count from now."""
        for timer, number, seconds in self._timers:
            signal.signal(number, self._over)
            signal.setitimer(timer, seconds, AGAIN)

    def stop(self) -> None:
        """Count no longer."""
        for timer, _, _ in self._timers:
            signal.setitimer(timer, 0)

    def _over(self, number: int, frame: Any) -> None:
        del number, frame
        self.passed = True
        raise TimedOut("the test takes too long")
