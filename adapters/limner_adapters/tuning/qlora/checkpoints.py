"""States of a run on disk: each is there whole or not at all, whenever the process is killed."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from limner_server.errors import OutputError

# What the libraries that write for us say of a full disk, where they do not raise an OSError.
_FULL = ("No space left on device", "file write failed", "unexpected pos", "File too large")


class Checkpoints:
    """The states of one run, `FOLDER/STEP/`; only the newest is kept."""

    def __init__(self, folder: Path) -> None:
        """Keep `folder`, which need not exist."""
        self._folder = folder
        self.draft = folder / "draft"

    def newest(self) -> Path | None:
        """The folder of the newest state."""
        states = [path for path in self._folder.glob("*") if path.name.isdecimal()]
        return max(states, key=lambda path: int(path.name), default=None)

    def keep(self, draft: Path, step: int) -> Path:
        """Make `draft`, a folder that was written in `self.draft`, the newest state."""
        sync(draft)
        target = self._folder / str(step)
        # The state of a step is always the same: one that is there already is as good.
        if not target.exists():
            draft.replace(target)
            _sync_one(self._folder)
        for path in self._folder.glob("*"):
            if path != target:
                shutil.rmtree(path, ignore_errors=True)
        return target


def replace_folder(draft: Path, target: Path) -> None:
    """Put the folder `draft` in the place of `target`.

    Folders cannot be exchanged in one step everywhere: for a moment there is none.
    """
    sync(draft)
    shutil.rmtree(target, ignore_errors=True)
    draft.replace(target)
    _sync_one(target.parent)


def sync(folder: Path) -> None:
    """Have all files of a folder on the disk before anything is said about them."""
    for path in [*folder.rglob("*"), folder]:
        _sync_one(path)


def _sync_one(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders
    handle = os.open(path, os.O_RDONLY)
    try:
        # Some file systems have no such call for folders.
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def writing(what: str, draft: Path) -> Iterator[None]:
    """Say in one line that `what` cannot be written, whichever library found out.

    Args:
        what: for the user.
        draft: where it is written; what is there of it is removed then, to give its room back.

    Raises:
        OutputError: it cannot.
    """
    try:
        yield
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise _unwritten(what, draft, error.strerror or str(error), error.errno) from error
    # torch and safetensors write by themselves, and have errors of their own.
    except Exception as error:
        if not any(sign in str(error) for sign in _FULL):
            raise
        shutil.rmtree(draft, ignore_errors=True)
        raise _unwritten(what, draft, "No space left on device", errno.ENOSPC) from error


def _unwritten(what: str, draft: Path, why: str, number: int | None) -> OutputError:
    remedy = "make room" if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else "mend that"
    return OutputError(
        f"cannot write {what} to {draft.parent} ({why})", f"{remedy} and start it again: it goes on"
    )
