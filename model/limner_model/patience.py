"""How long to wait for an engine that is busy, and when to ask again.

An engine that many share says 429 or 503 when it has too much to do, some with a `Retry-After`. If
all came back when it says, they would come at once: so each waits for a random while on top, longer
each time ("full jitter": Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Patience:
    """When to ask again, and when to give up.

    Attributes:
        seconds: of waiting in all; no wait begins that would end later.
        first: the longest random wait before the second attempt; it doubles with each.
        longest: what it grows to.
        dice: a number from 0 to 1.
    """

    seconds: float = 60.0
    first: float = 0.5
    longest: float = 8.0
    dice: Callable[[], float] = random.random

    def wait(self, attempts: int, waited: float, told: float | None) -> float | None:
        """Seconds to wait before asking again.

        Args:
            attempts: so many were refused, from 1.
            waited: seconds that were waited already.
            told: seconds to wait at least, as the engine says; None where it does not.

        Returns:
            The seconds; None to give up.
        """
        spread = min(self.longest, self.first * 2.0 ** (attempts - 1))
        wait = (told or 0.0) + spread * self.dice()
        return wait if waited + wait <= self.seconds else None


def seconds_told(header: str | None) -> float | None:
    """What a `Retry-After` says (RFC 9110, 10.2.3): seconds, or a date; None for nothing of use."""
    if not header:
        return None
    try:
        seconds = float(header)
    except ValueError:
        try:
            date = parsedate_to_datetime(header)
        except ValueError:
            return None
        # A date without a zone, which the standard forbids, is taken for UTC.
        date = date if date.tzinfo else date.replace(tzinfo=UTC)
        seconds = (date - datetime.now(UTC)).total_seconds()
    return max(seconds, 0.0) if math.isfinite(seconds) else None
