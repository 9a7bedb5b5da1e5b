"""What is being worked on, so that each of the client's ways to cancel reaches it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from lsprotocol.types import ProgressToken

from limner_server.errors import CancelledError

Result = TypeVar("Result")


class Jobs:
    """The running jobs, by the request that started them and by their progress token."""

    def __init__(self) -> None:
        """Nothing is running."""
        self._by_request: dict[ProgressToken, asyncio.Task[Any]] = {}
        self._by_token: dict[ProgressToken, asyncio.Task[Any]] = {}

    @property
    def running(self) -> bool:
        """Whether anything is being worked on."""
        return bool(self._by_request or self._by_token)

    async def run(self, work: Coroutine[Any, Any, Result], request: ProgressToken | None) -> Result:
        """Work until it is done or cancelled.

        Args:
            work: to be done.
            request: id of the request that asked for it; `$/cancelRequest` names it.

        Raises:
            CancelledError: the client cancelled it.
        """
        task = asyncio.ensure_future(work)
        if request is not None:
            self._by_request[request] = task
        try:
            # Not awaited itself: a cancelled task would take the handler with it, and pygls never
            # answers the request of a handler that was cancelled from inside.
            await asyncio.wait({task})
        finally:
            task.cancel()
            self._forget(task)
        if task.cancelled():
            raise CancelledError
        return task.result()

    def name_by_token(self, token: ProgressToken | None) -> None:
        """Let the progress token stand for the job that calls this."""
        task = asyncio.current_task()
        if token is not None and task is not None:
            self._by_token[token] = task

    def cancel_request(self, request: ProgressToken) -> None:
        """Stop the job of a request, where there is one."""
        if (task := self._by_request.get(request)) is not None:
            task.cancel()

    def cancel_progress(self, token: ProgressToken) -> None:
        """Stop the job with this progress token, where there is one."""
        if (task := self._by_token.get(token)) is not None:
            task.cancel()

    def cancel_all(self) -> None:
        """Stop everything."""
        for task in set(self._by_request.values()) | set(self._by_token.values()):
            task.cancel()

    def _forget(self, task: asyncio.Task[Any]) -> None:
        for table in (self._by_request, self._by_token):
            for key in [key for key, running in table.items() if running is task]:
                del table[key]
