"""What the task of writing tests needs of a language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.source import Source
from limner_server.proof.recorder.case import Recorded
from limner_server.proof.recorder.recorder import Recorder
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proof.testing import Reached
from limner_server.proposers.cases.accidents import Regard
from limner_server.proposers.cases.search import Inputs
from limner_server.proposers.cases.subject import Subject
from limner_server.proposers.cases.write.writer import TestPlace, TestWriter
from limner_server.tasks.sources import Sources


@dataclass(frozen=True, slots=True)
class Placed:
    """A place that was tried: the code can be imported from there.

    Attributes:
        place: of the tests.
        writer: that writes there.
        remarks: what the user should know of it, a line each.
    """

    place: TestPlace
    writer: TestWriter
    remarks: tuple[str, ...] = ()


class TestKit(Protocol):
    """Tests of one language: how its code is run, and how its tests are written."""

    def recorder(
        self, sandbox: Sandbox, source: Source, sources: Sources
    ) -> AbstractContextManager[Recorder]:
        """What runs cases of a file.

        Args:
            sandbox: of the workspace.
            source: the file.
            sources: know what is not saved of other files.

        Raises:
            ToolMissingError: there is nothing to run them by.
            InputError: the file cannot be read.
        """

    def inputs(self, subject: Subject, files: WorkspaceFiles, suggested: Sequence[str]) -> Inputs:
        """What makes cases for a subject; calls that are `suggested` are among them."""

    def place(
        self,
        sandbox: Sandbox,
        files: WorkspaceFiles,
        source: Source,
        *,
        out: Path | None,
        texts: Mapping[Path, bytes],
        check: Callable[[], None],
    ) -> Placed:
        """Where tests of a file go, tried out.

        Args:
            sandbox: of the workspace.
            files: of the workspace.
            source: the file under test.
            out: the file that the user wants; None for none in particular.
            texts: unsaved documents that lie over the workspace.
            check: raises to cancel.

        Raises:
            ToolMissingError: there is nothing to run tests by.
            InputError: the code cannot be imported from any test, and why.
        """

    def statements(self, source: Source, reached: Reached) -> Reached:
        """What a run of tests told, in the lines and jumps that the recorder counts."""

    def regard(self, subject: Subject, recorded: Recorded) -> Regard:
        """How the outcome of a case is to be taken."""
