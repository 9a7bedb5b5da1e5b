"""Editors that do not wait for a command: they get an answer soon, and the work goes on.

Emacs' Eglot and lsp-mode let the user do nothing until a command is answered, and after ten seconds
they take it for an error; Helix does so after twenty. The progress that they show, or the message
at the end, tells the rest. Helix shows nobody the error of a command: it is told as a message.
"""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types

from limner_server.errors import LimnerError

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

    Handler = Callable[[LimnerServer, types.ExecuteCommandParams], Awaitable[Any]]

log = logging.getLogger(__name__)

# By the names that they give themselves, in lower case; lsp-mode is "emacs", an old Eglot has none.
_IMPATIENT: Final = ("eglot", "helix", "emacs", "")
_HIDES_ERRORS: Final = "helix"
# Wrong arguments, and all that is quick, are answered as they should be.
_SOON: Final = 1.0


def waits_for_commands(server: LimnerServer) -> bool:
    """Whether the editor waits for a command while its user goes on."""
    return server.client_name.lower() not in _IMPATIENT


def answered_soon(handler: Handler) -> Handler:
    """The handler of a command, for such editors too; "pending" says that more is to come."""

    @functools.wraps(handler)
    async def handle(ls: LimnerServer, params: types.ExecuteCommandParams) -> Any:
        if waits_for_commands(ls):
            return await handler(ls, params)
        work = asyncio.ensure_future(handler(ls, params))
        await asyncio.wait({work}, timeout=_SOON)
        if work.done():
            if ls.client_name.lower() == _HIDES_ERRORS:
                _tell_trouble(ls, work)
            return work.result()
        work.add_done_callback(functools.partial(_tell_trouble, ls))
        return {"pending": True}

    return handle


def _tell_trouble(server: LimnerServer, work: asyncio.Future[Any]) -> None:
    """What the answer would have said, were it not given already."""
    error = None if work.cancelled() else work.exception()
    if isinstance(error, LimnerError):
        server.tell(str(error), types.MessageType.Error)
    elif error is not None:
        log.error("a command failed after its answer", exc_info=error)
