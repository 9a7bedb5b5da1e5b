"""Waiting for a command to end, and seeing where it takes more than it may."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

from limner_server.proof.sandbox.drain import Drain
from limner_server.proof.sandbox.process import Process
from limner_server.proof.sandbox.ran import Ended, Limits
from limner_server.proof.sandbox.usage import usage

# Seconds between two looks at the clock and at a cancel, and between two at what is used.
_PAUSE: Final = 0.02
_LOOK: Final = 0.06
# Seconds for the end of the output; only a plain process that got away keeps it open.
_PATIENCE: Final = 1.0


class Attendant:
    """Reads what a process prints, and knows its limits.

    Args:
        process: that was just started.
        limits: that it has.
    """

    def __init__(self, process: Process, limits: Limits) -> None:
        self._process, self._limits = process, limits
        self._stirred = threading.Event()
        self.stdout = Drain(process.stdout, limits.output, self._stirred)
        self.stderr = Drain(process.stderr, limits.output, self._stirred)

    def wait(self, deadline: float, check: Callable[[], None]) -> Ended:
        """Wait until the process ends or is to be ended; by `time.perf_counter` at `deadline`."""
        look = 0.0
        while True:
            self._stirred.wait(_PAUSE)
            self._stirred.clear()
            check()
            if self.stdout.size + self.stderr.size > self._limits.output:
                return Ended.OUTPUT
            if not self._process.alive or (self.stdout.ended and self.stderr.ended):
                return Ended.ITSELF
            now = time.perf_counter()
            if now > deadline:
                return Ended.TIME
            if now > look:
                excess = over(self._process, self._limits)
                if excess is not None:
                    return excess
                look = now + _LOOK

    def join(self) -> None:
        """Read to the end what a process printed that is gone."""
        for drain in (self.stdout, self.stderr):
            drain.join(_PATIENCE)


def over(process: Process, limits: Limits) -> Ended | None:
    """What a process and those under it use too much of (Linux; elsewhere nobody looks)."""
    most = limits.processes + process.own
    used = usage(process.pid, most)
    if len(used.pids) > most:
        return Ended.PROCESSES
    if used.memory > limits.memory:
        return Ended.MEMORY
    return None
