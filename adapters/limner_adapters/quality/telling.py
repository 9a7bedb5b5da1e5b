"""Who hears of a long work how far it is, and of its parts."""

from __future__ import annotations

from collections.abc import Callable

# Hears what is being done, and how much of the whole is done, 0 to 1.
Tell = Callable[[str, float], None]


def part(tell: Tell, start: float, end: float) -> Tell:
    """Hears how much of a part of the whole is done."""
    return lambda message, share: tell(message, start + share * (end - start))


def parts(tell: Tell, count: int) -> list[Tell]:
    """For each of so many parts of one size, who hears of it."""
    return [part(tell, number / count, (number + 1) / count) for number in range(count)]
