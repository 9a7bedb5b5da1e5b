"""Completions while the user types: the latest alone, after a pause, and never in anyone's way."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from lsprotocol.types import Position, ProgressToken

from limner_server.errors import LimnerError
from limner_server.lsp.options import OFF
from limner_server.lsp.places import document_path
from limner_server.lsp.project import Project, is_notebook
from limner_server.proof.sandbox.ran import Running
from limner_server.tasks.complete_answer import CompleteAnswer
from limner_server.tasks.request import NO_MODEL, CompleteRequest
from limner_server.wire import to_json

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

log = logging.getLogger(__name__)

# A pause in typing, in seconds; shorter ones are within a word.
_PAUSE: Final = 0.25
# What comes later than that is about text that has gone on.
_PATIENCE: Final = 10.0


class Completions:
    """At most one is being looked for."""

    def __init__(self) -> None:
        """None is."""
        self._latest: asyncio.Task[str] | None = None

    def stop(self) -> None:
        """Make way: for a later one, or for what the user has asked for."""
        if self._latest is not None:
            self._latest.cancel()

    async def complete(
        self,
        server: LimnerServer,
        uri: str,
        position: Position,
        request: ProgressToken | None,
        *,
        at_once: bool,
    ) -> str:
        """The text that may stand at a place next, or "".

        Args:
            server: with the documents, the settings and the worker.
            uri: of the document.
            position: of the cursor.
            request: id of the client's request, by which it is cancelled.
            at_once: whether the user asked, rather than paused.
        """
        self.stop()
        if not _may_ask(server) or server.worker.busy:
            return ""
        task = asyncio.ensure_future(_complete(server, uri, position, 0 if at_once else _PAUSE))
        self._latest = task
        try:
            return await server.jobs.run(_result(task), request)
        except LimnerError as error:
            log.info("no completion: %s", error)
            return ""
        finally:
            task.cancel()
            if self._latest is task:
                self._latest = None


async def _result(task: asyncio.Task[str]) -> str:
    return await task


async def _complete(server: LimnerServer, uri: str, position: Position, pause: float) -> str:
    await asyncio.sleep(pause)
    document, path = server.documents.open_document(uri), document_path(uri)
    if document is None or path is None or is_notebook(uri) or server.worker.busy:
        return ""
    version, path = document.version, path.resolve()
    project = Project.of(server, path)
    request = CompleteRequest(
        **project.settings(server),
        # Nothing is run for it, so that nobody has to be asked.
        running=Running.NEVER,
        seconds=_PATIENCE,
        path=path,
        offset=document.positions.offset(position),
    )
    arguments = {"request": to_json(request), "clipboard": False}
    values = await server.worker.ask("complete", arguments, lambda _: None, _PATIENCE)
    # Text that has changed meanwhile asks anew.
    now = server.documents.open_document(uri)
    fits = now is not None and now.version == version
    return CompleteAnswer.from_json(values).result if fits else ""


def _may_ask(server: LimnerServer) -> bool:
    """Whether a model is configured that may know code; which the built-in one does not."""
    options = server.options
    if options.inline_completion == OFF or options.model == NO_MODEL:
        return False
    # Not needed where nobody completes, and the settings may change while we run.
    from limner_model.config import BUILTIN_MODEL, Config  # noqa: PLC0415

    try:
        config = Config.load()
    except LimnerError:
        # Tasks that the user asks for will tell it.
        return False
    model = options.model or config.model
    return bool(options.engine_url or config.base_url) or model.partition(":")[0] != BUILTIN_MODEL
