"""What a run of tests tells of itself."""

from __future__ import annotations

from typing import Any


class Report:
    """Filled in by whoever runs the tests.

    Attributes:
        finished: whether the runner came to its end: whatever ends the process before that, an
            exit with code 0 among it, leaves it False.
        passed: names of the tests that passed.
        failed: names of those that did not, and of files that could not be collected.
        timed_out: whether the whole took longer than it may.
        broken: why no test could run, or "".
        lines: by the name of the test, by path from the workspace's root, the lines that it ran;
            None where nobody asked.
        jumps: the same of the jumps between lines.
    """

    def __init__(self) -> None:
        self.finished = False
        self.passed: set[str] = set()
        self.failed: set[str] = set()
        self.timed_out = False
        self.broken = ""
        self.lines: dict[str, dict[str, list[int]]] | None = None
        self.jumps: dict[str, dict[str, list[tuple[int, int]]]] | None = None

    def spoken(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "finished": self.finished,
            "passed": sorted(self.passed),
            "failed": sorted(self.failed),
            "timed_out": self.timed_out,
            "broken": self.broken,
            "lines": self.lines,
            "jumps": self.jumps,
        }
