"""What writes tests: recorded cases become pieces, and pieces become a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from limner_server.perception.workspace.source import Source
from limner_server.proof.recorder.case import Recorded
from limner_server.proof.runner.command import TestCommand
from limner_server.proposers.cases.piece import TestPiece
from limner_server.proposers.cases.subject import Subject


@dataclass(frozen=True, slots=True)
class TestPlace:
    """Where tests go, and how they reach what they test.

    Attributes:
        source: of the test file; of one that is not there yet its path and no text.
        module: what the test file imports the module under test by: "shop.cart", "../src/shop.js".
        command: runs the whole test file.
    """

    __test__ = False

    source: Source
    module: str
    command: TestCommand

    @property
    def path(self) -> Path:
        """The test file, absolute."""
        return self.source.path

    @property
    def is_new(self) -> bool:
        """Whether there is no such file yet."""
        return not self.source.text


class TestWriter(Protocol):
    """Writes tests into one file, as the project has them; knows the `TestPlace`.

    Attributes:
        taken: the names of tests that the file has already.
    """

    @property
    def taken(self) -> frozenset[str]: ...

    def pieces(self, subject: Subject, recorded: Sequence[Recorded]) -> list[TestPiece]:
        """Tests of these cases: one behaviour each, named after it, in the order they stand in.

        Args:
            subject: what the cases are about.
            recorded: the cases that were chosen; each was seen twice with the same outcome.
        """

    def text(self, pieces: Sequence[TestPiece]) -> str:
        """What the test file says with these tests in it; all that was there is left as it was.

        The names of the tests must be different from each other and from those that are taken.
        """
