"""A view of a workspace by bubblewrap's own overlay, which it can mount since version 0.11.

For where bubblewrap alone may open namespaces, and nothing that it starts may mount: so AppArmor
has it by default in Ubuntu since 25.04.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from limner_server.proof.sandbox.bubblewrap import Inside
from limner_server.proof.sandbox.ran import Limits
from limner_server.proof.sandbox.scratch import ScratchView
from limner_server.proof.sandbox.view import lay, was_written


class NativeView(ScratchView):
    """One view of a workspace, with files laid over it.

    Args:
        inside: what is seen in the sandbox.
        files: contents by absolute, resolved path under the root.
        limits: of a command.
    """

    def __init__(self, inside: Inside, files: Mapping[Path, bytes], limits: Limits) -> None:
        super().__init__(inside, limits)
        for name in ("files", "upper", "work"):
            (self.scratch / name).mkdir()
            shutil.copymode(inside.root, self.scratch / name)
        lay(inside.root, self.scratch / "files", files)

    def workspace(self) -> list[str]:
        """Bubblewrap's arguments that show the workspace."""
        root, scratch = str(self.inside.root), self.scratch
        lower = ["--overlay-src", root, "--overlay-src", str(scratch / "files")]
        return [*lower, "--overlay", str(scratch / "upper"), str(scratch / "work"), root]

    def changed(self, pid: int, apart_from: Collection[Path]) -> bool:
        """Whether anything was written but caches; see `View.changed`."""
        del pid
        return was_written(self.scratch / "upper", self.inside.root, apart_from)
