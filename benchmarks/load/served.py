"""The scripted engine as a process of its own, and what it saw."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self


@dataclass(frozen=True)
class Seen:
    """What the engine saw since it was last told how to behave.

    Attributes:
        asked: when each request came, on the monotonic clock.
        refused: how many requests were.
        connections: how many were made.
        most: requests at once.
        left: when connections were closed in mid-answer, by what was asked on them.
    """

    asked: list[float]
    refused: int
    connections: int
    most: int
    left: dict[str, float]


class Served:
    """A scripted engine on a port that it keeps when it is started anew."""

    def __init__(self) -> None:
        self.port = 0
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def behave(self, **how: object) -> None:
        """Set the fields of the engine's script; what it saw is forgotten."""
        self._ask("/control", how)

    def seen(self) -> Seen:
        return Seen(**self._ask("/seen"))

    def kill(self) -> None:
        """End it as a crash does."""
        self._process.kill()
        self._process.wait()

    def start_again(self) -> None:
        self._start()

    def _start(self) -> None:
        command = [sys.executable, str(Path(__file__).with_name("engine.py")), str(self.port)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None  # noqa: S101 - a pipe was asked for
        self.port = int(self._process.stdout.readline())

    def _ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"Connection": "close"})  # noqa: S310
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as answer:
            return json.load(answer)
