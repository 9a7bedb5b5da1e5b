"""One engine for the user and the machine: found, or started in the background, by whoever asks."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import filelock

from limner_model.client import Engine
from limner_model.config import Config
from limner_model.endpoint import Endpoint, engine_lock
from limner_model.errors import (
    CancelledError,
    EngineError,
    EngineUnavailableError,
    ModelLoadError,
    ModelUnsuitedError,
)
from limner_model.installed import resolve
from limner_model.locations import log_file, runtime_dir

# Hears what is going on, with the fraction done where it is known.
StartProgress = Callable[[str, float | None], None]

# Importing torch takes seconds on a good day, a minute on a busy disk.
_START_TIMEOUT = 180.0
_POLL = 0.05
_LOG_LIMIT = 2**20


def ensure_engine(
    config: Config | None = None,
    *,
    subject: str = "",
    progress: StartProgress = lambda _, __: None,
    cancelled: threading.Event | None = None,
) -> Engine:
    """The engine that the user's settings ask for, ready to answer.

    Where the settings name an endpoint, it is that one, whether it answers or not. Else it is the
    local engine: the one that runs, or a new one.

    Args:
        config: the settings; the user's own where None.
        subject: what the model must have read ("code", "pages"); empty where that is all the same.
        progress: hears of starting and loading.
        cancelled: set to give up waiting; the engine goes on starting, for the next to ask.

    Raises:
        ModelNotFoundError: there is no such model on this machine.
        ModelUnsuitedError: it has not read `subject`; nothing is started for it.
        EngineUnavailableError: the engine cannot be started.
        ModelLoadError: it runs, but cannot load the model.
        CancelledError: `cancelled` was set.
    """
    config = config or Config.load()
    if config.base_url:
        engine = Engine(config.base_url, config.model, api_key=config.api_key or None)
        with contextlib.suppress(EngineError):  # it says so when it is asked
            engine = engine.introduced()
        if subject and engine.listed is not None and not engine.has_read(subject):
            raise _unsuited(config.model, subject)
        return engine
    read = resolve(config.model)[0].has_read
    if subject and read is not None and subject not in read:
        raise _unsuited(config.model, subject)
    waiting = _Waiting(cancelled or threading.Event(), time.monotonic() + _START_TIMEOUT)
    endpoint = _running() or _start(config.model, progress, waiting)
    # To list its models counts as being asked: the engine will not leave for idleness now.
    engine = _reach(endpoint, config.model).introduced()
    _wait_for_weights(endpoint, config.model, progress, waiting)
    return engine


def _unsuited(model: str, subject: str) -> ModelUnsuitedError:
    return ModelUnsuitedError(
        f"the model {model!r} has not read {subject}",
        "get one that has by `limner model pull`, or set base_url to an engine that serves one",
    )


def engine_health(timeout: float = 10.0) -> dict[str, Any] | None:
    """What the local engine says of itself (`/health`) within `timeout` seconds; None for none."""
    endpoint = Endpoint.published()
    return _health(endpoint, timeout) if endpoint else None


def stop_engine(timeout: float = 10.0) -> bool:
    """End the local engine, and what it is doing.

    Returns:
        Whether there was one to end.

    Raises:
        EngineUnavailableError: it does not end within `timeout` seconds.
    """
    health = engine_health()
    if health is None:
        return False
    os.kill(int(health["pid"]), signal.SIGTERM)
    deadline = time.monotonic() + timeout
    while _is_alive():
        if time.monotonic() > deadline:
            raise EngineUnavailableError(f"the engine (process {health['pid']}) does not stop")
        time.sleep(_POLL)
    return True


class _Waiting:
    """How long, and whether at all, to go on waiting."""

    def __init__(self, cancelled: threading.Event, deadline: float) -> None:
        self._cancelled = cancelled
        self._deadline = deadline

    def step(self) -> None:
        """Wait a moment.

        Raises:
            CancelledError: nobody wants to wait any more.
            EngineUnavailableError: it took too long.
        """
        if self._cancelled.wait(_POLL):
            raise CancelledError
        if time.monotonic() > self._deadline:
            raise EngineUnavailableError(
                f"the engine did not start within {_START_TIMEOUT:.0f} s", f"see {log_file()}"
            )


def _reach(endpoint: Endpoint, model: str = "", timeout: float = 120.0) -> Engine:
    return Engine(
        endpoint.base_url,
        model,
        api_key=endpoint.token or None,
        socket=endpoint.socket or None,
        timeout=timeout,
    )


def _running() -> Endpoint | None:
    """The engine that answers now."""
    endpoint = Endpoint.published()
    return endpoint if endpoint and _health(endpoint) else None


def _health(endpoint: Endpoint, timeout: float = 10.0) -> dict[str, Any] | None:
    with contextlib.suppress(EngineError):  # that nobody answers is the answer
        return _reach(endpoint, timeout=timeout).health()
    return None


def _is_alive() -> bool:
    """Whether an engine holds its lock: it runs, or is about to."""
    lock = filelock.FileLock(engine_lock())
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        return True
    lock.release()
    return False


def _start(model: str, progress: StartProgress, waiting: _Waiting) -> Endpoint:
    """Start an engine, unless somebody else does meanwhile."""
    process: subprocess.Popen[bytes] | None = None
    with _starting(waiting):
        while (endpoint := _running()) is None:
            # One that lives but does not answer is about to, or about to leave.
            if not _is_alive():
                if process is None:
                    progress(_why_start(), None)
                    process = _spawn(model)
                elif process.poll() is not None:
                    raise EngineUnavailableError(
                        f"the engine did not start: {_last_words()}", f"see {log_file()}"
                    )
            waiting.step()
        return endpoint


def _why_start() -> str:
    # An engine that leaves of its own accord clears its endpoint away.
    if Endpoint.published():
        return f"the engine had died (see {log_file()}): starting it again"
    return "starting the engine"


@contextlib.contextmanager
def _starting(waiting: _Waiting) -> Iterator[None]:
    """One starter at a time: who comes second finds the engine of the first."""
    lock = filelock.FileLock(runtime_dir() / "start.lock")
    while True:
        try:
            lock.acquire(timeout=0)
            break
        except filelock.Timeout:
            waiting.step()
    try:
        yield
    finally:
        lock.release()


def check_engine_installed() -> None:
    """Make sure that this Python has what the local engine needs.

    Raises:
        EngineUnavailableError: it has not.
    """
    needed = (
        *("torch", "transformers", "bitsandbytes", "peft"),
        *("llguidance", "starlette", "uvicorn"),
    )
    missing = [name for name in needed if importlib.util.find_spec(name) is None]
    if missing:
        raise EngineUnavailableError(
            f"the local engine is not installed (no {', '.join(missing)})",
            "pip install 'limner[engine]', or set base_url to an engine elsewhere",
        )


def _spawn(model: str) -> subprocess.Popen[bytes]:
    """The engine as a process that outlives this one."""
    check_engine_installed()
    command = [sys.executable, "-m", "limner_model.process", model]
    # Not in the workspace: a folder must stay free to be moved, and a file `torch.py` in it silent.
    home = Path.home()
    detached: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
        detached = {"creationflags": flags}
    try:
        with _open_log() as log:
            return subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=home, **detached
            )
    except OSError as error:
        raise EngineUnavailableError(f"the engine cannot be started ({error})") from error


def _open_log() -> Any:
    path = log_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > _LOG_LIMIT:
        path.replace(path.with_suffix(".old.log"))
    return path.open("ab")


def _last_words() -> str:
    with contextlib.suppress(OSError):
        lines = log_file().read_text(encoding="utf-8", errors="replace").splitlines()
        return next((line.strip() for line in reversed(lines) if line.strip()), "no log")
    return "no log"


def _wait_for_weights(
    endpoint: Endpoint, model: str, progress: StartProgress, waiting: _Waiting
) -> None:
    base = model.partition(":")[0]
    while True:
        health = _health(endpoint)
        if health is None:
            raise EngineUnavailableError("the engine died while it loaded", f"see {log_file()}")
        if health["model"] != base or health["status"] == "ready":
            return  # another model: ours is loaded when it is asked for
        if health["status"] == "failed":
            raise ModelLoadError(health["error"])
        if health["status"] == "loading":
            progress(f"loading {base}", health["progress"])
        waiting.step()
