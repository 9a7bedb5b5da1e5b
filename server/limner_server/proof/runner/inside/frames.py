"""Messages over a pipe: four bytes of length, big-endian, then as much JSON."""

from __future__ import annotations

import json
import os
import struct
from typing import Any


def read_frame(descriptor: int) -> Any:
    """The next message, or None at the end of the pipe."""
    head = _exactly(descriptor, 4)
    content = head and _exactly(descriptor, struct.unpack(">I", head)[0])
    return json.loads(content) if content else None


def write_frame(descriptor: int, message: Any) -> None:
    """Send a message."""
    content = frame(message)
    while content:
        content = content[os.write(descriptor, content) :]


def frame(message: Any) -> bytes:
    """A message as it travels."""
    content = json.dumps(message).encode()
    return struct.pack(">I", len(content)) + content


def _exactly(descriptor: int, count: int) -> bytes:
    content = b""
    while len(content) < count:
        more = os.read(descriptor, min(count - len(content), 2**20))
        if not more:
            return b""
        content += more
    return content
