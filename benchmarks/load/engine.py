"""An engine that answers by a script, for many at once: what the client side is measured against.

    python benchmarks/load/engine.py [PORT]

Prints its port. A `POST /control` sets how it behaves (the fields of `Script`), `GET /seen` tells
what it saw since then. The first piece of an answer says when it heard the request and when it
began to answer, so that what the client adds can be told from what the engine takes.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Script:
    """How the engine behaves, and what it saw.

    Attributes:
        delay: seconds until the first piece.
        pieces: of an answer.
        interval: seconds between pieces.
        says: the first piece; empty for when it heard the request and when it began to answer.
        capacity: so many are answered at once, others are refused.
        status: of a refusal.
        retry_after: seconds that a refusal tells to wait; None to say nothing.
    """

    delay: float = 0.05
    pieces: int = 10
    interval: float = 0.01
    says: str = ""
    capacity: int = 100_000
    status: int = 429
    retry_after: float | None = None

    asked: list[float] = field(default_factory=list)
    refused: int = 0
    connections: int = 0
    most: int = 0
    left: dict[str, float] = field(default_factory=dict)

    active: int = 0


SCRIPT = Script()


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One connection."""
    SCRIPT.connections += 1
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:-2])
            body = await reader.readexactly(int(fields.get("content-length", 0)))
            asked = json.loads(body) if body else {}
            path = head.split()[1]
            if path == "/v1/chat/completions":
                if not await answer(reader, writer, asked):
                    break
            else:
                whole(writer, 200, page(path, asked))
            await writer.drain()
    writer.close()


def page(path: str, asked: dict[str, Any]) -> dict[str, Any]:
    if path == "/control":
        SCRIPT.__init__(**asked)  # type: ignore[misc]
    if path == "/seen":
        names = ("asked", "refused", "connections", "most", "left")
        return {name: getattr(SCRIPT, name) for name in names}
    return {"object": "list", "data": [{"id": "scripted", "owned_by": "vllm"}]}


def whole(writer: asyncio.StreamWriter, status: int, body: dict[str, Any], more: str = "") -> None:
    data = json.dumps(body).encode()
    head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(data)}"
    writer.write(f"{head}\r\n{more}\r\n".encode() + data)


async def answer(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: dict[str, Any]
) -> bool:
    """Answer, or refuse to; whether the connection is still there."""
    script, heard = SCRIPT, time.monotonic()
    script.asked.append(heard)
    if script.active >= script.capacity:
        script.refused += 1
        told = "" if script.retry_after is None else f"Retry-After: {script.retry_after:g}\r\n"
        whole(writer, script.status, {"error": {"message": "too many"}}, told)
        return True
    script.active += 1
    script.most = max(script.most, script.active)
    # Whoever asks says no more until all is said: what comes is the end of the connection.
    gone = asyncio.ensure_future(reader.read(1))
    try:
        for number in range(script.pieces):
            await asyncio.wait({gone}, timeout=script.interval if number else script.delay)
            if gone.done():
                script.left[asked["messages"][-1]["content"]] = time.monotonic()
                return False
            if not number:
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                    b"Transfer-Encoding: chunked\r\n\r\n"
                )
            said = " " if number else script.says or f"{heard} {time.monotonic()}"
            writer.write(chunk({"choices": [{"index": 0, "delta": {"content": said}}]}))
            await writer.drain()
        writer.write(b"e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n")
        return True
    finally:
        script.active -= 1
        gone.cancel()
        with contextlib.suppress(asyncio.CancelledError, ConnectionError):
            await gone


def chunk(event: dict[str, Any]) -> bytes:
    data = b"data: " + json.dumps(event).encode() + b"\n\n"
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


async def main(port: int) -> None:
    server = await asyncio.start_server(serve, "127.0.0.1", port, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
