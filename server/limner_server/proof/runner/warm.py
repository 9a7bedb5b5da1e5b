"""A warm process in the sandbox that runs one candidate after another.

It is talked to in frames of JSON (`payload.frame`). The first is `{"token": str}`. After that a
request is `{"load": [name], "files": {path: base64}, "processor": s, "wall": s, "seconds": s,
"modules": bool, "lines": bool}`: the modules to import once, beforehand, the files that differ from
the workspace, how long each test may keep the processor and may take, how long the whole may take,
whether to tell the modules that were imported and the lines that ran. Its answer is `{"report": as
of `inside/report.py` or null, "output": str, "seconds": s, "timed_out": bool, "modules": [name],
"spoilt": bool, "token": str}`: a spoilt process runs nothing more, and the token is that of the
first frame, so that no code under test can answer in its place. Several requests may be under way.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from limner_server.proof.runner.channel import Channel
from limner_server.proof.runner.launch import Launch
from limner_server.proof.runner.payload import frame
from limner_server.proof.runner.times import Times
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proof.sandbox.session import Session

# How much longer than it may take an answer is waited for, on a busy machine.
_GRACE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Request:
    """A run of the tests that is asked for.

    Attributes:
        files: contents that differ from the workspace, by absolute path.
        times: how long it may take.
        modules: whether to tell the modules that were imported.
        lines: whether to tell the lines that each test runs.
    """

    files: Mapping[Path, bytes]
    times: Times
    modules: bool = False
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request; the attributes are those of the frame."""

    report: dict[str, Any] | None
    output: str
    seconds: float
    timed_out: bool
    modules: tuple[str, ...] = ()


class Warm:
    """A context manager over the process; it starts when first asked, and anew where it must.

    Args:
        sandbox: that it runs in.
        launch: starts it.
    """

    def __init__(self, sandbox: Sandbox, launch: Launch) -> None:
        self._sandbox, self._launch = sandbox, launch
        self._load: tuple[str, ...] = ()
        self._has_loaded = False
        self._session: Session | None = None
        self._channel: Channel | None = None
        self._asked: deque[Request] = deque()
        # Says that an answer is the process's own.
        self._token = secrets.token_hex(16)

    def start(self) -> None:
        """Start the process where it does not run yet, so that the first request need not wait.

        Raises:
            SandboxError: it cannot be started.
        """
        if self._session is None:
            self._start()

    def ask(self, request: Request) -> None:
        """Have the tests run; `answer` tells what came of it.

        Raises:
            SandboxError: the process cannot be started.
        """
        self.start()
        self._asked.append(request)
        self._send(request)

    def load(self, names: Sequence[str]) -> None:
        """Have modules imported once, before the next request, that every fork would import."""
        self._load, self._has_loaded = tuple(names), False

    def answer(self, check: Callable[[], None]) -> Answer:
        """What came of the oldest request that is not answered yet.

        Raises:
            SandboxError: the process cannot be started anew.
        """
        request = self._asked[0]
        channel, patience = self._channel, request.times.whole + _GRACE
        content = channel.frame(patience, check) if channel is not None else b""
        self._asked.popleft()
        told = _parsed(content or b"")
        if told.get("token") != self._token:
            # It hangs in itself, or the code under test has ended it, or speaks in its place.
            self.renew()
            return Answer(None, "", 0.0, timed_out=content is None)
        if told["spoilt"]:
            self.renew()
        return Answer(
            told["report"], told["output"], told["seconds"], told["timed_out"], told["modules"]
        )

    def is_clean(self) -> bool:
        """Whether the tests left the workspace's view as it was."""
        return self._session is not None and not self._session.changed(self._written)

    def renew(self) -> None:
        """Start over, in a fresh view, with the requests that are not answered yet."""
        self.close()
        if self._asked:
            self._start()
            for request in self._asked:
                self._send(request)

    def abandon(self) -> None:
        """Forget the requests that are not answered yet, and the process with them."""
        self._asked.clear()
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._session is not None:
            self._session.close()
            self._session = self._channel = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> None:
        launch = self._launch
        self._session = self._sandbox.start(launch.argv, cwd=launch.cwd, env=launch.env)
        self._channel = Channel(self._session)
        self._written: set[Path] = set()
        self._channel.write(launch.stdin + frame({"token": self._token}))
        self._has_loaded = False

    def _send(self, request: Request) -> None:
        channel = self._channel
        if channel is None:
            return
        self._written.update(request.files)
        files = {
            str(path): base64.b64encode(content).decode() for path, content in request.files.items()
        }
        channel.write(
            frame(
                {
                    "load": () if self._has_loaded else self._load,
                    "files": files,
                    "processor": request.times.processor,
                    "wall": request.times.wall,
                    "seconds": request.times.whole,
                    "modules": request.modules,
                    "lines": request.lines,
                }
            )
        )
        self._has_loaded = True


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
