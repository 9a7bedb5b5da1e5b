"""What the search for cases asks of whatever runs them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from limner_server.proof.recorder.case import Case, Recorded


class Recorder(Protocol):
    """Runs cases against one file of the workspace, in the sandbox; kept warm.

    Attributes:
        branches: all arcs that the file could take where a line has more than one, by its line:
            what branch coverage is counted against; empty where that cannot be told.
        statements: the lines that can be run.
    """

    @property
    def branches(self) -> dict[int, frozenset[int]]: ...

    @property
    def statements(self) -> frozenset[int]: ...

    def record(
        self,
        cases: Sequence[Case],
        *,
        text: str | None = None,
        check: Callable[[], None],
    ) -> list[Recorded]:
        """Run each case by itself: none sees what another left behind.

        Args:
            cases: to be run.
            text: what the file says instead, as of a mutant; None for what it says.
            check: raises to cancel.

        Raises:
            SandboxError: nothing could be run.
            InputError: the file does not load, and its error.
        """

    def confirm(self, recorded: Sequence[Recorded], *, check: Callable[[], None]) -> list[Recorded]:
        """The same, with `stable` told by running each again in another process.

        Args:
            recorded: with what the file says, not with another text.
            check: raises to cancel.

        Raises:
            SandboxError: nothing could be run.
            InputError: the file does not load there, and its error.
        """
