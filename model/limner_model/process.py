"""The engine as a process of its own: `limner engine`, or started in the background by `daemon`."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import gc
import logging
import os
import signal
import socket
import sys
from typing import TYPE_CHECKING

import filelock
import uvicorn

from limner_model.config import Config
from limner_model.endpoint import Endpoint, engine_lock, listen
from limner_model.errors import EngineUnavailableError, LimnerError

if TYPE_CHECKING:
    from limner_model.api import EngineApi

log = logging.getLogger(__name__)

# Every so many seconds the engine looks whether it is still of use.
_LOOK_ROUND = 2.0
# A layer of a large model takes seconds on a slow CPU. What takes so long hangs.
_STUCK = 600.0


def serve(config: Config) -> None:
    """Run the engine in this process until it is told to stop or nobody needs it any more.

    Raises:
        EngineUnavailableError: this user's engine runs already, or no socket can be opened.
    """
    lock = filelock.FileLock(engine_lock())
    try:
        # Not at once: a client that looks whether an engine lives holds the lock for an instant.
        lock.acquire(timeout=1)
    except filelock.Timeout as error:
        raise EngineUnavailableError(
            "the engine is running already", "see it by `limner status`"
        ) from error
    with lock:
        _serve_alone(config)


def _serve_alone(config: Config) -> None:
    # Nothing leaves the machine: no library may look for updates, kernels or files elsewhere.
    # They read this when they are imported.
    os.environ |= {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
    # Nothing here is compiled, and without the compiler bitsandbytes is imported in half the time.
    os.environ["TORCHDYNAMO_DISABLE"] = "1"
    # 400,000 objects come with torch, and stay. To look for garbage among them takes a fifth of the
    # start, and later, in the middle of an answer, as long as a hundred tokens.
    gc.disable()
    # Before anybody can ask: importing torch stalls every thread of a process for seconds.
    from limner_model.api import EngineApi  # noqa: PLC0415
    from limner_model.engine import LocalEngine  # noqa: PLC0415

    gc.freeze()
    gc.enable()
    try:
        listener, endpoint = listen()
    except OSError as error:
        raise EngineUnavailableError(f"the engine cannot listen ({error})") from error
    with contextlib.closing(listener), contextlib.closing(LocalEngine()) as engine:
        engine.preload(config.model)
        endpoint.publish()
        try:
            _run(EngineApi(engine, endpoint.token), listener, endpoint, config.idle_minutes * 60)
        finally:
            endpoint.withdraw()


def _run(api: EngineApi, listener: socket.socket, endpoint: Endpoint, idle_limit: float) -> None:
    settings = uvicorn.Config(
        api.app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=2
    )
    server = uvicorn.Server(settings)

    async def leave_when_useless() -> None:
        """Leave when idle, out of reach, or stuck."""
        while endpoint.is_published() and api.idle_seconds < idle_limit:  # no event
            await asyncio.sleep(min(idle_limit, _LOOK_ROUND))
            if api.engine.stalled_seconds > _STUCK:
                # A thread that hangs in a driver cannot be ended; whoever asks next starts anew.
                log.critical("nothing has moved for %.0f s: giving up", _STUCK)
                os._exit(1)
        log.info("idle, or out of reach: leaving")
        server.should_exit = True

    async def run() -> None:
        watching = asyncio.create_task(leave_when_useless())
        await server.serve(sockets=[listener])
        watching.cancel()

    # Having shut down, uvicorn raises the signal again, for whoever handled it before: that must
    # not kill us before the socket is cleared away.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run())


def main() -> int:
    """The engine in the background: its one argument is the model to load first.

    What it has to say goes to the log, the reason why it cannot start last.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        serve(dataclasses.replace(Config.load(), model=sys.argv[1]))
    except LimnerError as error:
        print(error, file=sys.stderr)  # noqa: T201  # into the log
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
