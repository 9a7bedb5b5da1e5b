"""How a request is given up that waits for an engine: its connection is cut."""

from __future__ import annotations

import contextlib
import socket as sockets
import threading
from collections.abc import Callable, Iterator
from typing import Any, Final

# How long a cancel may go unnoticed, in seconds.
_CANCEL_LATENCY: Final = 0.02


@contextlib.contextmanager
def cut_when(cancelled: threading.Event) -> Iterator[Callable[[str, dict[str, Any]], None]]:
    """Cut the connection of the enclosed request when `cancelled` is set.

    A thread that waits for data cannot look at an event, and closing its socket does not wake it:
    shutting the socket down does.

    Yields:
        The tracer by which `httpx` tells of the connection it makes.
    """
    connections: list[sockets.socket] = []
    over = threading.Event()

    def trace(event: str, info: dict[str, Any]) -> None:
        if event in ("connection.connect_tcp.complete", "connection.connect_unix_socket.complete"):
            # A duplicate: TLS takes the socket itself over.
            connections.append(info["return_value"].get_extra_info("socket").dup())

    def watch() -> None:
        while not over.wait(_CANCEL_LATENCY):
            if cancelled.is_set():
                for connection in connections:
                    with contextlib.suppress(OSError):  # it ended by itself meanwhile
                        connection.shutdown(sockets.SHUT_RDWR)

    watcher = threading.Thread(target=watch, name="cancel", daemon=True)
    watcher.start()
    try:
        yield trace
    finally:
        over.set()
        watcher.join()
        for connection in connections:
            connection.close()
