"""One request to an engine: on a line of its own, cut when it is taken back."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

from limner_model.answers import refusal
from limner_model.cutting import Watched, watch
from limner_model.errors import (
    BadAnswerError,
    CancelledError,
    EngineBusyError,
    EngineDiedError,
    EngineError,
    EngineUnavailableError,
)
from limner_model.lines import LINES, Line, Place, client
from limner_model.patience import Patience, seconds_told

# What an engine says after it said that all is said must come within so many seconds.
_ENDING: Final = 0.1


class Reply:
    """An engine's answer, as it comes.

    Attributes:
        blocks: of bytes, in the order in which they come.
    """

    def __init__(self, response: httpx.Response, request: Watched) -> None:
        """Read from `response` to `request`."""
        self.blocks = response.iter_bytes()
        self._response = response
        self._request = request

    @property
    def is_json(self) -> bool:
        """Whether it is one JSON value rather than a stream of events."""
        return "json" in self._response.headers.get("content-type", "")

    def whole(self) -> bytes:
        """All of it."""
        return self._response.read()

    def finish(self) -> None:
        """Read what comes after all that matters, for a moment.

        Only a line that was read to its end can be used again.
        """
        self._request.until = time.monotonic() + _ENDING
        with contextlib.suppress(httpx.HTTPError):
            for _ in self.blocks:
                pass


def _nobody_hears(_: str) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Connection:
    """The way to an engine.

    Attributes:
        base_url: of the OpenAI-compatible API, as `http://host:8000/v1`.
        api_key: sent as a bearer token where given.
        socket: the path of the Unix socket to reach `base_url` through.
        timeout: seconds of silence after which the engine counts as hung.
        patience: with an engine that is busy.
        told: hears that the request waits for an engine that is busy.
    """

    base_url: str
    api_key: str | None = field(default=None, repr=False)
    socket: str | None = None
    timeout: float = 120.0
    patience: Patience = field(default_factory=Patience)
    told: Callable[[str], None] = _nobody_hears

    @property
    def where(self) -> str:
        """What users know the engine by."""
        return self.socket or self.base_url

    def get(
        self,
        path: str,
        cancelled: threading.Event | None = None,
        *,
        beside_api: bool = False,
    ) -> contextlib.AbstractContextManager[Reply]:
        """Ask for what stands at `path` of the API, or of the engine itself.

        Raises:
            EngineError: as `post` does.
        """
        return self._exchange("GET", self._url(path, beside_api=beside_api), cancelled, None)

    def post(
        self,
        path: str,
        body: dict[str, Any],
        cancelled: threading.Event | None,
        *,
        beside_api: bool = False,
    ) -> contextlib.AbstractContextManager[Reply]:
        """Send a request to `path` of the API; leaving the context ends it.

        An engine that is busy is asked again, as long as `patience` lasts.

        Args:
            path: begins with a slash.
            body: as JSON.
            cancelled: set, from any thread, to give up at once.
            beside_api: whether `path` is the engine's own, beside the API.

        Raises:
            CancelledError: `cancelled` was set.
            EngineBusyError: the engine was busy all the time.
            EngineError: every other way to fail.
        """
        # In ASCII: half a character, of a file read in the wrong encoding, must not stop it.
        content = json.dumps(body).encode()
        return self._exchange("POST", self._url(path, beside_api=beside_api), cancelled, content)

    @contextlib.contextmanager
    def _exchange(
        self, method: str, url: str, cancelled: threading.Event | None, content: bytes | None
    ) -> Iterator[Reply]:
        """One request; every way to fail becomes a `LimnerError`."""
        cancelled = cancelled or threading.Event()
        if cancelled.is_set():
            raise CancelledError
        try:
            with contextlib.ExitStack() as stack:
                yield self._patiently(stack, method, url, cancelled, content)
        except (httpx.HTTPError, httpx.InvalidURL, EngineError) as error:
            # The cut connection looks like an engine that died.
            if cancelled.is_set():
                raise CancelledError from error
            if isinstance(error, EngineError):
                raise
            raise self._mapped(error) from error

    def _patiently(
        self,
        stack: contextlib.ExitStack,
        method: str,
        url: str,
        cancelled: threading.Event,
        content: bytes | None,
    ) -> Reply:
        """The answer, until `stack` is left, of an engine that has time for it."""
        attempts, waited = 0, 0.0
        while True:
            try:
                return stack.enter_context(self._asked(method, url, cancelled, content))
            except EngineBusyError as busy:
                attempts += 1
                seconds = self.patience.wait(attempts, waited, busy.seconds)
                if seconds is None:
                    raise
                self.told(f"{busy.message}; asking again in {seconds:.1f} s")
                if cancelled.wait(seconds):
                    raise CancelledError from busy
                waited += seconds

    @contextlib.contextmanager
    def _asked(
        self, method: str, url: str, cancelled: threading.Event, content: bytes | None
    ) -> Iterator[Reply]:
        """One request on a line that was kept, or a new one; on a new one as well where need be."""
        place = self.place
        line = LINES.take(place) or Line(self._http())
        request = Watched(cancelled, line.cut)
        is_whole = False
        try:
            with watch(request):
                try:
                    response = self._sent(line, method, url, content)
                except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
                    if not line.answered or request.is_over:
                        raise
                    # The engine hung up while nobody spoke, just as this one began to.
                    line.close()
                    line = Line(self._http())
                    request.cut = line.cut
                    response = self._sent(line, method, url, content)
                try:
                    if response.status_code != httpx.codes.OK:
                        told = seconds_told(response.headers.get("retry-after"))
                        raise refusal(url, response.status_code, response.read(), told)
                    yield Reply(response, request)
                finally:
                    is_whole = response.is_closed
                    response.close()
        finally:
            if is_whole:
                LINES.keep(place, line)
            else:
                line.close()

    def _sent(self, line: Line, method: str, url: str, content: bytes | None) -> httpx.Response:
        headers = {b"Content-Type": b"application/json"}
        if self.api_key:
            headers[b"Authorization"] = f"Bearer {self.api_key}".encode()
        timeout = httpx.Timeout(self.timeout, connect=min(5.0, self.timeout))
        asked = line.http.build_request(
            method,
            url,
            content=content,
            headers=headers,
            timeout=timeout,
            extensions={"trace": line.trace},
        )
        return line.http.send(asked, stream=True)

    def _http(self) -> httpx.Client:
        return client(self.place)

    def _mapped(self, error: httpx.HTTPError | httpx.InvalidURL) -> EngineError:
        detail = str(error) or type(error).__name__
        match error:
            case httpx.ReadTimeout():
                return EngineDiedError(
                    f"the engine was silent for {self.timeout:g} s",
                    "it hangs, is overloaded or still loads its model: ask again, or restart it",
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

    def _url(self, path: str, *, beside_api: bool) -> str:
        root = self.base_url.rstrip("/")
        return (root.removesuffix("/v1") if beside_api else root) + path

    @property
    def place(self) -> Place:
        """Where its lines lead to."""
        url = httpx.URL(self.base_url)
        is_local = bool(self.socket) or url.host in ("localhost", "127.0.0.1", "::1")
        return Place(f"{url.scheme}://{url.netloc.decode()}", self.socket, is_local)
