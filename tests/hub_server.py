"""A hub of models on loopback: lists a folder, serves its files, and fails when it is told to."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

REPOSITORY = "owner/tiny"
COMMIT = "c0ffee"


@dataclass
class HubServer:
    """What the hub holds, how it misbehaves, and what it was asked.

    Attributes:
        files: the repository's content by name.
        url: where it listens.
        token: what it asks for; empty for nothing.
        resumes: whether it understands `Range`.
        cut_after: bytes of a file after which it hangs up, once for each number; None for never.
        damaged: names of files that it sends with a bit turned over.
        elsewhere: another server that it sends clients to for large files.
        requests: the paths asked for, with the range where there was one.
        tokens: the tokens that came.
        card: what the repository's card says of it, as its licence.
    """

    files: dict[str, bytes]
    url: str = ""
    token: str = ""
    resumes: bool = True
    cut_after: list[int] = field(default_factory=list)
    damaged: set[str] = field(default_factory=set)
    elsewhere: str = ""
    requests: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    card: dict[str, str] = field(default_factory=dict)

    def listing(self) -> bytes:
        siblings = [_entry(name, data) for name, data in self.files.items()]
        listing = {"id": REPOSITORY, "sha": COMMIT, "siblings": siblings, "cardData": self.card}
        return json.dumps(listing).encode()


def _entry(name: str, data: bytes) -> dict[str, object]:
    blob = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()  # noqa: S324  # git's name
    entry: dict[str, object] = {"rfilename": name, "size": len(data), "blobId": blob}
    if name.endswith(".safetensors"):
        entry["lfs"] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    return entry


@contextmanager
def serve_hub(files: dict[str, bytes] | Path) -> Iterator[HubServer]:
    """Run a hub that holds `files`, or those of a folder."""
    if isinstance(files, Path):
        files = {file.name: file.read_bytes() for file in sorted(files.iterdir())}
    hub = HubServer(files)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"hub": hub}))
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    hub: HubServer

    def do_GET(self) -> None:
        hub, path = self.hub, urlsplit(self.path).path
        asked = self.headers.get("Range", "")
        token = self.headers.get("Authorization", "")
        hub.requests.append(f"{path} {asked}".strip())
        hub.tokens.append(token)
        name = path.removeprefix(f"/{REPOSITORY}/resolve/{COMMIT}/")
        if hub.token and token != f"Bearer {hub.token}":
            self.answer(401, b"{}")
        elif path == f"/api/models/{REPOSITORY}/revision/main":
            self.answer(200, hub.listing())
        elif hub.elsewhere and name.endswith(".safetensors"):
            self.send_response(302)
            self.send_header("Location", hub.elsewhere + self.path)
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif name in hub.files:
            self.send_file(name, asked)
        else:
            self.answer(404, b"Repository not found")

    def send_file(self, name: str, asked: str) -> None:
        data = self.hub.files[name]
        if name in self.hub.damaged:
            data = bytes([data[0] ^ 1]) + data[1:]
        start = int(asked[6:-1]) if asked and self.hub.resumes else 0
        cut = self.hub.cut_after.pop(0) if self.hub.cut_after else None
        self.answer(206 if start else 200, data[start:], cut)

    def answer(self, status: int, data: bytes, cut: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[:cut])
        self.close_connection = cut is not None

    def log_message(self, *_: object) -> None:
        pass
