"""The server's end of the worker: starts it when first needed, notices its death, replaces it."""

from __future__ import annotations

import asyncio
import itertools
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from limner_server import errors
from limner_server.errors import LimnerError, TimeLimitError, WorkerDiedError
from limner_server.worker.messages import (
    HEADER,
    Cancel,
    Done,
    Failed,
    Message,
    Report,
    Start,
    decode,
    encode,
)

log = logging.getLogger(__name__)

# -P: a folder that somebody else filled must not shadow our modules or Python's.
COMMAND: Final = (sys.executable, "-P", "-m", "limner_server.worker.process")
# Seconds that a cancelled task has to end by itself before its process is ended.
GRACE: Final = 3.0
# Seconds after which a worker that nobody asked anything gives its memory back.
IDLE: Final = 600.0

Listener = Callable[[Report], None]


@dataclass(slots=True)
class _Request:
    """A request that the worker has not answered yet; `abandoned` where nobody waits for it."""

    start: Start
    listener: Listener
    answer: asyncio.Future[dict[str, Any]] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )
    abandoned: bool = False


class WorkerClient:
    """One worker process, started when first needed and again where it died.

    Lives on one event loop. The worker does one request after the other, in order.
    """

    def __init__(self, command: tuple[str, ...] = COMMAND) -> None:
        """Start nothing yet; `command` is what will be run."""
        self._command = command
        self._process: asyncio.subprocess.Process | None = None
        # Who hears what; a worker that is leaving is still listened to.
        self._listening: dict[asyncio.Task[None], asyncio.subprocess.Process] = {}
        self._starting = asyncio.Lock()
        self._numbers = itertools.count(1)
        self._unanswered: dict[int, _Request] = {}
        self._idle: asyncio.TimerHandle | None = None

    @property
    def busy(self) -> bool:
        """Whether somebody waits for an answer."""
        return any(not request.abandoned for request in self._unanswered.values())

    async def ask(
        self, task: str, arguments: dict[str, Any], listener: Listener, time_limit: float
    ) -> dict[str, Any]:
        """Have a task done. Cancelling the caller cancels the task and frees the worker.

        Args:
            task: its name.
            arguments: JSON values.
            listener: hears what is being done.
            time_limit: seconds, waiting for earlier requests included.

        Raises:
            LimnerError: what the task raised.
            TimeLimitError: it took too long.
            WorkerDiedError: the worker died over it; the next request gets a new one.
        """
        request = _Request(Start(next(self._numbers), task, arguments), listener)
        self._unanswered[request.start.id] = request
        self._cancel_idle_exit()
        if len(self._unanswered) > 1:
            listener(Report(request.start.id, "Waiting for the request before", None, ""))
        try:
            await self._deliver(request.start)
            async with asyncio.timeout(time_limit):
                return await request.answer
        except TimeoutError as error:
            raise TimeLimitError(
                f"it took longer than {time_limit:.0f} s", "raise the setting limner.timeLimit"
            ) from error
        finally:
            self._abandon(request)

    async def close(self) -> None:
        """End the worker, whatever it is doing."""
        self._cancel_idle_exit()
        self._process = None
        for process in self._listening.values():
            with suppress(ProcessLookupError):
                process.kill()
        if self._listening:
            await asyncio.wait(self._listening)

    async def _running(self) -> asyncio.subprocess.Process:
        async with self._starting:
            if self._process is None:
                self._process = await asyncio.create_subprocess_exec(
                    *self._command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
                )
                listening = asyncio.create_task(self._listen(self._process))
                self._listening[listening] = self._process
                listening.add_done_callback(self._listening.pop)
            return self._process

    async def _deliver(self, message: Message) -> None:
        process = await self._running()
        assert process.stdin is not None  # noqa: S101 - it was asked for
        # A worker that is dying takes no more; `_listen` hears of its end and sends again.
        with suppress(ConnectionError):
            process.stdin.write(encode(message))
            await process.stdin.drain()

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None  # noqa: S101 - it was asked for
        with suppress(asyncio.IncompleteReadError):
            while True:
                header = await process.stdout.readexactly(HEADER)
                body = await process.stdout.readexactly(int.from_bytes(header, "big"))
                self._heard(decode(body))
        code = await process.wait()
        if self._process is process:
            self._process = None
            await self._replace(code)

    def _heard(self, message: Message) -> None:
        request = self._unanswered.get(message.id)
        if request is None:
            return
        if isinstance(message, Report):
            if not request.abandoned:
                request.listener(message)
            return
        del self._unanswered[message.id]
        if not request.answer.done():
            if isinstance(message, Done):
                request.answer.set_result(message.answer)
            elif isinstance(message, Failed):
                request.answer.set_exception(_error(message))
        if not self._unanswered:
            self._schedule_idle_exit()

    async def _replace(self, code: int) -> None:
        """The worker has ended: its request fails, those that waited go to a new worker."""
        oldest = next(iter(self._unanswered.values()), None)
        waiting = [request for request in self._unanswered.values() if not request.abandoned]
        self._unanswered = {request.start.id: request for request in waiting}
        if oldest is None:
            return
        if not oldest.abandoned:
            del self._unanswered[oldest.start.id]
            waiting.remove(oldest)
            log.error("the worker ended with exit code %d", code)
            if not oldest.answer.done():
                oldest.answer.set_exception(
                    WorkerDiedError(
                        f"the worker process died at work (exit code {code})",
                        "try again, a new one takes its place",
                    )
                )
        for request in waiting:
            await self._deliver(request.start)

    def _abandon(self, request: _Request) -> None:
        """Nobody waits for the answer any more; does nothing where it has come."""
        number = request.start.id
        if number not in self._unanswered:
            return
        request.abandoned = True
        request.answer.cancel()
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.write(encode(Cancel(number)))
        asyncio.get_running_loop().call_later(GRACE, self._end_if_stuck, number)

    def _end_if_stuck(self, number: int) -> None:
        process = self._process
        oldest = next(iter(self._unanswered), None)
        if process is None or number != oldest:
            return
        log.warning("the worker did not stop at a cancel and is replaced")
        with suppress(ProcessLookupError):
            process.kill()

    def _schedule_idle_exit(self) -> None:
        self._cancel_idle_exit()
        self._idle = asyncio.get_running_loop().call_later(IDLE, self._exit_idle)

    def _cancel_idle_exit(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None

    def _exit_idle(self) -> None:
        process = self._process
        if process is not None and not self._unanswered and process.stdin is not None:
            # It hears nothing any more: whoever asks while it leaves gets a new one.
            self._process = None
            process.stdin.close()


def _error(failed: Failed) -> LimnerError:
    """The error that the task raised, of its own class where that is one of ours."""
    if failed.detail:
        log.error("%s", failed.detail)
    kind = getattr(errors, failed.kind, LimnerError)
    if kind is errors.CancelledError:
        return errors.CancelledError()
    if isinstance(kind, type) and issubclass(kind, LimnerError):
        return kind(failed.message, failed.remedy)
    return LimnerError(failed.message, failed.remedy)
