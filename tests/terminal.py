"""A program in a terminal of its own: keys go in, and what stands on the screen can be read."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyte

COLUMNS, LINES = 120, 40
PATIENCE = 60.0


class Screen(pyte.Screen):
    """A screen that leaves the questions of newer programs unanswered."""

    def report_device_status(self, mode: int, **private: bool) -> None:
        """Say where the cursor is, and nothing of a terminal's own kinds of status."""
        if not private:
            super().report_device_status(mode)


class Terminal:
    """A running program, and the screen that it draws."""

    def __init__(self, process: int, terminal: int) -> None:
        self._process = process
        self._terminal = terminal
        self._screen = Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def text(self) -> str:
        """What stands on the screen, line by line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each as the bytes that a terminal sends for it."""
        for key in keys:
            os.write(self._terminal, key.encode())
            self._draw(0.1)

    def until(self, holds: str | Callable[[], bool], patience: float = PATIENCE) -> None:
        """Wait for a text on the screen, or until something is so."""
        end = time.monotonic() + patience
        while not (holds in self.text if isinstance(holds, str) else holds()):
            assert time.monotonic() < end, f"never came: {holds}\n{self.text}"
            self._draw(0.1)

    def close(self) -> None:
        """End the program."""
        os.kill(self._process, signal.SIGTERM)
        os.close(self._terminal)
        os.waitpid(self._process, 0)

    def _draw(self, seconds: float) -> None:
        while select.select([self._terminal], [], [], seconds)[0]:
            self._stream.feed(os.read(self._terminal, 65536))
            seconds = 0


@contextmanager
def terminal(
    command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]
) -> Iterator[Terminal]:
    """A program in a terminal, until the block is left."""
    process, descriptor = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.execvpe(command[0], [str(part) for part in command], dict(environment))
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    running = Terminal(process, descriptor)
    try:
        yield running
    finally:
        running.close()
