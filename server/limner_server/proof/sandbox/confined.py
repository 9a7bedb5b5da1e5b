"""A process in bubblewrap: when its first child ends, the kernel ends all."""

from __future__ import annotations

import json
import os
import select
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from limner_server.proof.sandbox.process import Process
from limner_server.proof.sandbox.seccomp import seccomp_filter
from limner_server.proof.sandbox.usage import children

# Stand in a command line for the numbers of open files: where bubblewrap writes its status, and
# where it reads the filter of system calls.
STATUS: Final = "\0status"
FILTER: Final = "\0filter"
# Seconds for killed processes to be gone; only a kernel in trouble takes longer.
_PATIENCE: Final = 10.0


class Confined(Process):
    """A command that bubblewrap runs.

    Args:
        line: with the words `STATUS` and `FILTER`.
        environment: all of it.
        own: how many processes bubblewrap is.
        lasting: whether it may outlive the thread that starts it.
        disk: a folder of the disk that it may write to, where it has no file system of its own.

    Raises:
        SandboxError: it could not be started.
    """

    def __init__(
        self,
        line: Sequence[str],
        environment: Mapping[str, str],
        *,
        own: int,
        lasting: bool,
        disk: Path | None = None,
    ) -> None:
        self.own = own
        self._status, ours = os.pipe()
        given = _readable(seccomp_filter())
        numbers = {STATUS: str(ours), FILTER: str(given)}
        words = [numbers.get(word, word) for word in line]
        try:
            super().__init__(
                words, environment, Path("/"), lasting=lasting, disk=disk, pass_fds=(ours, given)
            )
        except BaseException:
            os.close(self._status)
            raise
        finally:
            os.close(ours)
            os.close(given)

    def was_set_up(self) -> bool:
        """See `Process.was_set_up`; bubblewrap tells an exit code only where there was a start."""
        told = b""
        while chunk := os.read(self._status, 4096):
            told += chunk
        return any("exit-code" in json.loads(line) for line in told.splitlines())

    def close(self) -> None:
        """End all of it and close the pipes, which nobody may be using."""
        super().close()
        os.close(self._status)

    def _end_all(self) -> None:
        if not self.alive:
            return
        # So that it starts no further child while we look.
        self._process.send_signal(signal.SIGSTOP)
        for pid in children(self.pid):
            with suppress(ProcessLookupError):
                _end(os.pidfd_open(pid))
        self._process.kill()


def _end(handle: int) -> None:
    """End a process and wait until it is gone, and as the first of its kind, all with it."""
    try:
        signal.pidfd_send_signal(handle, signal.SIGKILL)
        select.select([handle], [], [], _PATIENCE)
    finally:
        os.close(handle)


def _readable(content: bytes) -> int:
    """An open file that `content`, less than a pipe holds, can be read from."""
    reader, writer = os.pipe()
    with os.fdopen(writer, "wb") as pipe:
        pipe.write(content)
    return reader
