"""`window/workDoneProgress/cancel`: stop the job behind a progress bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


def work_done_progress_cancel(ls: LimnerServer, params: types.WorkDoneProgressCancelParams) -> None:
    """Stop it; the worker and the engine are free at once."""
    ls.jobs.cancel_progress(params.token)
