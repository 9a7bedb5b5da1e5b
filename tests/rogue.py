"""An engine that answers whatever it was told to, bytes for bytes, to whatever it is asked."""

from __future__ import annotations

import json
import socket
import threading


class Rogue:
    """A server that answers each connection with the same bytes, whatever it is asked."""

    def __init__(self, answer: bytes, *, hold: bool = False) -> None:
        self.requests: list[bytes] = []
        self.hung_up = threading.Event()
        self._answer = answer
        self._hold = hold
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/v1"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                self.requests.append(_read_request(connection))
                connection.sendall(self._answer)
                # Wait for the other side to hang up, where it is the one to do so.
                while self._hold and connection.recv(4096):
                    pass
                self.hung_up.set()

    def close(self) -> None:
        self._listener.close()


def _read_request(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (int(line[15:]) for line in head.lower().split(b"\r\n") if line[:15] == b"content-length:"),
        0,
    )
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def refusal(status: int, body: object) -> bytes:
    """A response that says no."""
    data = json.dumps(body).encode() if not isinstance(body, bytes) else body
    return f"HTTP/1.1 {status} No\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data
