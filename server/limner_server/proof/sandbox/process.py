"""A process with all that it starts: how it begins, and that all of it ends."""

from __future__ import annotations

import shutil
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, cast

from limner_server.errors import SandboxError

# Linux ends what was to die with its parent when the *thread* that started it ends, so that what
# is to last is started by one that lives as long as we do.
_STARTER: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sandbox")


class Process(ABC):
    """A running command and everything under it.

    Args:
        line: the whole command.
        environment: all of it.
        cwd: the working folder.
        lasting: whether it may outlive the thread that starts it.
        disk: a folder of the disk that it may write to, where it has no file system of its own.
        pass_fds: open files that it has beside its three pipes.

    Attributes:
        stdin: what it reads.
        stdout: what it prints.
        stderr: what it complains of.
        pid: of the process that was started.
        own: how many processes are ours, not the command's.

    Raises:
        SandboxError: it could not be started.
    """

    own = 0

    def __init__(
        self,
        line: Sequence[str],
        environment: Mapping[str, str],
        cwd: Path,
        *,
        lasting: bool,
        disk: Path | None = None,
        pass_fds: Sequence[int] = (),
    ) -> None:
        self._disk, self._free = disk, _free(disk)
        start = partial(
            subprocess.Popen,
            line,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=cwd,
            pass_fds=pass_fds,
            start_new_session=True,
        )
        try:
            self._process = process = _STARTER.submit(start).result() if lasting else start()
        except OSError as error:
            message = f"{line[0]} could not be started ({error.strerror})"
            raise SandboxError(message, "run: limner doctor") from error
        self.stdin, self.stdout = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)
        self.stderr = cast("BinaryIO", process.stderr)
        self.pid = process.pid

    @property
    def alive(self) -> bool:
        """Whether the command runs."""
        return self._process.poll() is None

    @property
    def written(self) -> int:
        """Bytes by which its disk is fuller than when it was started; others may write too."""
        return self._free - _free(self._disk)

    def end(self) -> int:
        """End all of it, wait until it is gone, and tell the exit code (see `Ran.exit_code`)."""
        self._end_all()
        code = self._process.wait()
        return code if code >= 0 else 128 - code

    def close(self) -> None:
        """End all of it and close the pipes, which nobody may be using."""
        self.end()
        for pipe in (self.stdin, self.stdout, self.stderr):
            # It may be gone with words unread that were written to it.
            with suppress(BrokenPipeError):
                pipe.close()

    @abstractmethod
    def was_set_up(self) -> bool:
        """Whether the command itself was ever started; to be asked when it ended of its own."""

    @abstractmethod
    def _end_all(self) -> None:
        """End everything, the process that was started too."""


def _free(disk: Path | None) -> int:
    return shutil.disk_usage(disk).free if disk is not None else 0
