"""Where the engine listens: a private Unix socket, or loopback with a token where there is none.

One file in the user's runtime folder says so (mode 0600). A lock beside it, held by the engine for
as long as it lives, makes it the only one of its user: the system lets go of it however it dies.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
from dataclasses import asdict, dataclass
from pathlib import Path

from limner_model.locations import runtime_dir

# The shortest limit of the length of a socket's path (macOS); Linux has 108.
_LONGEST_SOCKET_PATH = 103


@dataclass(frozen=True, slots=True)
class Endpoint:
    """How to reach an engine.

    Attributes:
        pid: its process.
        base_url: of its OpenAI-compatible API.
        socket: the path of its Unix socket; empty where `base_url` is reached by TCP.
        token: the bearer token that it asks for; empty for a socket, which needs none.
    """

    pid: int
    base_url: str
    socket: str = ""
    token: str = ""

    @classmethod
    def published(cls) -> Endpoint | None:
        """What the engine of this user wrote, whether it still lives or not; None for nothing."""
        try:
            return cls(**json.loads(endpoint_file().read_text(encoding="utf-8")))
        # A file that is not ours to understand is as good as none: the next engine writes anew.
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def publish(self) -> None:
        """Tell clients about this endpoint."""
        new = endpoint_file().with_suffix(".new")
        new.touch(mode=0o600)
        new.write_text(json.dumps(asdict(self)), encoding="utf-8")
        new.replace(endpoint_file())

    def is_published(self) -> bool:
        """Whether clients still find this endpoint: somebody may have cleared the folder."""
        return Endpoint.published() == self and (not self.socket or Path(self.socket).exists())

    def withdraw(self) -> None:
        """The engine is gone, on purpose."""
        endpoint_file().unlink(missing_ok=True)
        if self.socket:
            Path(self.socket).unlink(missing_ok=True)


def endpoint_file() -> Path:
    """The file in which the engine publishes its endpoint."""
    return runtime_dir() / "engine.json"


def engine_lock() -> Path:
    """The lock that the engine holds while it lives."""
    return runtime_dir() / "engine.lock"


def listen() -> tuple[socket.socket, Endpoint]:
    """Open the socket that the engine will serve; only the holder of the lock may call this.

    Returns:
        The listening socket and how to reach it.

    Raises:
        OSError: no socket can be opened.
    """
    path = runtime_dir() / "engine.sock"
    if hasattr(socket, "AF_UNIX") and len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH:
        return _listen_on_unix_socket(path)
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    token = secrets.token_urlsafe(32)
    return listener, Endpoint(os.getpid(), f"http://127.0.0.1:{port}/v1", token=token)


def _listen_on_unix_socket(path: Path) -> tuple[socket.socket, Endpoint]:
    # Left behind by an engine that was killed: nobody listens there, since we hold the lock.
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    listener = socket.socket(socket.AF_UNIX)
    # The folder is the user's alone, so that nobody comes in before the socket is.
    listener.bind(os.fspath(path))
    path.chmod(0o600)
    listener.listen()
    return listener, Endpoint(os.getpid(), "http://limner/v1", socket=os.fspath(path))
