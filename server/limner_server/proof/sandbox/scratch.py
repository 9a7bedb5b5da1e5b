"""What views have in common whose private folders lie on the disk."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from limner_server.proof.sandbox.bubblewrap import Inside, inner_line
from limner_server.proof.sandbox.confined import Confined
from limner_server.proof.sandbox.limited import limited, most_tasks
from limner_server.proof.sandbox.process import Process
from limner_server.proof.sandbox.ran import Limits
from limner_server.proof.sandbox.view import Scratch

# bubblewrap and its first process.
_OWN: Final = 2


class ScratchView(ABC):
    """A view that bubblewrap makes alone; what is written goes to a folder on the disk.

    Args:
        inside: what is seen in the sandbox.
        limits: of a command.

    Attributes:
        inside: what is seen in the sandbox.
        scratch: the folder.
    """

    def __init__(self, inside: Inside, limits: Limits) -> None:
        self.inside, self._limits = inside, limits
        self._scratch = Scratch(inside.root)
        self.scratch = self._scratch.path
        for name in ("home", "tmp", "shm"):
            (self.scratch / name).mkdir()

    @abstractmethod
    def workspace(self) -> list[str]:
        """Bubblewrap's arguments that show the workspace."""

    def start(
        self, command: list[str], environment: Mapping[str, str], *, lasting: bool
    ) -> Process:
        """Start a command in the view; see `View.start`."""
        private = {
            Path("/dev/shm"): self.scratch / "shm",  # noqa: S108 - that of the sandbox
            Path("/tmp"): self.scratch / "tmp",  # noqa: S108
            self.inside.home: self.scratch / "home",
        }
        bubblewrap = inner_line(self.inside, private, self.workspace(), "--unshare-ipc")
        confined = limited(self._limits, command, most_tasks(self._limits))
        line = [*bubblewrap, *confined]
        return Confined(line, environment, own=_OWN, lasting=lasting, disk=self.scratch)

    def close(self) -> None:
        """Remove what was written."""
        self._scratch.close()
