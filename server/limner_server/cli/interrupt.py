"""Ctrl-C ends a verb at once; where a library swallows it, at the verb's next step."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

# Set at the first Ctrl-C: what cancels the run of every verb.
INTERRUPT: Final = threading.Event()


@contextmanager
def interruptible() -> Iterator[None]:
    """Note each Ctrl-C of the block, and raise KeyboardInterrupt as Python does.

    OpenCV, for one, catches whatever is raised while it is imported.

    A KeyboardInterrupt that comes out of the `exec` of a text, by which dataclasses are made,
    leaves a mark in CPython, whoever catches it: in the end a `python -m` kills itself by SIGINT
    rather than exit with its code. The next text to be run wipes the mark.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are none of its business
        return
    INTERRUPT.clear()
    before = signal.signal(signal.SIGINT, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        exec("")  # noqa: S102  # a text that does nothing but that


def _interrupt(number: int, frame: FrameType | None) -> None:
    INTERRUPT.set()
    signal.default_int_handler(number, frame)
