"""A process in bubblewrap: it tells its first process, and when that ends, the kernel ends all."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
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

    Raises:
        SandboxError: it could not be started.
    """

    def __init__(self, line: Sequence[str], environment: Mapping[str, str], own: int) -> None:
        self.own = own
        self._status, ours = os.pipe()
        given = _readable(seccomp_filter())
        numbers = {STATUS: str(ours), FILTER: str(given)}
        words = [numbers.get(word, word) for word in line]
        try:
            super().__init__(words, environment, Path("/"), (ours, given))
        except BaseException:
            os.close(self._status)
            raise
        finally:
            os.close(ours)
            os.close(given)
        self._told = b""
        self._handle = self._first_process()

    def was_set_up(self) -> bool:
        """See `Process.was_set_up`; bubblewrap tells an exit code only where there was a start."""
        while chunk := os.read(self._status, 4096):
            self._told += chunk
        return any("exit-code" in json.loads(line) for line in self._told.splitlines())

    def close(self) -> None:
        """End all of it; whoever reads its output closes that."""
        super().close()
        for number in (self._status, self._handle):
            if number is not None:
                os.close(number)

    def _end_all(self) -> None:
        if self._handle is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            select.select([self._handle], [], [], _PATIENCE)
            # Without its first process bubblewrap ends by itself.
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_PATIENCE)
        self._process.kill()

    def _first_process(self) -> int | None:
        """A handle on the sandbox's first process, once bubblewrap has started the command."""
        while b"\n" not in self._told and (chunk := os.read(self._status, 4096)):
            self._told += chunk
        for pid in children(self.pid):
            with suppress(ProcessLookupError):
                handle = os.pidfd_open(pid)
                self.first = pid
                return handle
        return None


def _readable(content: bytes) -> int:
    """An open file that `content`, less than a pipe holds, can be read from."""
    reader, writer = os.pipe()
    with os.fdopen(writer, "wb") as pipe:
        pipe.write(content)
    return reader
