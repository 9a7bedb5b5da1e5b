"""Tells the client what is being done: work-done progress, and what has been written so far."""

from __future__ import annotations

import logging
import uuid
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
    """The progress of one request, from `begin` to `end`; silent where the client wants none."""

    def __init__(self, server: LimnerServer, token: types.ProgressToken | None) -> None:
        """Report under `token`, or nothing where it is None."""
        self.token = token
        self._server = server
        self._percentage = 0

    @classmethod
    async def open(
        cls, server: LimnerServer, token: types.ProgressToken | None, title: str
    ) -> WorkProgress:
        """Begin to report: under the client's token, else under one of ours where it shows them."""
        if token is None and _shows_progress(server.client_capabilities):
            token = await _own_token(server)
        progress = cls(server, token)
        if token is not None:
            begin = types.WorkDoneProgressBegin(title=title, cancellable=True, percentage=0)
            server.work_done_progress.begin(token, begin)
        return progress

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

    def end(self, message: str) -> None:
        """Say how it ended."""
        if self.token is None:
            return
        value = types.WorkDoneProgressEnd(message=message)
        self._server.work_done_progress.end(self.token, value)
        self._server.work_done_progress.tokens.pop(self.token, None)


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
