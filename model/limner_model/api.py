"""The local engine's HTTP face: OpenAI's endpoints over one `LocalEngine`."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from limner_model.blanks_protocol import BlanksRequest, blanks_answer
from limner_model.completions import ScoreRequest, scores_answer
from limner_model.engine import LocalEngine
from limner_model.errors import EngineError, RequestRefusedError
from limner_model.installed import InstalledModel, installed_models
from limner_model.jobs import Asked, Event, Failed, Filled, Finished, Piece, Scored
from limner_model.protocol import (
    DONE,
    Answer,
    ChatRequest,
    comment,
    error_answer,
    error_body,
    event,
)
from limner_model.resident import Status

# Ten pictures of some megapixels each, as base64.
MAX_BODY = 64 * 2**20
# While there is nothing else to say, a sign of life goes out every so many seconds.
KEEP_ALIVE = 5.0


_Endpoint = Callable[[Request], Awaitable[Response]]
_Cancel = Callable[[], None]


class EngineApi:
    """OpenAI's endpoints over one `LocalEngine`."""

    def __init__(self, engine: LocalEngine, token: str = "") -> None:
        """Serve `engine` to whoever brings `token` (to everybody where it is empty)."""
        self.engine = engine
        self.last_asked = time.monotonic()
        self._token = token
        self.app = Starlette(
            routes=[
                Route("/health", self._guarded(self.health)),
                Route("/v1/models", self._guarded(self.models)),
                Route("/v1/chat/completions", self._guarded(self.chat), methods=["POST"]),
                Route("/v1/completions", self._guarded(self.completions), methods=["POST"]),
                Route("/v1/blanks", self._guarded(self.blanks), methods=["POST"]),
            ],
            exception_handlers={
                EngineError: _engine_error,
                HTTPException: _http_error,
                ClientDisconnect: _nobody_listens,
            },
        )

    @property
    def idle_seconds(self) -> float:
        """How long nobody has asked anything; looking at `/health` does not count."""
        if self.engine.pending:
            self.last_asked = time.monotonic()
        return time.monotonic() - self.last_asked

    async def health(self, _: Request) -> Response:
        """Answered at once, whatever the engine is doing."""
        return JSONResponse(_health(self.engine.status, self.engine.pending))

    async def models(self, _: Request) -> Response:
        """The names that a request may ask for."""
        self.last_asked = time.monotonic()
        models = [entry for model in installed_models().values() for entry in _listing(model)]
        return JSONResponse({"object": "list", "data": models})

    async def chat(self, request: Request) -> Response:
        """Answer a conversation, whole or as a stream."""
        self.last_asked = time.monotonic()
        asked = await asyncio.to_thread(ChatRequest.parse, await _body(request))
        cancel, events = self._submit(asked)
        if asked.stream:
            return _CancellingResponse(self._stream(asked, events), cancel)
        return await _unless_disconnected(request, cancel, _whole(asked, events))

    async def completions(self, request: Request) -> Response:
        """Say how likely texts are."""
        self.last_asked = time.monotonic()
        asked = await asyncio.to_thread(ScoreRequest.parse, await _body(request))
        cancel, events = self._submit(asked)
        return await _unless_disconnected(request, cancel, _scores(asked, events))

    async def blanks(self, request: Request) -> Response:
        """Say how likely each choice is in each of several blanks."""
        self.last_asked = time.monotonic()
        asked = await asyncio.to_thread(BlanksRequest.parse, await _body(request))
        cancel, events = self._submit(asked)
        return await _unless_disconnected(request, cancel, _filled(events))

    def _submit(self, asked: Asked) -> tuple[_Cancel, asyncio.Queue[Event]]:
        """Queue a request; returns what cancels it, and where its events come."""
        events: asyncio.Queue[Event] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def hear(event: Event) -> None:
            with contextlib.suppress(RuntimeError):  # the loop has ended, and nobody listens
                loop.call_soon_threadsafe(events.put_nowait, event)

        job = self.engine.submit(asked, hear)
        return lambda: self.engine.cancel(job), events

    async def _stream(
        self, asked: ChatRequest, events: asyncio.Queue[Event]
    ) -> AsyncIterator[bytes]:
        answer = Answer(asked.model)
        yield answer.opening()
        while True:
            try:
                happened = await asyncio.wait_for(events.get(), KEEP_ALIVE)
            except TimeoutError:
                yield comment(self.engine.status.state)
                continue
            match happened:
                case Piece(text):
                    yield answer.piece(text)
                case Finished(reason, usage):
                    yield answer.ending(reason)
                    if asked.include_usage:
                        yield answer.usage(usage)
                    yield DONE
                    return
                case Failed(error):
                    yield event(error_answer(error)[1])
                    return

    def _guarded(self, endpoint: _Endpoint) -> _Endpoint:
        """`endpoint` for those who bring the token."""

        async def guarded(request: Request) -> Response:
            given = request.headers.get("authorization", "").removeprefix("Bearer ")
            if self._token and not hmac.compare_digest(given.encode(), self._token.encode()):
                raise HTTPException(401, "wrong token")
            return await endpoint(request)

        return guarded


class _CancellingResponse(StreamingResponse):
    """A stream of events; the job ends when the connection does, however that comes about."""

    def __init__(self, events: AsyncIterator[bytes], cancel: _Cancel) -> None:
        super().__init__(
            events, media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )
        self._cancel = cancel

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._cancel()


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise RequestRefusedError(f"the request is larger than {MAX_BODY // 2**20} MiB")
    return bytes(body)


async def _whole(asked: ChatRequest, events: asyncio.Queue[Event]) -> Response:
    text = ""
    while True:
        match await events.get():
            case Piece(more):
                text += more
            case Finished(reason, usage):
                return JSONResponse(Answer(asked.model).whole(text, reason, usage))
            case Failed(error):
                raise error


async def _scores(asked: ScoreRequest, events: asyncio.Queue[Event]) -> Response:
    match await events.get():
        case Scored(scores, usage):
            # A batch of long texts is megabytes of JSON, which others need not wait for.
            body = await asyncio.to_thread(scores_answer, asked, scores, usage)
            return await asyncio.to_thread(JSONResponse, body)
        case Failed(error):
            raise error
    raise AssertionError("an engine answers a request for scores by nothing else")


async def _filled(events: asyncio.Queue[Event]) -> Response:
    match await events.get():
        case Filled(logprobs, usage):
            return JSONResponse(blanks_answer(logprobs, usage))
        case Failed(error):
            raise error
    raise AssertionError("an engine answers a request for blanks by nothing else")


async def _unless_disconnected(
    request: Request, cancel: _Cancel, answer: Awaitable[Response]
) -> Response:
    """Wait for `answer`, or `cancel` when the client goes."""
    working = asyncio.ensure_future(answer)
    leaving = asyncio.ensure_future(_disconnection(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else Response(status_code=499)
    finally:
        cancel()
        working.cancel()
        leaving.cancel()


async def _disconnection(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _engine_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, EngineError)  # noqa: S101  # Starlette's type is wider than its promise
    status, body = error_answer(error)
    return JSONResponse(body, status)


async def _http_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  # as above
    body = error_body(error.detail, "invalid_request_error", None)
    return JSONResponse(body, error.status_code, error.headers)


async def _nobody_listens(_: Request, __: Exception) -> Response:
    return Response(status_code=499)


def _listing(model: InstalledModel) -> list[dict[str, object]]:
    """The names of a model in the protocol's form, and what it has read where that is known."""
    read = {} if model.has_read is None else {"has_read": sorted(model.has_read)}
    return [
        {"id": name, "object": "model", "created": 0, "owned_by": "limner", **read}
        for name in model.names
    ]


def _health(status: Status, pending: int) -> dict[str, object]:
    return {
        "status": status.state,
        "model": status.model,
        "progress": status.progress,
        "error": status.error,
        "adapter": status.adapter,
        "pending": pending,
        "pid": os.getpid(),
    }
