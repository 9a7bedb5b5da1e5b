"""A process that stays in the sandbox and is talked to: a warm interpreter, a warm runner."""

from __future__ import annotations

import logging
import os
import selectors
import threading
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final, Self

from limner_server.proof.sandbox.attend import over
from limner_server.proof.sandbox.process import Process
from limner_server.proof.sandbox.ran import Limits
from limner_server.proof.sandbox.view import View

log = logging.getLogger(__name__)

# Seconds between two looks at what it uses.
_PAUSE: Final = 0.1
# Bytes of complaints to keep.
_TAIL: Final = 4096


class Session:
    """A running command with a view of its own, which lives as long as the command.

    Attributes:
        stdin: what the command reads; flush it.
        stdout: what the command prints; its end means that the command is gone.
    """

    def __init__(self, process: Process, view: View, limits: Limits) -> None:
        self.stdin: BinaryIO = process.stdin
        self.stdout: BinaryIO = process.stdout
        self._process, self._view, self._limits = process, view, limits
        self._closed = threading.Event()
        self._watch = threading.Thread(target=self._keep_watch, name="watch", daemon=True)
        self._watch.start()

    @property
    def alive(self) -> bool:
        """Whether the command runs."""
        return not self._closed.is_set() and self._process.alive

    def changed(self, apart_from: Collection[Path] = ()) -> bool:
        """Whether something in the view was written apart from caches, or nobody can say.

        Args:
            apart_from: absolute paths of files that may have been.
        """
        return not self.alive or self._view.changed(self._process.pid, apart_from)

    def close(self) -> None:
        """End the command with all that it started, and forget what it wrote."""
        if self._closed.is_set():
            return
        self._closed.set()
        self._process.end()
        self._watch.join()
        self._process.close()
        self._view.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _keep_watch(self) -> None:
        """End it where it takes more than it may; its last complaints go to the log."""
        stderr = self._process.stderr.fileno()
        os.set_blocking(stderr, False)
        complaints = bytearray()
        look = 0.0
        with selectors.DefaultSelector() as pipes:
            pipes.register(stderr, selectors.EVENT_READ)
            while not self._closed.is_set() and self._process.alive:
                if pipes.select(_PAUSE):
                    chunk = _read(stderr)
                    if not chunk:
                        pipes.unregister(stderr)
                    complaints += chunk
                    del complaints[:-_TAIL]
                now = time.monotonic()
                if now > look:
                    look = now + _PAUSE
                    excess = over(self._process, self._limits)
                    if excess is not None:
                        complaints += f"(too much {excess})".encode()
                        self._process.end()
        if not self._closed.is_set():
            complaints += _read(stderr)
            log.info("ended by itself: %s", complaints.decode("utf-8", errors="replace"))


def _read(number: int) -> bytes:
    """What can be read at once."""
    with suppress(BlockingIOError):
        return os.read(number, _TAIL)
    return b""
