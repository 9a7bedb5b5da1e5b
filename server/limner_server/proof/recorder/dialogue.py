"""Talking to a warm process in the sandbox: a message there, an answer back.

Both travel as frames (`runner.payload.frame`). The first is `{"token": str}`; every answer has the
same token, so that no code under test can answer in the recorder's place.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self

from limner_server.proof.runner.channel import Channel
from limner_server.proof.runner.launch import Launch
from limner_server.proof.runner.payload import frame
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proof.sandbox.session import Session


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
        self._channel: Channel | None = None
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
            channel = self._channel or self._start()
            channel.write(frame(dict(message)))
            told = json.loads(channel.frame(seconds, check) or b"null")
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
            self._session = self._channel = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> Channel:
        launch = self._launch
        self._session = self._sandbox.start(
            launch.argv, files=self._files, cwd=launch.cwd, env=launch.env
        )
        self._channel = Channel(self._session)
        self._channel.write(launch.stdin + frame({"token": self._token}))
        return self._channel
