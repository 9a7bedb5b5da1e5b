"""Attending to a process: it is read and written as it likes, and seen where it takes too much."""

from __future__ import annotations

import os
import selectors
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final, Self

from limner_server.proof.sandbox.process import Process
from limner_server.proof.sandbox.ran import SPACE, Ended, Limits
from limner_server.proof.sandbox.usage import proportional, usage

# Seconds between two looks at the clock and at a cancel, and between two at what is used.
_PAUSE: Final = 0.02
_LOOK: Final = 0.06
# Seconds for the end of the output; only a plain process that got away keeps it open.
_PATIENCE: Final = 1.0
_CHUNK: Final = 65536
_END: Final = object()


class Attendant:
    """Feeds a process, and keeps what it prints; a context manager.

    Args:
        process: that was just started.
        limits: that it has.
        stdin: what it is given to read.

    Attributes:
        stdout: what it printed, up to the limit.
        stderr: what it complained of, up to the limit.
    """

    def __init__(self, process: Process, limits: Limits, stdin: bytes = b"") -> None:
        self._process, self._limits = process, limits
        self._given = memoryview(stdin)
        self.stdout, self.stderr = bytearray(), bytearray()
        self._pipes = selectors.DefaultSelector()
        for pipe, kept in ((process.stdout, self.stdout), (process.stderr, self.stderr)):
            os.set_blocking(pipe.fileno(), False)
            self._pipes.register(pipe, selectors.EVENT_READ, kept)
        if stdin:
            os.set_blocking(process.stdin.fileno(), False)
            self._pipes.register(process.stdin, selectors.EVENT_WRITE)
        else:
            process.stdin.close()
        # Wakes us when the process ends, which may be long after it closed its output.
        self._end = os.pidfd_open(process.pid) if sys.platform == "linux" else None
        if self._end is not None:
            self._pipes.register(self._end, selectors.EVENT_READ, _END)

    def wait(self, deadline: float, check: Callable[[], None]) -> Ended:
        """Wait until the process ended or is to be ended, at the latest at `deadline`.

        Args:
            deadline: by `time.perf_counter`.
            check: raises where the wait is to end.
        """
        look = 0.0
        while self._process.alive:
            self._serve(_PAUSE)
            check()
            if len(self.stdout) + len(self.stderr) > self._limits.output:
                return Ended.OUTPUT
            now = time.perf_counter()
            if now > deadline:
                return Ended.TIME
            if now > look:
                excess = over(self._process, self._limits)
                if excess is not None:
                    return excess
                look = now + _LOOK
        return Ended.ITSELF

    def rest(self) -> None:
        """Read the rest of what a process printed that is gone; up to the limit."""
        if self._end is not None:
            self._pipes.unregister(self._end)
        until = time.perf_counter() + _PATIENCE
        while any(key.data is not None for key in self._pipes.get_map().values()):
            if len(self.stdout) + len(self.stderr) > self._limits.output:
                break
            if time.perf_counter() > until:
                break
            self._serve(_PAUSE)
        del self.stdout[self._limits.output :]
        del self.stderr[self._limits.output :]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pipes.close()
        if self._end is not None:
            os.close(self._end)

    def _serve(self, seconds: float) -> None:
        """Read and write what can be at once, or wait for that."""
        for key, _ in self._pipes.select(seconds):
            if key.data is None:
                self._write()
            elif key.data is not _END and (chunk := os.read(key.fd, _CHUNK)):
                key.data.extend(chunk)
            elif key.data is not _END:
                self._pipes.unregister(key.fileobj)

    def _write(self) -> None:
        with suppress(BlockingIOError):
            try:
                self._given = self._given[os.write(self._process.stdin.fileno(), self._given) :]
            except BrokenPipeError:
                self._given = self._given[:0]
        if not self._given:
            self._pipes.unregister(self._process.stdin)
            self._process.stdin.close()


def over(process: Process, limits: Limits) -> Ended | None:
    """What a process and those under it use too much of; but for the disk, on Linux alone."""
    if process.written > SPACE:
        return Ended.SPACE
    most = limits.processes + process.own
    used = usage(process.pid, most)
    if len(used.pids) > most:
        return Ended.PROCESSES
    # Forks share most of their memory, so that the quick count may be far too high.
    if used.memory > limits.memory and proportional(used.pids) > limits.memory:
        return Ended.MEMORY
    return None
