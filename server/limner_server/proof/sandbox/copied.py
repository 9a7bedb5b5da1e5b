"""A view of a workspace by copying it: slow, for where no overlay can be mounted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from limner_server.proof.sandbox.bubblewrap import Inside
from limner_server.proof.sandbox.copies import Copy
from limner_server.proof.sandbox.ran import Limits
from limner_server.proof.sandbox.scratch import ScratchView


class CopiedView(ScratchView):
    """One copy of a workspace, shown in its place; what is not copied is shown read-only.

    Args:
        inside: what is seen in the sandbox.
        files: contents by absolute, resolved path under the root.
        limits: of a command.

    Raises:
        SandboxError: the workspace is too large to be copied.
    """

    def __init__(self, inside: Inside, files: Mapping[Path, bytes], limits: Limits) -> None:
        super().__init__(inside, limits)
        try:
            self._copy = Copy(inside.root, self.scratch / "workspace", files, linked=False)
        except BaseException:
            self.close()
            raise

    def workspace(self) -> list[str]:
        """Bubblewrap's arguments that show the workspace."""
        line = ["--bind", str(self._copy.place), str(self.inside.root)]
        for path in self._copy.shown:
            line += ["--ro-bind", str(path), str(path)]
        return line

    def changed(self, pid: int, apart_from: Collection[Path]) -> bool:
        """Whether anything was written but caches; see `View.changed`."""
        del pid
        return self._copy.changed(apart_from)
