"""What the server and its worker say to each other: JSON in frames over a pair of pipes.

A frame is the body's length in bytes (four bytes, big-endian) and the body, a JSON object whose
"type" names one of the messages below. Requests of one server are numbered by it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO, Final

HEADER: Final = 4
# A body is at most the code, its pictures and its candidates. More is not ours.
LARGEST: Final = 256 * 2**20


@dataclass(frozen=True, slots=True)
class Start:
    """Server to worker: do this.

    Attributes:
        id: of the request.
        task: name of the task, a key of `limner_server.worker.process.TASKS`.
        arguments: of the task, JSON values.
    """

    id: int
    task: str
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cancel:
    """Server to worker: the answer to `id` is wanted no more."""

    id: int


@dataclass(frozen=True, slots=True)
class Report:
    """Worker to server: what is being done; the fields are those of `Progress`."""

    id: int
    message: str
    fraction: float | None
    partial: str


@dataclass(frozen=True, slots=True)
class Done:
    """Worker to server: the task's answer, JSON values."""

    id: int
    answer: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Failed:
    """Worker to server: the task raised.

    Attributes:
        id: of the request.
        kind: the error's class name.
        message: its line for the user.
        remedy: what the user can do, or "".
        detail: the traceback where the error is nobody's fault but ours, else "".
    """

    id: int
    kind: str
    message: str
    remedy: str
    detail: str = ""


Message = Start | Cancel | Report | Done | Failed
_TYPES: Final[dict[str, type[Message]]] = {
    kind.__name__: kind for kind in (Start, Cancel, Report, Done, Failed)
}


def encode(message: Message) -> bytes:
    """The message as one frame."""
    body = json.dumps({"type": type(message).__name__, **asdict(message)}).encode()
    return len(body).to_bytes(HEADER, "big") + body


def decode(body: bytes) -> Message:
    """The message in the body of a frame."""
    values = json.loads(body)
    return _TYPES[values.pop("type")](**values)


def read(pipe: BinaryIO) -> Message | None:
    """The next message from a blocking pipe, or None where the other side has gone."""
    header = pipe.read(HEADER)
    if len(header) < HEADER:
        return None
    length = int.from_bytes(header, "big")
    body = pipe.read(length)
    return decode(body) if len(body) == length else None
