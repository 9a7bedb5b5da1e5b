"""What keeps cases from being tests, counted and put into words."""

from __future__ import annotations

from collections import Counter
from typing import Final

from limner_server.proof.recorder.case import Ending, Outside, Recorded

# Errors of the machine rather than of the code.
_MACHINE: Final = frozenset({"RecursionError", "MemoryError"})
# What no test may reach for: it is not the same everywhere and always.
_WORDS: Final = {
    Outside.INPUT: "waits for somebody to type",
    Outside.NETWORK: "opens connections",
    Outside.PROCESSES: "starts other programs",
    Outside.SLEEP: "sleeps",
    Outside.FILES: "works on files at places of its own",
    Outside.RANDOM: "draws random numbers",
    Outside.CLOCK: "answers by the clock",
    Outside.ENVIRONMENT: "answers by the environment",
}


class Obstacles:
    """Hears of every case that was run, and why some cannot be tests."""

    def __init__(self) -> None:
        self._endings: Counter[Ending] = Counter()
        self._outside: Counter[Outside] = Counter()
        self._broken: Counter[str] = Counter()
        self._total = 0

    def hear(self, recorded: Recorded) -> None:
        """Count a case."""
        self._total += 1
        self._endings[recorded.ending] += 1
        self._outside.update(recorded.outside)
        if recorded.ending is Ending.BROKEN and recorded.kind:
            self._broken[f"{recorded.kind}: {recorded.message}".rstrip(": ")] += 1

    def told(self) -> str:
        """Why there is no test, as the rest of a sentence about the code; "" where unknown."""
        reasons = [_WORDS[one] for one, _ in self._outside.most_common(2)]
        if self._endings[Ending.TIMED_OUT] * 2 > self._total:
            reasons.insert(0, "does not come to an end")
        if not reasons and self._endings[Ending.BROKEN] * 2 > self._total and self._broken:
            reasons.append(f"cannot be called ({self._broken.most_common(1)[0][0]})")
        return " and ".join(reasons)


def is_testable(recorded: Recorded) -> bool:
    """Whether a test could be made of a case: it ends, and the same everywhere."""
    return (
        recorded.ending in (Ending.RETURNED, Ending.RAISED)
        and recorded.kind not in _MACHINE
        and not recorded.outside
    )
