"""Measuring in turns, so that whatever else the machine does meets all alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

Measured = TypeVar("Measured")

ROUNDS = 5


def in_turns(rounds: int, *works: Callable[[int], Measured]) -> tuple[list[Measured], ...]:
    """What each of several works says of each round: A B, B A, A B ...

    Each is told the number of the round. Who begins takes turns, too: the second finds caches warm
    and the processor's clock risen, or sunk.
    """
    measured: tuple[list[Measured], ...] = tuple([] for _ in works)
    for number in range(rounds):
        turns = list(zip(works, measured, strict=True))
        for work, into in turns if number % 2 == 0 else reversed(turns):
            into.append(work(number))
    return measured


@dataclass
class Spent:
    """Seconds of something: by the clock on the wall, and of this process's processor."""

    wall: float = 0.0
    processor: float = 0.0


@contextmanager
def timed() -> Iterator[Spent]:
    """Seconds of what is done within."""
    spent, wall, processor = Spent(), time.perf_counter(), time.process_time()
    yield spent
    spent.wall, spent.processor = time.perf_counter() - wall, time.process_time() - processor


def times(ours: list[float], theirs: list[float]) -> float:
    """How many times theirs the median of ours is."""
    return median(ours) / median(theirs)
