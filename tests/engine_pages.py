"""An engine on loopback that answers at each path what it is told, as some kind of engine does."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Page:
    """One answer.

    Attributes:
        body: JSON, or bytes as they are.
        status: of HTTP.
        headers: beside the usual ones.
    """

    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Heard:
    """One request, and the connection it came by, by number."""

    method: str
    path: str
    body: Any
    connection: int


# What is asked of a path, from 0, may decide about the answer.
Pages = Mapping[str, Page | Callable[[int], Page]]


def events(*chunks: object, done: bool = True) -> Page:
    """A stream of events, each with one JSON value, or a line as it is."""
    lines = [one if isinstance(one, str) else f"data: {json.dumps(one)}" for one in chunks]
    lines += ["data: [DONE]"] if done else []
    body = "".join(f"{line}\n\n" for line in lines).encode()
    return Page(body, headers={"Content-Type": "text/event-stream"})


def delta(reason: str | None = None, **said: object) -> dict[str, Any]:
    """A chunk of a chat completion."""
    return {"choices": [{"index": 0, "delta": said, "finish_reason": reason}]}


def listing(*cards: Mapping[str, Any]) -> Page:
    """A list of models."""
    return Page({"object": "list", "data": [{"object": "model", **card} for card in cards]})


@contextmanager
def engine_pages(pages: Pages) -> Iterator[tuple[str, list[Heard]]]:
    """Serve `pages`, 404 elsewhere; yields the base URL and what is heard."""
    heard: list[Heard] = []
    connections: list[object] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            connections.append(self)

        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _answer(self, body: Any) -> None:
            before = sum(one.path == self.path for one in heard)
            heard.append(Heard(self.command, self.path, body, connections.index(self)))
            page = pages.get(self.path, Page({"detail": "Not Found"}, 404))
            page = page(before) if callable(page) else page
            data = page.body if isinstance(page.body, bytes) else json.dumps(page.body).encode()
            self.send_response(page.status)
            headers = {"Content-Type": "application/json", "Content-Length": str(len(data))}
            for name, value in (headers | dict(page.headers)).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
