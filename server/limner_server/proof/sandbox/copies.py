"""Copying a workspace, for where no view can be laid over it.

What is large and seldom written (installed packages, the history) is not copied.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from limner_server.errors import InputError, SandboxError
from limner_server.proof.sandbox.view import CACHES, lay

_SHOWN: Final = frozenset({".git", ".hg", ".nox", ".tox", "node_modules"})
_MOST_FILES: Final = 20_000
_MOST_BYTES: Final = 256 * 2**20


class Copy:
    """One copy of a workspace, with files laid over it.

    Args:
        root: the workspace, resolved.
        place: where the copy is to be.
        files: contents by absolute, resolved path under the root.
        linked: whether what is not copied is linked, and links into the workspace lead into the
            copy: the copy stands for itself, and is not shown in the workspace's place.

    Attributes:
        place: where the copy is.
        shown: folders of the workspace that were not copied.

    Raises:
        InputError: a file lies in what is not copied.
        SandboxError: the workspace is too large to be copied.
    """

    def __init__(
        self, root: Path, place: Path, files: Mapping[Path, bytes], *, linked: bool
    ) -> None:
        self._root, self._linked = root, linked
        self.place = place
        self.shown = self._copy()
        for path in files:
            if any(path.is_relative_to(folder) for folder in self.shown):
                raise InputError(f"{path} is installed, not written here", "name a source file")
        lay(root, place, files)
        self._before = dict(self._signs())

    def changed(self, apart_from: Collection[Path]) -> bool:
        """Whether anything was written but caches; see `View.changed`."""
        now = dict(self._signs())
        known = {self.place / path.resolve().relative_to(self._root) for path in apart_from}
        return any(
            self._before.get(path) != now.get(path)
            for path in (self._before.keys() | now.keys()) - known
        )

    def _copy(self) -> list[Path]:
        """Copy the workspace; returns the folders that are shown instead."""
        shown = []
        files = size = 0
        for folder, folders, names in os.walk(self._root):
            here = self.place / Path(folder).relative_to(self._root)
            here.mkdir(exist_ok=True)
            for name in [*folders, *names]:
                path = Path(folder, name)
                mode = path.lstat().st_mode
                if stat.S_ISLNK(mode):
                    (here / name).symlink_to(self._moved(path.readlink()))
                elif stat.S_ISREG(mode):
                    shutil.copy2(path, here / name)
                    files, size = files + 1, size + path.stat().st_size
                elif _is_shown(path) and stat.S_ISDIR(mode):
                    shown.append(path)
                    self._show(path, here / name)
            if files > _MOST_FILES or size > _MOST_BYTES:
                message = "the workspace is too large to be copied, and no overlay can be mounted"
                raise SandboxError(message, "run: limner doctor")
            folders[:] = [name for name in folders if not _is_shown(Path(folder, name))]
        return shown

    def _moved(self, target: Path) -> Path:
        """Where a link points to in the copy: not back into the workspace itself."""
        if self._linked and target.is_relative_to(self._root):
            return self.place / target.relative_to(self._root)
        return target

    def _show(self, path: Path, place: Path) -> None:
        if self._linked:
            place.symlink_to(path)
        else:
            place.mkdir()

    def _signs(self) -> Iterator[tuple[Path, tuple[int, int, int]]]:
        """By what it is seen that a file was written (kind, size, time) or a folder made."""
        for folder, folders, names in os.walk(self.place):
            below = self._root / Path(folder).relative_to(self.place)
            folders[:] = [
                name for name in folders if name not in CACHES and not _is_shown(below / name)
            ]
            for name in folders:
                yield Path(folder, name), (stat.S_IFDIR, 0, 0)
            for name in names:
                if not name.endswith(".pyc"):
                    about = Path(folder, name).lstat()
                    yield Path(folder, name), (about.st_mode, about.st_size, about.st_mtime_ns)


def _is_shown(folder: Path) -> bool:
    return folder.name in _SHOWN or (folder / "pyvenv.cfg").is_file()
