"""Real language servers that share one engine, each a process with a client on its pipes."""

from __future__ import annotations

import json
import subprocess
import sysconfig
import time
from pathlib import Path
from typing import Any, Self

TEXT = "def double(number):\n    \n\n\nprint(double(2))\n"
PLACE = {"line": 1, "character": 4}
# What parses there.
SAID = "return 2 * number"
INVOKED = 1


class Window:
    """One `limner lsp` with one file open."""

    def __init__(self, folder: Path, url: str) -> None:
        """Start it, to ask the engine at `url`."""
        self._uri = (folder / "numbers.py").as_uri()
        self._last = 0
        command = [str(Path(sysconfig.get_path("scripts")) / "limner"), "lsp"]
        self._server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        settings = {"engineUrl": f"{url}/v1", "model": "scripted"}
        shown = {"textDocument": {"inlineCompletion": {}}}
        self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "capabilities": shown,
                "initializationOptions": settings,
            },
        )
        self._tell("initialized", {})
        document = {"uri": self._uri, "languageId": "python", "version": 1, "text": TEXT}
        self._tell("textDocument/didOpen", {"textDocument": document})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.kill()
        self._server.wait()

    def complete(self) -> tuple[float, bool]:
        """Seconds until there is ghost text at the cursor, and whether it is what was said."""
        began = time.monotonic()
        answer = self._ask(
            "textDocument/inlineCompletion",
            {
                "textDocument": {"uri": self._uri},
                "position": PLACE,
                "context": {"triggerKind": INVOKED},
            },
        )
        items = answer["items"] if isinstance(answer, dict) else answer
        return time.monotonic() - began, bool(items) and items[0]["insertText"] == SAID

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self._last and "method" not in message:
                return message["result"]
            if "method" in message and "id" in message:  # it asks for settings, or registers
                self._send({"id": message["id"], "result": None})

    def _tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin is not None  # noqa: S101 - a pipe was asked for
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._server.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self._server.stdout is not None  # noqa: S101 - a pipe was asked for
        length = 0
        while (line := self._server.stdout.readline().strip()) or not length:
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self._server.stdout.read(length))
        return message
