"""Says how far the making of data is: pages, pace, time left, bytes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

_EVERY = 10.0  # seconds between two lines


@dataclass(frozen=True, slots=True)
class Made:
    """What one process made in one go.

    Attributes:
        pages: that were drawn.
        samples: questions with their answers.
        unread: pictures that taught nothing: perception could not read them.
        size: bytes on disk.
    """

    pages: int
    samples: int
    unread: int
    size: int

    def __add__(self, other: Made) -> Made:
        return Made(
            self.pages + other.pages,
            self.samples + other.samples,
            self.unread + other.unread,
            self.size + other.size,
        )


class Progress:
    """Counts what is made and tells of it, now and then and at the end."""

    def __init__(
        self,
        pages: int,
        before: int,
        tell: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin to count.

        Args:
            pages: wanted in all.
            before: pages that were there already.
            tell: hears one line at a time.
            clock: in seconds.
        """
        self._wanted, self._before, self._tell, self._clock = pages, before, tell, clock
        self._made = Made(0, 0, 0, 0)
        self._start = self._told = clock()

    def add(self, made: Made) -> None:
        """Count what a process made."""
        self._made += made
        now = self._clock()
        if now - self._told >= _EVERY or self._before + self._made.pages >= self._wanted:
            self._told = now
            self._tell(self._line(now))

    def _line(self, now: float) -> str:
        made, there = self._made, self._before + self._made.pages
        pace = made.pages / max(now - self._start, 1e-3)
        line = (
            f"{there:,} of {self._wanted:,} pages ({there / self._wanted:.0%}), "
            f"{pace:.1f} a second, {made.samples:,} questions, "
            f"{made.size / max(made.pages, 1) / 1000:.1f} kB a page"
        )
        if made.unread:
            line += f", {made.unread:,} pictures not read"
        left = self._wanted - there
        return line + (f", {_duration(left / pace)} left" if left > 0 else "")


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{max(minutes, 1)} min"
