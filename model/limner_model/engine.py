"""The heart of the engine: one model, one queue, one request at a time on a thread of its own."""

from __future__ import annotations

import contextlib
import gc
import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

import torch

from limner_model.blanks_protocol import BlanksRequest
from limner_model.completions import ScoredToken, ScoreRequest
from limner_model.errors import (
    AdapterRefusedError,
    CancelledError,
    EngineError,
    EngineUnavailableError,
    LimnerError,
    ModelLoadError,
    OutOfMemoryError,
)
from limner_model.filling import fill
from limner_model.generation import generate
from limner_model.installed import resolve
from limner_model.loader import LoadedModel, is_out_of_memory, load_model
from limner_model.protocol import ChatRequest, FinishReason, Usage
from limner_model.scoring import score

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Piece:
    """More text of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer is whole."""

    reason: FinishReason
    usage: Usage


@dataclass(frozen=True, slots=True)
class Scored:
    """The texts are scored."""

    scores: list[list[ScoredToken]]
    usage: Usage


@dataclass(frozen=True, slots=True)
class Filled:
    """The blanks are filled in: the logarithm of each choice's likelihood, for each blank."""

    logprobs: list[list[float]]
    usage: Usage


@dataclass(frozen=True, slots=True)
class Failed:
    """There will be no (more) answer."""

    error: EngineError


Event = Piece | Finished | Scored | Filled | Failed
Asked = ChatRequest | ScoreRequest | BlanksRequest


@dataclass(slots=True)
class Job:
    """A request on its way through the engine.

    Attributes:
        request: what was asked.
        listener: hears the events, on the engine's thread. A cancelled job ends without any.
        cancelled: set to stop the job: at once in the queue, within a token in generation.
    """

    request: Asked
    listener: Callable[[Event], None]
    cancelled: threading.Event = field(default_factory=threading.Event)


class State(StrEnum):
    """What the engine is doing about its weights."""

    EMPTY = "empty"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Status:
    """What the engine says of itself.

    Attributes:
        state: of the weights.
        model: the model that is loaded, being loaded, or failed to load; empty before the first.
        progress: the fraction of the weights that is loaded, 0 to 1.
        error: why loading failed.
        adapter: of the model, at work for the last request; empty for none.
    """

    state: State = State.EMPTY
    model: str = ""
    progress: float = 0.0
    error: str = ""
    adapter: str = ""


class LocalEngine:
    """Answers requests one after the other; the model asked for is loaded when it is needed."""

    def __init__(self) -> None:
        """Start the engine's thread."""
        self.status = Status()
        self._loaded: LoadedModel | None = None
        self._jobs: queue.SimpleQueue[Job | str | None] = queue.SimpleQueue()
        self._pending = 0
        self._pending_lock = threading.Lock()
        self._current: Job | None = None
        self._last_sign_of_life = time.monotonic()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._work, name="engine", daemon=True)
        self._thread.start()

    @property
    def pending(self) -> int:
        """How many jobs wait or run, loading included."""
        return self._pending

    @property
    def stalled_seconds(self) -> float:
        """For how long nothing has moved although there is work; 0 where there is none."""
        return time.monotonic() - self._last_sign_of_life if self._pending else 0.0

    def preload(self, model: str) -> None:
        """Load `model` (or `MODEL:ADAPTER`) before anybody asks; a failure shows in `status`."""
        self._put(model)

    def submit(self, request: Asked, listener: Callable[[Event], None]) -> Job:
        """Queue a request; `listener` hears how it goes.

        Raises:
            ModelNotFoundError: the model or adapter is not on this machine.
            EngineUnavailableError: the engine is closing.
        """
        if self._closing.is_set():
            raise EngineUnavailableError("the engine is shutting down", "ask again")
        resolve(request.model)
        job = Job(request, listener)
        self._put(job)
        return job

    def close(self, timeout: float = 5.0) -> None:
        """Stop what runs, drop what waits, and end the thread within `timeout` seconds."""
        self._closing.set()
        if (current := self._current) is not None:
            current.cancelled.set()
        self._jobs.put(None)
        self._thread.join(timeout)

    def _put(self, job: Job | str) -> None:
        with self._pending_lock:
            if not self._pending:
                self._last_sign_of_life = time.monotonic()
            self._pending += 1
        self._jobs.put(job)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if isinstance(job, str):
                with contextlib.suppress(EngineError):  # it is in the status
                    self._model_for(job)
            else:
                self._run(job)
            with self._pending_lock:
                self._pending -= 1

    def _run(self, job: Job) -> None:
        self._current = job
        try:
            job.listener(self._answer(job))
        except CancelledError:
            log.info("cancelled")
        except EngineError as error:
            log.warning("%s", error)
            job.listener(Failed(error))
        except Exception as error:  # whatever the model's code raises must not end the engine
            log.exception("the model failed")
            job.listener(Failed(_as_engine_error(error)))
        finally:
            self._current = None

    def _answer(self, job: Job) -> Finished | Scored | Filled:
        if self._closing.is_set():
            raise EngineUnavailableError("the engine is shutting down", "ask again")

        def emit(text: str) -> None:
            job.listener(Piece(text))

        def check() -> None:
            self._last_sign_of_life = time.monotonic()
            if job.cancelled.is_set():
                raise CancelledError

        check()
        loaded, adapter = self._model_for(job.request.model)
        check()
        try:
            with loaded.speaking_as(adapter) as model:
                self.status = replace(self.status, adapter=adapter or "")
                if isinstance(job.request, ScoreRequest):
                    return Scored(*score(model, loaded, job.request, check))
                if isinstance(job.request, BlanksRequest):
                    return Filled(*fill(model, loaded, job.request, check))
                reason, usage = generate(model, loaded, job.request, emit, check)
        except AdapterRefusedError:
            raise  # nothing of it was loaded
        except ModelLoadError:
            self._unload()  # half an adapter may be in it
            raise
        return Finished(reason, usage)

    def _model_for(self, name: str) -> tuple[LoadedModel, str | None]:
        installed, adapter = resolve(name)
        if self._loaded is None or self._loaded.installed.name != installed.name:
            self._unload()
            self.status = Status(State.LOADING, installed.name)
            log.info("loading %s from %s", installed.name, installed.path)
            try:
                self._loaded = load_model(installed, self._tell_progress)
            except LimnerError as error:
                self.status = Status(State.FAILED, installed.name, error=str(error))
                log.warning("%s", error, exc_info=error.__cause__)
                raise
            except Exception as error:
                self.status = Status(State.FAILED, installed.name, error=str(error))
                log.exception("loading failed")
                raise _as_engine_error(error) from error
            self.status = Status(State.READY, installed.name, 1.0)
            log.info("loaded %s", installed.name)
        elif self._loaded.installed != installed:
            self._loaded.installed = installed  # an adapter was added since
        return self._loaded, adapter

    def _tell_progress(self, fraction: float) -> None:
        self._last_sign_of_life = time.monotonic()
        self.status = Status(State.LOADING, self.status.model, fraction)

    def _unload(self) -> None:
        # The old weights must be gone before the new ones come: there may be room for one only.
        self._loaded = None
        self.status = Status()
        _free_memory()


def _as_engine_error(error: Exception) -> EngineError:
    if is_out_of_memory(error):
        _free_memory()
        return OutOfMemoryError(
            "the request does not fit into the memory",
            "ask with smaller pictures or less text, or choose a smaller model",
        )
    return EngineError(
        f"the model failed ({type(error).__name__}: {error})", "see the engine's log"
    )


def _free_memory() -> None:
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
