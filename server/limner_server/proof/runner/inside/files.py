"""The files of the view that differ from the workspace."""

from __future__ import annotations

import glob
import os


class Files:
    """Lays the files of one candidate after another over the workspace, in the sandbox's view."""

    def __init__(self) -> None:
        self._before: dict[str, bytes | None] = {}
        self._now: dict[str, bytes] = {}

    def become(self, files: dict[str, bytes]) -> None:
        """Let these differ, and no other."""
        for path in set(self._now) - set(files):
            before = self._before[path]
            if before is None:
                os.unlink(path)
            else:
                _write(path, before)
        for path, content in files.items():
            if self._now.get(path) != content:
                if path not in self._before:
                    self._before[path] = _read(path)
                _write(path, content)
        self._now = files


def _forget_compiled(path: str) -> None:
    """Bytecode is known by time and size, which two candidates may share."""
    folder, name = os.path.split(path)
    stem = glob.escape(os.path.splitext(name)[0])
    for compiled in glob.glob(os.path.join(glob.escape(folder), "__pycache__", stem + ".*.pyc")):
        os.unlink(compiled)


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _write(path: str, content: bytes) -> None:
    _forget_compiled(path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
