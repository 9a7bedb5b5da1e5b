"""An OpenAI-compatible endpoint on loopback that answers what it was told to answer."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from limner_model.client import Engine


@contextmanager
def scripted_engine(*answers: str) -> Iterator[tuple[Engine, list[dict[str, Any]]]]:
    """Serve `answers`, one a request, in pieces; yields the engine and the requests it heard."""
    heard: list[dict[str, Any]] = []
    left = list(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            heard.append(json.loads(self.rfile.read(size)))
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            answer = left.pop(0)
            for start in range(0, len(answer), 7):
                delta = {"choices": [{"index": 0, "delta": {"content": answer[start : start + 7]}}]}
                self.wfile.write(f"data: {json.dumps(delta)}\n\n".encode())
            self.wfile.write(b"data: [DONE]\n\n")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Engine(f"http://127.0.0.1:{server.server_port}/v1", "scripted", timeout=5), heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
