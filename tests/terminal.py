"""A program in a terminal of its own: keys go in, and what stands on the screen can be read."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyte

COLUMNS, LINES = 120, 40
PATIENCE = 120.0
ENTER, ESCAPE = "\r", "\x1b"


class Screen(pyte.Screen):
    """A screen that leaves the questions of newer programs unanswered."""

    def report_device_status(self, mode: int, **private: bool) -> None:
        """Say where the cursor is, and nothing of a terminal's own kinds of status."""
        if not private:
            super().report_device_status(mode)


class Terminal:
    """A running program, and the screen that it draws."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._screen = Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def text(self) -> str:
        """What stands on the screen, line by line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def row(self) -> int:
        """The row of the cursor, from 0."""
        return self._screen.cursor.y

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each as what a terminal sends for it."""
        for key in keys:
            os.write(self._descriptor, key.encode())
            self._draw(0.1)

    def shows(self, holds: str | Callable[[], bool], patience: float) -> bool:
        """Whether a text comes to stand on the screen, or something to be so, in some seconds."""
        end = time.monotonic() + patience
        while not (holds in self.text if isinstance(holds, str) else holds()):
            if time.monotonic() > end:
                return False
            self._draw(0.1)
        return True

    def until(self, holds: str | Callable[[], bool], patience: float = PATIENCE) -> None:
        """Wait for a text on the screen, or until something is so."""
        assert self.shows(holds, patience), f"never came: {holds}\n{self.text}"

    def _draw(self, seconds: float) -> None:
        """Draw what the program sends, the first of it within so many seconds."""
        while select.select([self._descriptor], [], [], seconds)[0]:
            try:
                self._stream.feed(os.read(self._descriptor, 65536))
            except OSError:  # it has ended
                return
            seconds = 0


@contextmanager
def terminal(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Iterator[Terminal]:
    """A program in a terminal, until the block is left."""
    ours, its = pty.openpty()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    environment = {**environment, "TERM": "xterm-256color"}
    with subprocess.Popen(
        command,
        stdin=its,
        stdout=its,
        stderr=its,
        cwd=folder,
        env=environment,
        start_new_session=True,
    ) as process:
        os.close(its)
        try:
            yield Terminal(ours)
        finally:
            process.kill()
            os.close(ours)
