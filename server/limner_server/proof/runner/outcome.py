"""How a run of tests ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Result(StrEnum):
    """How a run of tests ended."""

    PASSED = "passed"
    FAILED = "failed"
    TIMED_OUT = "timed out"
    BROKEN = "broken"  # no test ran: a syntax error, no runner, nothing collected


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run of tests.

    Attributes:
        result: of the whole.
        seconds: on the clock.
        passed: the names of the tests that passed, where the runner tells them.
        failed: the names of those that did not.
        output: the end of what was printed.
    """

    result: Result
    seconds: float
    passed: frozenset[str] = frozenset()
    failed: frozenset[str] = frozenset()
    output: str = ""
