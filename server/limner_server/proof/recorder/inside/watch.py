"""What a case runs of the file under test."""

from __future__ import annotations

import sys
import threading
from types import FrameType
from typing import Any

from .jumps import OUTSIDE, WITHIN, Jumps  # type: ignore[import-not-found]  # of the runner


class Watch:
    """Traces one file.

    Args:
        path: of the file, as its code objects have it.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self.lines: set[int] = set()
        self.arcs: set[tuple[int, int]] = set()
        self.is_on = False

    def start(self) -> None:
        """Trace from now on, in every thread."""
        self.is_on = True
        threading.settrace(self._trace)
        sys.settrace(self._trace)

    def stop(self) -> None:
        """Trace no longer."""
        sys.settrace(None)
        threading.settrace(None)
        self.is_on = False

    def _trace(self, frame: FrameType, event: str, argument: object) -> Any:
        del event, argument
        code = frame.f_code
        if code.co_filename != self._path:
            return None
        arcs = set() if code.co_name in WITHIN else self.arcs
        lines, jumps = self.lines, Jumps(frame, raises=True)

        def local(frame: FrameType, event: str, argument: object) -> Any:
            del argument
            jump = jumps.step(frame, event)
            if jump is not None:
                arcs.add(jump)
                if jump[1] != OUTSIDE:
                    lines.add(jump[1])
            return local

        return local
