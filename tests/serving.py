"""The engine's HTTP face on a socket, in a thread of the test."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from limner_model.api import EngineApi
from limner_model.engine import LocalEngine


@contextmanager
def serving(path: Path, token: str = "") -> Iterator[LocalEngine]:
    """An engine that is asked at `path`."""
    engine = LocalEngine()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        app = EngineApi(engine, token).app
        server = uvicorn.Server(
            uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield engine
        finally:
            server.should_exit = True
            engine.close()
            thread.join(20)
