"""Tells the client what is being done: work-done progress, and what has been written so far."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from limner_server.worker.messages import Report

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

log = logging.getLogger(__name__)

# As much of the line that is being written as a progress bar has room for.
_GLIMPSE: Final = 60


class WorkProgress:
    """The progress of one request; silent where the client wants none.

    Attributes:
        token: that it is reported under, or None.
        outcome: how it ended, in a few words.
        if_cancelled: the same, where it is cancelled.
    """

    def __init__(self, server: LimnerServer, token: types.ProgressToken | None) -> None:
        """Report under `token`, or nothing where it is None."""
        self.token = token
        self.outcome = "failed"
        self.if_cancelled = "cancelled"
        self._server = server
        self._percentage = 0

    def report(self, report: Report) -> None:
        """Tell what is being done, with a glimpse of the line that is being written."""
        if self.token is None:
            return
        if report.fraction is not None:
            # LSP wants it to rise only.
            self._percentage = max(self._percentage, min(100, round(report.fraction * 100)))
        line = report.partial.rstrip().rpartition("\n")[2].strip()
        message = f"{report.message}: {line[:_GLIMPSE]}" if line else report.message
        value = types.WorkDoneProgressReport(message=message, percentage=self._percentage)
        self._server.work_done_progress.report(self.token, value)

    def begin(self, title: str) -> None:
        """Say what is begun."""
        if self.token is not None:
            value = types.WorkDoneProgressBegin(title=title, cancellable=True, percentage=0)
            self._server.work_done_progress.begin(self.token, value)

    def end(self) -> None:
        """Say how it ended."""
        if self.token is None:
            return
        value = types.WorkDoneProgressEnd(message=self.outcome)
        self._server.work_done_progress.end(self.token, value)
        self._server.work_done_progress.tokens.pop(self.token, None)


@asynccontextmanager
async def work_progress(
    server: LimnerServer, token: types.ProgressToken | None, title: str
) -> AsyncIterator[WorkProgress]:
    """The progress of the job in the block, which its bar cancels.

    Args:
        server: that does the job.
        token: the client's; where it is None, one of ours if the client shows them.
        title: of the bar.
    """
    if token is None and _shows_progress(server.client_capabilities):
        token = await _own_token(server)
    progress = WorkProgress(server, token)
    progress.begin(title)
    server.jobs.name_by_token(token)
    try:
        with server.activity.doing(title):
            yield progress
    except asyncio.CancelledError:
        progress.outcome = progress.if_cancelled
        raise
    finally:
        progress.end()


async def _own_token(server: LimnerServer) -> types.ProgressToken | None:
    token = str(uuid.uuid4())
    try:
        await server.work_done_progress.create_async(token)
    except JsonRpcException as error:
        # Then the user waits without a bar; that is no reason not to work.
        log.warning("the client shows no progress: %s", error)
        return None
    return token


def _shows_progress(client: types.ClientCapabilities) -> bool:
    return client.window is not None and bool(client.window.work_done_progress)
