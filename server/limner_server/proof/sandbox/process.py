"""A process in the sandbox with all that it starts: how it begins, and that all of it ends."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import time
import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, BinaryIO, Final

from limner_server.errors import SandboxError
from limner_server.proof.sandbox.usage import MARK, children, marked

# Linux ends what was to die with its parent when the *thread* that started it ends, so that all
# are started by one that lives as long as we do.
_STARTER: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sandbox")
# Seconds for killed processes to be gone; only a kernel in trouble takes longer.
_PATIENCE: Final = 10.0


class Process:
    """A running command and everything under it.

    Args:
        line: the whole command; where `told`, bubblewrap's, which is handed the number of a file
            descriptor for its status in place of the word `STATUS`.
        environment: all of it.
        told: whether bubblewrap tells its status.
        cwd: the working folder.

    Attributes:
        first: the number of the sandbox's first process.

    Raises:
        SandboxError: the process could not be started, or its sandbox could not be set up.
    """

    def __init__(
        self,
        line: Sequence[str],
        environment: Mapping[str, str],
        *,
        told: bool = True,
        cwd: Path = Path("/"),
    ) -> None:
        self._told = told
        self._mark = str(uuid.uuid4())
        self._status, ours = os.pipe()
        words = [str(ours) if word == STATUS else word for word in line]
        try:
            self._process: subprocess.Popen[bytes] = _STARTER.submit(
                subprocess.Popen,
                words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment if told else {**environment, MARK: self._mark},
                cwd=cwd,
                pass_fds=[ours] if told else (),
                start_new_session=True,
            ).result()
        except OSError as error:
            os.close(self._status)
            message = f"{words[0]} could not be started ({error.strerror})"
            raise SandboxError(message, "run: limner doctor") from error
        finally:
            os.close(ours)
        self._spoken = b""
        self.first = self.pid
        self._first = self._first_process() if told else None

    @property
    def own(self) -> int:
        """How many processes bubblewrap is, which it runs twice, beside the command."""
        return 4 if self._told else 0

    @property
    def stdin(self) -> BinaryIO:
        """What the command reads."""
        assert self._process.stdin is not None  # noqa: S101 - a pipe was asked for
        return self._process.stdin  # type: ignore[return-value]

    @property
    def stdout(self) -> BinaryIO:
        """What the command prints."""
        assert self._process.stdout is not None  # noqa: S101 - a pipe was asked for
        return self._process.stdout  # type: ignore[return-value]

    @property
    def stderr(self) -> BinaryIO:
        """What the command complains of."""
        assert self._process.stderr is not None  # noqa: S101 - a pipe was asked for
        return self._process.stderr  # type: ignore[return-value]

    @property
    def pid(self) -> int:
        """The number of the process that we started."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the command runs."""
        return self._process.poll() is None

    def end(self) -> int:
        """End all of it, wait until it is gone, and tell the exit code (see `Ran.exit_code`)."""
        if self._first is not None:
            _kill(self._first)
            select.select([self._first], [], [], _PATIENCE)
        elif not self._told:
            self._end_tree()
        try:
            # Without its first process bubblewrap ends by itself, and tells why.
            code = self._process.wait(_PATIENCE if self._first is not None else 0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        return code if code >= 0 else 128 - code

    def close(self) -> None:
        """End all of it; whoever reads its output closes that."""
        self.end()
        _close(self.stdin)
        for number in (self._status, self._first):
            if number is not None:
                os.close(number)

    def set_up(self) -> bool:
        """Whether the command itself was ever started; to be asked when it ended of its own."""
        if not self._told:
            return True
        while chunk := os.read(self._status, 4096):
            self._spoken += chunk
        return any("exit-code" in json.loads(line) for line in self._spoken.splitlines())

    def _first_process(self) -> int | None:
        """A handle on the first process of the sandbox: when that ends, the kernel ends all."""
        while b"\n" not in self._spoken and (chunk := os.read(self._status, 4096)):
            self._spoken += chunk
        for pid in children(self.pid):
            try:
                handle = os.pidfd_open(pid)
            except ProcessLookupError:
                continue
            self.first = pid
            return handle
        return None

    def _end_tree(self) -> None:
        """End a plain process, its group, and what left the group but kept the mark."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            self._process.kill()
        until = time.monotonic() + _PATIENCE
        while (left := marked(self._mark)) and time.monotonic() < until:
            for pid in left:
                _signal(pid)


# Stands in a command line for the file descriptor of bubblewrap's status.
STATUS: Final = "\0status"


def _kill(handle: int) -> None:
    try:
        signal.pidfd_send_signal(handle, signal.SIGKILL)
    except ProcessLookupError:
        return


def _signal(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        return
