"""One request to an engine: on a connection of its own, cut when it is taken back."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from limner_model.answers import refusal
from limner_model.cutting import cut_when
from limner_model.errors import (
    BadAnswerError,
    CancelledError,
    EngineDiedError,
    EngineError,
    EngineUnavailableError,
)


@dataclass(frozen=True, slots=True)
class Connection:
    """The way to an engine.

    Attributes:
        base_url: of the OpenAI-compatible API, as `http://host:8000/v1`.
        api_key: sent as a bearer token where given.
        socket: the path of the Unix socket to reach `base_url` through.
        timeout: seconds of silence after which the engine counts as hung.
    """

    base_url: str
    api_key: str | None = field(default=None, repr=False)
    socket: str | None = None
    timeout: float = 120.0

    @property
    def where(self) -> str:
        """What users know the engine by."""
        return self.socket or self.base_url

    def get(
        self, path: str, *, beside_api: bool = False
    ) -> contextlib.AbstractContextManager[httpx.Response]:
        """Ask for what stands at `path` of the API, or of the engine itself.

        Raises:
            EngineError: as `post` does.
        """
        root = self._root.removesuffix("/v1") if beside_api else self._root
        return self._exchange("GET", root + path, None, None)

    def post(
        self, path: str, body: dict[str, Any], cancelled: threading.Event | None
    ) -> contextlib.AbstractContextManager[httpx.Response]:
        """Send a request to `path` of the API; leaving the context closes the connection.

        Args:
            path: begins with a slash.
            body: as JSON.
            cancelled: set, from any thread, to give up at once.

        Raises:
            CancelledError: `cancelled` was set.
            EngineError: every other way to fail.
        """
        return self._exchange("POST", self._root + path, cancelled, body)

    @contextlib.contextmanager
    def _exchange(
        self,
        method: str,
        url: str,
        cancelled: threading.Event | None,
        body: dict[str, Any] | None,
    ) -> Iterator[httpx.Response]:
        """One request on a connection of its own; every way to fail becomes a `LimnerError`."""
        cancelled = cancelled or threading.Event()
        if cancelled.is_set():
            raise CancelledError
        headers = {b"Content-Type": b"application/json"}
        if self.api_key:
            headers[b"Authorization"] = f"Bearer {self.api_key}".encode()
        # In ASCII: half a character, of a file read in the wrong encoding, must not stop it.
        content = None if body is None else json.dumps(body).encode()
        try:
            with (
                self._http() as http,
                cut_when(cancelled) as trace,
                http.stream(
                    method, url, content=content, headers=headers, extensions={"trace": trace}
                ) as response,
            ):
                if response.status_code != httpx.codes.OK:
                    raise refusal(url, response.status_code, response.read())
                yield response
        except (httpx.HTTPError, httpx.InvalidURL, EngineError) as error:
            # The cut connection looks like an engine that died.
            if cancelled.is_set():
                raise CancelledError from error
            if isinstance(error, EngineError):
                raise
            raise self._mapped(error) from error

    def _http(self) -> httpx.Client:
        timeout = httpx.Timeout(self.timeout, connect=min(5.0, self.timeout))
        transport = httpx.HTTPTransport(uds=self.socket) if self.socket else None
        # What stays on this machine must not go through a proxy; what leaves it may have to.
        local = bool(self.socket) or _is_loopback(self.base_url)
        return httpx.Client(transport=transport, timeout=timeout, trust_env=not local)

    def _mapped(self, error: httpx.HTTPError | httpx.InvalidURL) -> EngineError:
        detail = str(error) or type(error).__name__
        match error:
            case httpx.ReadTimeout():
                return EngineDiedError(
                    f"the engine was silent for {self.timeout:g} s",
                    "it hangs or is overloaded: ask again, or restart it",
                )
            case (
                httpx.InvalidURL()
                | httpx.UnsupportedProtocol()
                | httpx.ConnectError()
                | httpx.ConnectTimeout()
                | httpx.PoolTimeout()
                | httpx.ProxyError()
            ):
                return EngineUnavailableError(f"no engine at {self.where} ({detail})")
            case httpx.TimeoutException() | httpx.NetworkError():
                return EngineDiedError(f"the engine went away ({detail})", "ask again")
            case httpx.RemoteProtocolError() if "disconnected" in detail or "closed" in detail:
                return EngineDiedError(f"the engine went away ({detail})", "ask again")
        return BadAnswerError(f"what answers at {self.where} does not speak HTTP well ({detail})")

    @property
    def _root(self) -> str:
        return self.base_url.rstrip("/")


def _is_loopback(url: str) -> bool:
    return httpx.URL(url).host in ("localhost", "127.0.0.1", "::1")
