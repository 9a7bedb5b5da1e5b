"""The queue: the most urgent first, windows in turn, and nobody waits for ever.

Levels of priority with ageing, and within a level round robin: the scheduling of operating systems
(Silberschatz, Galvin and Gagne, Operating System Concepts, chapter 5), for requests in place of
processes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from limner_model.scheduling.priority import Place, Priority

T = TypeVar("T")

# Who has waited for so many seconds counts as one priority more urgent: the least urgent is among
# those that somebody waits for after twice that.
_AGEING: Final = 15.0
# Windows that are remembered after they were served.
_MOST_WINDOWS: Final = 256


@dataclass(frozen=True, slots=True, eq=False)
class Ticket(Generic[T]):
    """An item's right to its turn.

    Attributes:
        item: that waits, or is being served.
        place: what decides about its turn.
        since: when it came.
    """

    item: T
    place: Place
    since: float


class Queue(Generic[T]):
    """What waits; for any number of threads that put, and one that takes."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing waits yet; `clock` tells seconds."""
        self._clock = clock
        # In the order of their coming.
        self._waiting: list[Ticket[T]] = []
        # Windows, who was served longest ago first.
        self._served: dict[str, None] = {}
        self._changed = threading.Condition()

    def __len__(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def put(self, item: T, place: Place) -> list[T]:
        """Let `item` wait.

        Returns:
            What waited until now and is of no use beside the new item: it waits no longer.
        """
        with self._changed:
            replaced = [one for one in self._waiting if place.replaces(one.place)]
            self._waiting = [one for one in self._waiting if one not in replaced]
            self._waiting.append(Ticket(item, place, self._clock()))
            self._changed.notify()
        return [one.item for one in replaced]

    def put_back(self, ticket: Ticket[T]) -> None:
        """Let what was taken wait again, as if it had not been."""
        with self._changed:
            self._waiting.append(ticket)

    def take(self, timeout: float | None = None) -> Ticket[T] | None:
        """The next, for which to wait `timeout` seconds at most, or for ever; None for none."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._waiting, timeout):
                return None
            return self._leave(self._waiting)

    def take_before(self, served: Ticket[T], fits: Callable[[T], bool]) -> Ticket[T] | None:
        """The next of those that fit and are more urgent than what is being served; or None."""
        with self._changed:
            ahead = [one for one in self._ahead_of(served) if fits(one.item)]
            return self._leave(ahead) if ahead else None

    def take_also(self, fits: Callable[[T], bool], most: int) -> list[Ticket[T]]:
        """The next of those that fit, as many as `most`, to be served with what was taken."""
        with self._changed:
            found = [one for one in self._waiting if fits(one.item)]
            return [self._leave([one]) for one in sorted(found, key=self._turn)[:most]]

    def has_before(self, served: Ticket[T]) -> bool:
        """Whether anybody who waits is more urgent than what is being served."""
        with self._changed:
            return bool(self._ahead_of(served))

    def discard(self, item: T) -> bool:
        """Let `item` wait no longer; whether it did."""
        with self._changed:
            before = len(self._waiting)
            self._waiting = [one for one in self._waiting if one.item is not item]
            return len(self._waiting) < before

    def _ahead_of(self, served: Ticket[T]) -> list[Ticket[T]]:
        level = self._level(served)
        return [one for one in self._waiting if self._level(one) < level]

    def _leave(self, those: list[Ticket[T]]) -> Ticket[T]:
        chosen = min(those, key=self._turn)
        self._waiting.remove(chosen)
        window = chosen.place.window
        self._served.pop(window, None)
        self._served[window] = None
        if len(self._served) > _MOST_WINDOWS:
            del self._served[next(iter(self._served))]
        return chosen

    def _turn(self, one: Ticket[T]) -> tuple[int, int, float]:
        """Sorts by level, by when the window was served last, and by who came first."""
        window = one.place.window
        served = [*self._served].index(window) if window in self._served else -1
        return self._level(one), served, one.since

    def _level(self, one: Ticket[T]) -> int:
        aged = one.place.priority - int((self._clock() - one.since) / _AGEING)
        # No further: of what somebody waits for, the windows in turn come before the oldest.
        return max(aged, Priority.WAITED_FOR)
