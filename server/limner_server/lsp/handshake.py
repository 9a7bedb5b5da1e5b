"""Answers `initialize` before the server is imported, which takes longer than an editor's start.

Only the standard library's `json` is needed for it. The message is then handled again by the
server proper, which knows that the answer has been given. A first message that is anything but a
plain `initialize` is left to the server.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO, Final

from limner_server.lsp.capabilities import initialize_result

_LENGTH: Final = b"content-length:"
# No header has so many lines, and no `initialize` so many bytes.
_MOST_LINES: Final = 16
_LONGEST: Final = 16 * 2**20


class Opening:
    """The first message of a connection, given back to whoever reads on.

    Attributes:
        answered: whether it was `initialize` and has its answer.
    """

    def __init__(self, stdin: BinaryIO, read: bytes, *, answered: bool) -> None:
        """Put what was `read` back before the rest of `stdin`."""
        self.answered = answered
        self._stdin = stdin
        self._again = read

    def readline(self) -> bytes:
        """The next line, as a file gives it."""
        head, newline, self._again = self._again.partition(b"\n")
        return head + newline if newline else head + self._stdin.readline()

    def read(self, size: int) -> bytes:
        """The next bytes, as a file gives them."""
        head, self._again = self._again[:size], self._again[size:]
        return head if len(head) == size else head + self._stdin.read(size - len(head))


def greet(stdin: BinaryIO, stdout: BinaryIO) -> Opening:
    """Read the first message; answer it where it is `initialize`."""
    header, length = _read_header(stdin)
    body = stdin.read(length) if 0 < length <= _LONGEST else b""
    request = _initialize(body)
    if request is not None:
        result = initialize_result(request["params"]["capabilities"])
        _send(stdout, {"jsonrpc": "2.0", "id": request["id"], "result": result})
    return Opening(stdin, header + body, answered=request is not None)


def _read_header(stdin: BinaryIO) -> tuple[bytes, int]:
    header, length = b"", 0
    for _ in range(_MOST_LINES):
        line = stdin.readline()
        header += line
        if not line.strip():
            break
        if line.lower().startswith(_LENGTH) and line[len(_LENGTH) :].strip().isdigit():
            length = int(line[len(_LENGTH) :])
    return header, length


def _initialize(body: bytes) -> dict[str, Any] | None:
    """The request in the body, or None where it is not one that can be answered from here."""
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(message, dict) or message.get("method") != "initialize":
        return None
    params, number = message.get("params"), message.get("id")
    plain = isinstance(number, str) or type(number) is int
    if message.get("jsonrpc") != "2.0" or not plain or not isinstance(params, dict):
        return None
    return message if isinstance(params.get("capabilities"), dict) else None


def _send(stdout: BinaryIO, message: dict[str, Any]) -> None:
    body = json.dumps(message).encode()
    stdout.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
    stdout.flush()
