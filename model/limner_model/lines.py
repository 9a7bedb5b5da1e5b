"""Lines to engines: connections that are kept while nobody uses them, each used by one at a time.

To connect costs a round trip, with TLS two or three, and to set a client up costs more than that
(its certificates are read). An engine that many editors share is asked at each stroke.
"""

from __future__ import annotations

import contextlib
import functools
import socket as sockets
import ssl
import threading
import time
from dataclasses import dataclass
from typing import Any, Final

import httpx

# So many are kept to one engine, for so many seconds: some engines hang up after five.
_KEPT: Final = 4
_KEPT_FOR: Final = 30.0

_ONE: Final = httpx.Limits(max_connections=1, max_keepalive_connections=1)
_CONNECTED: Final = ("connection.connect_tcp.complete", "connection.connect_unix_socket.complete")


class Line:
    """A client with one connection at most, and the socket by which it can be cut.

    Attributes:
        http: the client.
        answered: whether the engine has answered on this connection before.
        since: when it was last given back, on the monotonic clock.
    """

    def __init__(self, http: httpx.Client) -> None:
        """Take over `http`, which has no connection yet."""
        self.http = http
        self.answered = False
        self.since = 0.0
        self._socket: sockets.socket | None = None

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """Hear from `httpx` of the connection it makes."""
        if event in _CONNECTED:
            self._let_go()
            self.answered = False
            # A duplicate: TLS takes the socket itself over.
            self._socket = info["return_value"].get_extra_info("socket").dup()

    def cut(self) -> None:
        """End the connection, from any thread: whoever waits for the engine wakes."""
        if self._socket is not None:
            with contextlib.suppress(OSError):  # it ended by itself meanwhile
                self._socket.shutdown(sockets.SHUT_RDWR)

    def close(self) -> None:
        """Hang up."""
        self.http.close()
        self._let_go()

    def _let_go(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line leads to.

    Attributes:
        origin: scheme, host and port of the engine.
        socket: the path of the Unix socket to reach it through; None for TCP.
        is_local: whether what is said stays on this machine.
    """

    origin: str
    socket: str | None
    is_local: bool


class Lines:
    """The lines of this process that nobody uses just now."""

    def __init__(self) -> None:
        """There are none yet."""
        self._lock = threading.Lock()
        self._idle: dict[Place, list[Line]] = {}

    def take(self, place: Place) -> Line | None:
        """A line to `place`, the latest used; None where there is none."""
        with self._lock:
            old = self._outdated()
            idle = self._idle.get(place)
            line = idle.pop() if idle else None
        for one in old:
            one.close()
        return line

    def keep(self, place: Place, line: Line) -> None:
        """Have `line`, on which all was read that the engine said, for the next request."""
        line.answered, line.since = True, time.monotonic()
        with self._lock:
            old = self._outdated()
            idle = self._idle.setdefault(place, [])
            idle.append(line)
            if len(idle) > _KEPT:
                old.append(idle.pop(0))
        for one in old:
            one.close()

    def _outdated(self) -> list[Line]:
        """Take out the lines that were idle for too long."""
        before = time.monotonic() - _KEPT_FOR
        old = [line for idle in self._idle.values() for line in idle if line.since < before]
        for place, idle in list(self._idle.items()):
            self._idle[place] = [line for line in idle if line.since >= before]
            if not self._idle[place]:
                del self._idle[place]
        return old


LINES: Final = Lines()


# Trusts nobody: what goes without TLS needs no certificates, which take longer than a short answer.
_NOBODY: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_certificates_lock: Final = threading.Lock()


@functools.cache
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def _trusted(place: Place) -> ssl.SSLContext:
    """Whom to trust at `place`; the certificates are read once, however many ask at once."""
    if place.socket or not place.origin.startswith("https:"):
        return _NOBODY
    with _certificates_lock:
        return _certificates()


def client(place: Place) -> httpx.Client:
    """A client for one connection to `place`."""
    trusted = _trusted(place)
    if place.socket:
        transport = httpx.HTTPTransport(uds=place.socket, verify=trusted, limits=_ONE)
        return httpx.Client(transport=transport, verify=trusted, trust_env=False)
    # What stays on this machine must not go through a proxy; what leaves it may have to.
    return httpx.Client(limits=_ONE, verify=trusted, trust_env=not place.is_local)
