"""The pipes of a warm process: frames go there and come back, and nobody waits for a full pipe."""

from __future__ import annotations

import os
import selectors
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from limner_server.proof.sandbox.session import Session

# How often a wait looks whether it was cancelled, in seconds.
_LOOK: Final = 0.05
_CHUNK: Final = 2**16
# No answer has more bytes.
_LARGEST: Final = 2**26
_HEADER: Final = 4


class Channel:
    """Frames (`payload.frame`) to and from one session.

    Args:
        session: that is talked to; whoever started it ends it.
    """

    def __init__(self, session: Session) -> None:
        self._out, self._inlet = session.stdout.fileno(), session.stdin.fileno()
        # It need not listen: whoever writes to it must not wait for it.
        os.set_blocking(self._inlet, False)
        self._received = bytearray()
        self._unsent = bytearray()

    def write(self, content: bytes) -> None:
        """Send as much as goes without waiting; the rest goes while an answer is waited for."""
        self._unsent += content
        self._flush()

    def frame(self, seconds: float, check: Callable[[], None]) -> bytes | None:
        """The next whole frame, an empty one where the process is gone, None where none comes.

        Args:
            seconds: that it may take.
            check: raises to cancel.
        """
        until = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self._out, selectors.EVENT_READ)
            if self._unsent:
                selector.register(self._inlet, selectors.EVENT_WRITE)
            while time.monotonic() < until:
                if (content := self._whole()) is not None:
                    return content
                check()
                for key, _ in selector.select(_LOOK):
                    if key.fd == self._inlet:
                        self._flush()
                        if not self._unsent:
                            selector.unregister(self._inlet)
                        continue
                    more = os.read(self._out, _CHUNK)
                    if not more or len(self._received) > _LARGEST:
                        return b""
                    self._received += more
        return None

    def _flush(self) -> None:
        try:
            with suppress(BlockingIOError):
                while self._unsent:
                    del self._unsent[: os.write(self._inlet, self._unsent[:_CHUNK])]
        except BrokenPipeError:
            # Where it is gone, that there is no answer tells.
            self._unsent.clear()

    def _whole(self) -> bytes | None:
        if len(self._received) < _HEADER:
            return None
        end = _HEADER + struct.unpack_from(">I", self._received)[0]
        if len(self._received) < end:
            return None
        content = bytes(self._received[_HEADER:end])
        del self._received[:end]
        return content
