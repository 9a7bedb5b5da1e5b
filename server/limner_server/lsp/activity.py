"""What the server is doing and whom it asks, for editors that show it all the time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from limner_server.errors import LimnerError
from limner_server.lsp.messages import EngineKind, Status
from limner_server.lsp.options import Options
from limner_server.lsp.protocol import STATUS_CHANGED
from limner_server.tasks.request import NO_MODEL

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

log = logging.getLogger(__name__)

# Seconds between two looks at the engine: tasks have it started, and it leaves by itself.
_AT_WORK: Final = 1.0
_AT_REST: Final = 10.0
# An engine that does not say how it is within that is as good as none.
_PATIENCE: Final = 2.0


class Activity:
    """The tasks in progress, and the client that is told of them where it wants to be."""

    def __init__(self) -> None:
        """Nothing is being done, and nobody is told."""
        self._titles: dict[object, str] = {}
        self._changed = asyncio.Event()
        self._telling: asyncio.Task[None] | None = None

    @contextmanager
    def doing(self, title: str) -> Iterator[None]:
        """The block does something."""
        key = object()
        self._titles[key] = title
        self._changed.set()
        try:
            yield
        finally:
            del self._titles[key]
            self._changed.set()

    def changed(self) -> None:
        """Look at once whether there is something to tell: the settings may be others."""
        self._changed.set()

    async def status(self, server: LimnerServer) -> Status:
        """As it is now; nothing is started for it."""
        tasks = tuple(self._titles.values())
        folder = next((root.resolve() for root in server.roots), None)
        # Off the loop: the engine is another process, which may be busy or gone.
        return await asyncio.to_thread(_status, server.options, tasks, folder)

    def tell(self, server: LimnerServer) -> None:
        """From now on tell the client, where it wants to be told."""
        if self._telling is None and _wants_status(server):
            self._telling = asyncio.create_task(self._keep_telling(server))

    def stop(self) -> None:
        """Tell nobody any more."""
        if self._telling is not None:
            self._telling.cancel()

    async def _keep_telling(self, server: LimnerServer) -> None:
        told: Status | None = None
        while True:
            self._changed.clear()
            status = await self.status(server)
            if status != told:
                server.protocol.notify(STATUS_CHANGED, asdict(status))
                told = status
            pause = _AT_WORK if self._titles else _AT_REST
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), pause)


def _wants_status(server: LimnerServer) -> bool:
    experimental: Any = server.client_capabilities.experimental
    limner = _member(experimental, "limner")
    return _member(limner, "status") is True


def _member(value: Any, name: str) -> Any:
    """Of an object that may have come as a mapping or as something with attributes."""
    return value.get(name) if isinstance(value, dict) else getattr(value, name, None)


def _status(options: Options, tasks: tuple[str, ...], folder: Path | None) -> Status:
    # Not needed where nobody asks; and it takes longer than all of the server's start.
    from limner_model.config import Config  # noqa: PLC0415
    from limner_model.daemon import engine_health  # noqa: PLC0415

    error, config = "", None
    try:
        config = Config.load()
    except LimnerError as problem:
        error = str(problem)
    model = options.model or (config.model if config is not None else "")
    url = options.engine_url or (config.base_url if config is not None else "")
    nobody = Status(
        tasks,
        EngineKind.NONE,
        "",
        model,
        running=False,
        loaded="",
        error="",
        adapters={},
    )
    if model == NO_MODEL:
        return nobody
    if url:
        return replace(nobody, engine=EngineKind.REMOTE, url=url, error=error)
    health = engine_health(_PATIENCE)
    adapters: dict[str, str] = {}
    try:
        adapters = _adapters(model, folder)
    except LimnerError as problem:
        error = error or str(problem)
    local = replace(nobody, engine=EngineKind.LOCAL, error=error, adapters=adapters)
    if health is None:
        return local
    return replace(
        local,
        running=True,
        loaded=health["model"] if health["status"] == "ready" else "",
        error=health["error"] or error,
    )


def _adapters(model: str, folder: Path | None) -> dict[str, str]:
    """The adapter of each task; of a model that is an adapter itself, or not here, none."""
    from limner_model.installed import installed_models  # noqa: PLC0415 - as above
    from limner_model.store.choices import adapters_at_work  # noqa: PLC0415

    installed = installed_models().get(model)
    return adapters_at_work(installed, folder) if installed is not None else {}
