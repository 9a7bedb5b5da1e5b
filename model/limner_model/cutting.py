"""How a request is given up that waits for an engine: its connection is cut."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

# How long a cancel may go unnoticed, in seconds.
_CANCEL_LATENCY: Final = 0.01


@dataclass(eq=False, slots=True)
class Watched:
    """A request under way.

    Attributes:
        cancelled: set to give it up.
        cut: wakes whoever waits for the engine; may be called more than once.
        until: when it is given up unasked, on the monotonic clock; None for never.
    """

    cancelled: threading.Event
    cut: Callable[[], None]
    until: float | None = None

    @property
    def is_over(self) -> bool:
        """Whether nobody waits for it any more."""
        late = self.until is not None and time.monotonic() > self.until
        return late or self.cancelled.is_set()


@contextlib.contextmanager
def watch(request: Watched) -> Iterator[None]:
    """Cut `request` as soon as it is over while the block runs.

    A thread that waits for data cannot look at an event, and closing its socket does not wake it:
    another must shut the socket down. One watches over all requests of the process, and there is
    none while there are no requests.
    """
    _WATCH.add(request)
    try:
        yield
    finally:
        _WATCH.remove(request)


class _Watch:
    """The thread that looks at all requests under way."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._requests: set[Watched] = set()
        self._thread: threading.Thread | None = None

    def add(self, request: Watched) -> None:
        with self._changed:
            self._requests.add(request)
            if self._thread is None:
                self._thread = threading.Thread(target=self._look, name="cancel", daemon=True)
                self._thread.start()

    def remove(self, request: Watched) -> None:
        with self._changed:
            self._requests.discard(request)
            if self._requests:
                return
            thread, self._thread = self._thread, None
            self._changed.notify_all()
        if thread is not None:
            thread.join()

    def _look(self) -> None:
        with self._changed:
            # Another may have begun when this one was told to end.
            while self._thread is threading.current_thread():
                # Again and again: the connection may be made after the cancel.
                for request in self._requests:
                    if request.is_over:
                        request.cut()
                self._changed.wait(_CANCEL_LATENCY)


_WATCH: Final = _Watch()
