"""What a judge asks of whatever runs the tests."""

from __future__ import annotations

from typing import Protocol

from limner_server.proof.runner.launch import Launch
from limner_server.proof.runner.outcome import Outcome
from limner_server.proof.runner.times import Times
from limner_server.proof.sandbox.ran import Ran


class Runner(Protocol):
    """How the tests of a command are started, and what they tell.

    Attributes:
        tells_lines: whether it can tell the lines that each test runs.
    """

    tells_lines: bool

    def once(self, token: str, times: Times, *, lines: bool) -> Launch:
        """A fresh process that runs the tests.

        Args:
            token: what the report stands behind on stdout; nobody else knows it.
            times: how long it may take.
            lines: whether to tell the lines that each test runs.
        """

    def outcome(self, ran: Ran, token: str) -> Outcome:
        """What the process told."""

    def warm(self) -> Launch | None:
        """A process as `warm.Warm` talks to it, or None where there is none for these tests."""
