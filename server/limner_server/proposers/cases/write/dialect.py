"""How a framework of Python says what a test says: pytest, or unittest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from limner_server.proposers.cases.write.expected import Expected


@dataclass(slots=True)
class Body:
    """The statements of a test, and what they need.

    Attributes:
        lines: statements, each on one line, "" for a blank one, a tab for each level.
        imports: lines of import.
        fixtures: of pytest that the test takes as parameters.
    """

    lines: list[str] = field(default_factory=list)
    imports: list[str] = field(default_factory=list)
    fixtures: list[str] = field(default_factory=list)


class Dialect(Protocol):
    """Assertions of one framework; each returns statements and tells `body` what they need.

    Attributes:
        base: what the class of a suite is derived from; "" for nothing.
        always_suites: whether every test stands in a class.
    """

    base: str
    always_suites: bool

    def equal(self, body: Body, actual: str, wanted: Expected) -> str:
        """That an expression has a value."""

    def raising(self, body: Body, error: str, match: str) -> str:
        """`with` before what raises an error.

        Args:
            body: of the test.
            error: the name of its class.
            match: an expression for a pattern that its message has; "" for any message.
        """

    def printing(self, body: Body, act: str, printed: str) -> list[str]:
        """That an act prints a text."""

    def temporary(self, body: Body) -> list[str]:
        """What makes `tmp_path`, a folder that is gone after the test."""

    def rows(
        self, body: Body, names: Sequence[str], rows: Sequence[Sequence[str]]
    ) -> tuple[list[str], list[str]]:
        """What goes before a test that is run for each row, and what goes before its statements.

        Args:
            body: of the test.
            names: of the columns.
            rows: an expression for each column.
        """
