"""What a view of a workspace is: the workspace to a command, and private to it."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final, Protocol

from limner_server.errors import InputError, SandboxError
from limner_server.proof.sandbox.process import Process

# Folders that tools write into wherever they run, and that change no result.
CACHES: Final = frozenset(
    {"__pycache__", ".cache", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".vite"}
)


class View(Protocol):
    """A view of a workspace that one command or session has, with files laid over it."""

    def start(
        self, command: list[str], environment: Mapping[str, str], *, lasting: bool
    ) -> Process:
        """Start a command in the view.

        Args:
            command: a program and its arguments.
            environment: variables that every command has.
            lasting: whether it may outlive the thread that starts it.

        Raises:
            SandboxError: it could not be started.
        """

    def changed(self, pid: int, apart_from: Collection[Path]) -> bool:
        """Whether anything was written but caches.

        Args:
            pid: of the process that was started, which must be alive.
            apart_from: absolute paths of files that may have been written.
        """

    def close(self) -> None:
        """Forget it."""


def was_written(upper: Path, root: Path, apart_from: Collection[Path]) -> bool:
    """Whether the upper folder of an overlay over `root` has anything but caches."""
    known = {path.resolve() for path in apart_from}
    for folder, folders, names in os.walk(upper):
        folders[:] = [name for name in folders if name not in CACHES]
        below = root / Path(folder).relative_to(upper)
        if any(not name.endswith(".pyc") and below / name not in known for name in names):
            return True
        if any(not (below / name).is_dir() for name in folders):
            return True
    return False


def under(root: Path, path: Path) -> Path:
    """A file's own path, links followed.

    Raises:
        InputError: it lies outside the workspace.
    """
    resolved = path.resolve()
    if not resolved.is_relative_to(root):
        raise InputError(f"{path} lies outside the workspace", "name a file of the workspace")
    return resolved


class Scratch:
    """A new private folder that does not lie in the workspace, removed at the latest when we end.

    Args:
        root: the workspace, resolved.

    Attributes:
        path: of the folder.

    Raises:
        SandboxError: there is no place for it.
    """

    def __init__(self, root: Path) -> None:
        self.path = _new_folder(root)
        self.close = weakref.finalize(self, _remove, self.path)


def _new_folder(root: Path) -> Path:
    for folder in (tempfile.gettempdir(), "/var/tmp", "/dev/shm"):  # noqa: S108 - mkdtemp in them
        path = Path(folder).resolve()
        if path.is_dir() and not path.is_relative_to(root):
            return Path(tempfile.mkdtemp(prefix="limner-", dir=path))
    raise SandboxError("there is no temporary folder outside the workspace", "set TMPDIR to one")


def _remove(folder: Path) -> None:
    """Remove a folder, and what nobody may read in it: tests leave such."""
    for parent, folders, _ in os.walk(folder):
        for path in (Path(parent, name) for name in folders):
            if not path.is_symlink():
                path.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)


def lay(root: Path, over: Path, files: Mapping[Path, bytes]) -> None:
    """Write files into `over`, which is or will come to lie over `root`, as if they stood there."""
    for path, content in files.items():
        target = over / path.relative_to(root)
        for folder in reversed(target.relative_to(over).parents):
            if (over / folder).is_dir():
                continue
            (over / folder).mkdir()
            if (root / folder).is_dir():
                shutil.copymode(root / folder, over / folder)
        target.write_bytes(content)
        if path.exists():
            shutil.copymode(path, target)
            _make_newer(target, path.stat().st_mtime)


def _make_newer(target: Path, before: float) -> None:
    """Let whole seconds differ: by those (and the size) Python knows that bytecode is stale."""
    if int(target.stat().st_mtime) <= int(before):
        os.utime(target, (before + 1, before + 1))
