"""A view of a workspace by copying it: slow, for where no overlay can be mounted.

What is large and seldom written (installed packages, the history) is not copied: it is shown as it
is, in the sandbox read-only.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from limner_server.errors import SandboxError
from limner_server.proof.sandbox.bubblewrap import Inside, inner_line
from limner_server.proof.sandbox.confined import Confined
from limner_server.proof.sandbox.limited import limited, most_tasks
from limner_server.proof.sandbox.process import Process
from limner_server.proof.sandbox.ran import Limits
from limner_server.proof.sandbox.view import CACHES, lay, scratch_folder

_SHOWN: Final = frozenset({".git", ".hg", ".tox", ".nox", ".venv", "env", "node_modules", "venv"})
_MOST_FILES: Final = 20_000
_MOST_BYTES: Final = 256 * 2**20


class CopiedView:
    """One copy of a workspace, with files laid over it.

    Args:
        root: the workspace, resolved.
        files: contents by absolute, resolved path under the root.
        limits: of a command.
        inside: what is seen in the sandbox; None where there is none.

    Attributes:
        workspace: the copy.

    Raises:
        SandboxError: the workspace is too large to be copied.
    """

    def __init__(
        self,
        root: Path,
        files: Mapping[Path, bytes],
        limits: Limits,
        inside: Inside | None = None,
    ) -> None:
        self._root, self._limits, self._inside = root, limits, inside
        self._scratch = scratch_folder(root)
        self.workspace = self._scratch / "workspace"
        for name in ("home", "tmp", "shm"):
            (self._scratch / name).mkdir()
        try:
            self._shown = self._copy()
            lay(root, self.workspace, files)
            self._before = dict(self._signs())
        except BaseException:
            self.close()
            raise

    @property
    def tmp(self) -> Path:
        """A private folder for what is temporary."""
        return self._scratch / "tmp"

    def start(
        self, command: list[str], environment: Mapping[str, str], *, lasting: bool
    ) -> Process:
        """Start a command over the copy; see `View.start`."""
        if self._inside is None:
            raise SandboxError("there is no sandbox to start in", "run: limner doctor")
        private = {
            Path("/dev/shm"): self._scratch / "shm",  # noqa: S108 - that of the sandbox
            Path("/tmp"): self.tmp,  # noqa: S108
            self._inside.home: self._scratch / "home",
            self._root: self.workspace,
        }
        bubblewrap = inner_line(self._inside, private, self._shown, "--unshare-ipc")
        confined = limited(self._limits, command, most_tasks(self._limits))
        return Confined([*bubblewrap, *confined], environment, own=2, lasting=lasting)

    def changed(self, pid: int, apart_from: Collection[Path]) -> bool:
        """Whether anything was written but caches; see `View.changed`."""
        del pid
        now = dict(self._signs())
        known = {self.workspace / path.resolve().relative_to(self._root) for path in apart_from}
        return any(
            self._before.get(path) != now.get(path)
            for path in (self._before.keys() | now.keys()) - known
        )

    def close(self) -> None:
        """Remove the copy."""
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _copy(self) -> list[Path]:
        """Copy the workspace; returns the folders that are shown instead."""
        shown = []
        files = size = 0
        for folder, folders, names in os.walk(self._root):
            here = self.workspace / Path(folder).relative_to(self._root)
            here.mkdir(exist_ok=True)
            for name in [*folders, *names]:
                path = Path(folder, name)
                mode = path.lstat().st_mode
                if stat.S_ISLNK(mode):
                    (here / name).symlink_to(self._moved(path.readlink()))
                elif stat.S_ISREG(mode):
                    shutil.copy2(path, here / name)
                    files, size = files + 1, size + path.stat().st_size
                elif name in _SHOWN and stat.S_ISDIR(mode):
                    shown.append(path)
                    self._show(path, here / name)
            if files > _MOST_FILES or size > _MOST_BYTES:
                message = "the workspace is too large to be copied, and no overlay can be mounted"
                raise SandboxError(message, "run: limner doctor")
            folders[:] = [name for name in folders if name not in _SHOWN]
        return shown

    def _moved(self, target: Path) -> Path:
        """Where a link points to in the copy: not back into the workspace itself."""
        if self._inside is None and target.is_relative_to(self._root):
            return self.workspace / target.relative_to(self._root)
        return target

    def _show(self, path: Path, place: Path) -> None:
        if self._inside is None:
            place.symlink_to(path)
        else:
            place.mkdir()

    def _signs(self) -> Iterator[tuple[Path, tuple[int, int, int]]]:
        """By what it is seen of each file that it was written: kind, size and time."""
        for folder, folders, names in os.walk(self.workspace):
            folders[:] = [name for name in folders if name not in CACHES | _SHOWN]
            for name in names:
                if not name.endswith(".pyc"):
                    about = Path(folder, name).lstat()
                    yield Path(folder, name), (about.st_mode, about.st_size, about.st_mtime_ns)
