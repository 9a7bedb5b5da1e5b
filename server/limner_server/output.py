"""Writing results: whole or not at all, so that a full disk costs nothing that was there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from limner_server.errors import OutputError


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write files, each in one step; folders are made as needed.

    Every content is on the disk before the first file is replaced: where there is no room for all,
    none is touched and nothing is left behind.

    Raises:
        OutputError: one cannot be written; the message names it and says why.
    """
    written: dict[Path, Path] = {}
    folders: list[Path] = []
    try:
        for path, content in files.items():
            if path.exists() and not path.is_file():
                _into(path, content)
            else:
                folders += _make_folders(path)
                written[path] = _beside(path, content)
        for path, temporary in written.items():
            _put(temporary, path)
    finally:
        for temporary in written.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        for folder in reversed(folders):
            with suppress(OSError):  # it holds what was written
                folder.rmdir()


def write_file(path: Path, content: bytes) -> None:
    """Write one file as `write_files` does."""
    write_files({path: content})


def _into(path: Path, content: bytes) -> None:
    """Straight into what is no file: a device or a pipe; a folder refuses by itself."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise _refused(path, error) from error


def _make_folders(path: Path) -> list[Path]:
    """Make the folders above the path, and return those that were not there."""
    missing = [folder for folder in reversed(path.parents) if not folder.exists()]
    try:
        for folder in missing:
            folder.mkdir(exist_ok=True)
    except OSError as error:
        raise _refused(path, error) from error
    return missing


def _beside(path: Path, content: bytes) -> Path:
    """The content in a temporary file of the same folder."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _refused(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _refused(path, error) from error
    return Path(name)


def _put(temporary: Path, path: Path) -> None:
    try:
        # mkstemp's files are private; a result is as readable as any other file of the user's.
        temporary.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise _refused(path, error) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refused(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot write {path} ({error.strerror or error})", "choose another place with room"
    )
