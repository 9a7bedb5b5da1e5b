"""The pipes of a process: read as it prints and written as it reads, so that nobody waits."""

from __future__ import annotations

import threading
from typing import BinaryIO, Final

_CHUNK: Final = 65536


class Drain:
    """A thread that reads a stream to its end, and closes it.

    Args:
        stream: of the process.
        limit: bytes to keep.
        stirred: is set at the end of the stream, and once it is over the limit.
        endless: reads on past the limit and keeps the newest; otherwise reading stops there, so
            that the process has to wait.
    """

    def __init__(
        self, stream: BinaryIO, limit: int, stirred: threading.Event, *, endless: bool = False
    ) -> None:
        self.ended = False
        self.over = False
        self._stream, self._limit, self._stirred = stream, limit, stirred
        self._endless = endless
        self._kept = bytearray()
        self._thread = threading.Thread(target=self._read, name="drain", daemon=True)
        self._thread.start()

    @property
    def size(self) -> int:
        """How many bytes are kept."""
        return len(self._kept)

    def text(self) -> str:
        """What was kept; bytes that are no UTF-8 are replaced."""
        return bytes(self._kept[: self._limit]).decode("utf-8", errors="replace")

    def join(self, seconds: float) -> None:
        """Wait for the end of the stream."""
        self._thread.join(seconds)

    def _read(self) -> None:
        # Unbuffered, and whatever is there at once.
        raw = getattr(self._stream, "raw", self._stream)
        with self._stream:
            while chunk := raw.read(_CHUNK):
                self._kept += chunk
                if len(self._kept) <= self._limit:
                    continue
                self.over = True
                self._stirred.set()
                if not self._endless:
                    break
                del self._kept[: -self._limit]
        self.ended = not self.over or self._endless
        self._stirred.set()


def feed(stream: BinaryIO, content: bytes) -> None:
    """Write all of `content` to a process, which need not read it, and then its end."""

    def write() -> None:
        try:
            with stream:
                stream.write(content)
        except (BrokenPipeError, ValueError):
            # It ended, or was ended, with words of ours unread.
            return

    if content:
        threading.Thread(target=write, name="feed", daemon=True).start()
    else:
        stream.close()
