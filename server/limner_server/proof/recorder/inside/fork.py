"""A fork of this process that says things one after another."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

from .frames import read_frame, write_frame  # type: ignore[import-not-found]  # of the runner

# Says that a fork has ended by itself, at the end of a chunk or earlier.
STOP = "stop"


class Fork:
    """A task in a fork of this process; what it says counts only behind a token.

    Args:
        task: called in the fork with what sends a message.
        private: descriptors that are none of its business.
        seconds: between two messages.

    Attributes:
        inlet: becomes readable when there is something to hear.
        is_over: whether nothing is left of it.
        timed_out: whether it said nothing for too long.
        has_stopped: whether it came to its end.
        places: what it is still to tell of.
        folder: that it works in.
    """

    def __init__(
        self, task: Callable[[Any], None], private: tuple[int, ...], seconds: float
    ) -> None:
        self.is_over = self.timed_out = self.has_stopped = False
        self.places: list[int] = []
        self.folder = ""
        self._seconds = seconds
        self._deadline = time.monotonic() + seconds
        self._token = os.urandom(8).hex()
        self.inlet, outlet = os.pipe()
        self._child = os.fork()
        if not self._child:
            try:
                os.setsid()
                for descriptor in (self.inlet, *private):
                    os.close(descriptor)
                task(lambda said: write_frame(outlet, [self._token, said]))
                write_frame(outlet, [self._token, STOP])
            finally:
                os._exit(0)
        os.close(outlet)

    def heard(self) -> Iterator[Any]:
        """What it has said since; ends it where it will say no more."""
        while not self.is_over and select.select([self.inlet], [], [], 0)[0]:
            said = None
            with contextlib.suppress(ValueError):
                said = read_frame(self.inlet)
            if not isinstance(said, list) or said[0] != self._token:
                self._end()
            elif said[1] == STOP:
                self.has_stopped = True
                self._end()
            else:
                self._deadline = time.monotonic() + self._seconds
                yield said[1]
        if not self.is_over and time.monotonic() > self._deadline:
            self.timed_out = True
            self._end()

    def _end(self) -> None:
        # The group outlives its leader where processes were left behind.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._child, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
        os.close(self.inlet)
        self.is_over = True
