"""Talking to a warm process in the sandbox: a message there, an answer back.

Both travel as frames (`runner.payload.frame`). The first is `{"token": str}`; every answer has the
same token, so that no code under test can answer in the recorder's place.
"""

from __future__ import annotations

import json
import os
import secrets
import selectors
import struct
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Self

from limner_server.proof.runner.launch import Launch
from limner_server.proof.runner.payload import frame
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proof.sandbox.session import Session

# How often a wait looks whether it was cancelled, in seconds.
_LOOK: Final = 0.05
_CHUNK: Final = 2**16
# No answer has more bytes.
_LARGEST: Final = 2**26


class Dialogue:
    """A context manager over a warm process; it starts when first asked, and anew where it died.

    Args:
        sandbox: that it runs in.
        launch: starts it.
        files: contents to lay over the workspace, by absolute path.
    """

    def __init__(self, sandbox: Sandbox, launch: Launch, files: Mapping[Path, bytes]) -> None:
        self._sandbox, self._launch, self._files = sandbox, launch, files
        self._session: Session | None = None
        self._received = bytearray()
        self._unsent = bytearray()
        self._token = secrets.token_hex(16)

    def ask(
        self, message: Mapping[str, Any], seconds: float, check: Callable[[], None]
    ) -> dict[str, Any] | None:
        """What the process answers; None where it died, speaks nonsense, or takes too long.

        Args:
            message: to be understood by the process.
            seconds: that the answer may take.
            check: raises to cancel.

        Raises:
            SandboxError: the process cannot be started.
        """
        try:
            if self._session is None:
                self._start()
            self._unsent += frame(dict(message))
            told = json.loads(self._frame(seconds, check) or b"null")
        except ValueError:
            told = None
        except BaseException:
            # What it answers to a question that nobody waits for must not meet the next one.
            self.close()
            raise
        if not isinstance(told, dict) or told.get("token") != self._token:
            self.close()
            return None
        return told

    def close(self) -> None:
        """End the process."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> None:
        launch = self._launch
        self._session = self._sandbox.start(
            launch.argv, files=self._files, cwd=launch.cwd, env=launch.env
        )
        # It need not listen: whoever writes to it must not wait for it.
        os.set_blocking(self._session.stdin.fileno(), False)
        self._received.clear()
        self._unsent.clear()
        self._unsent += launch.stdin + frame({"token": self._token})

    def _frame(self, seconds: float, check: Callable[[], None]) -> bytes | None:
        """The next whole frame; None where none comes."""
        session = self._session
        if session is None:
            return None
        until = time.monotonic() + seconds
        out, inlet = session.stdout.fileno(), session.stdin.fileno()
        with selectors.DefaultSelector() as selector:
            selector.register(out, selectors.EVENT_READ)
            if self._unsent:
                selector.register(inlet, selectors.EVENT_WRITE)
            while time.monotonic() < until:
                if (content := self._whole()) is not None:
                    return content
                check()
                for key, _ in selector.select(_LOOK):
                    if key.fd == inlet:
                        self._flush(inlet)
                        if not self._unsent:
                            selector.unregister(inlet)
                        continue
                    more = os.read(out, _CHUNK)
                    if not more or len(self._received) > _LARGEST:
                        return None
                    self._received += more
        return None

    def _flush(self, inlet: int) -> None:
        """Send as much as goes without waiting. Where it is gone, that there is no answer tells."""
        with suppress(BlockingIOError):
            try:
                del self._unsent[: os.write(inlet, self._unsent[:_CHUNK])]
            except BrokenPipeError:
                self._unsent.clear()

    def _whole(self) -> bytes | None:
        if len(self._received) < 4:
            return None
        end = 4 + struct.unpack_from(">I", self._received)[0]
        if len(self._received) < end:
            return None
        content = bytes(self._received[4:end])
        del self._received[:end]
        return content
