"""The heart of the engine: one model, one queue, one request at a time on a thread of its own."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from typing import Final, TypeGuard

from limner_model.blanks_protocol import BlanksRequest
from limner_model.completions import ScoreRequest
from limner_model.decoding.fastest import warm_up
from limner_model.errors import (
    CancelledError,
    EngineError,
    EngineUnavailableError,
    RequestRefusedError,
)
from limner_model.failures import as_engine_error, within_memory
from limner_model.filling import fill, is_short, lay_out
from limner_model.generation import generate
from limner_model.installed import resolve
from limner_model.jobs import Asked, Event, Failed, Filled, Finished, Job, Scored
from limner_model.loader import LoadedModel
from limner_model.memory import give_memory_back, is_memory_short
from limner_model.resident import ResidentModel, Status
from limner_model.scheduling.priority import ORDINARY
from limner_model.scheduling.queue import Queue, Ticket
from limner_model.scoring import score

log = logging.getLogger(__name__)

# Who has nothing to do looks every so many seconds whether memory is short.
_LOOK_ROUND: Final = 2.0
# A model that was used so many seconds ago stays, however short memory is.
_IN_USE: Final = 60.0
# Short forms that are read in one step.
_MOST_TOGETHER: Final = 8

# A request, or the name of a model that should be loaded; None to look up.
_Item = Job | str | None
_Answer = Finished | Scored | Filled


class _PutAsideError(CancelledError):
    """Somebody more urgent waits, and nothing of the answer was heard yet."""


class LocalEngine:
    """Answers requests, the most urgent first; the model asked for is loaded when it is needed.

    A request that is being answered makes way for one that is more urgent, not for its equals.
    Where nothing of the answer was heard yet, it is begun anew afterwards; else it stands still
    between two tokens meanwhile, as long as both ask the same model.
    """

    def __init__(self) -> None:
        """Start the engine's thread."""
        self._resident = ResidentModel(self._move)
        self._queue: Queue[_Item] = Queue()
        self._pending = 0
        self._pending_lock = threading.Lock()
        # Those that stand still come before the one that is being answered.
        self._answering: list[Job] = []
        self._last_sign_of_life = time.monotonic()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._work, name="engine", daemon=True)
        self._thread.start()

    @property
    def status(self) -> Status:
        """What the engine says of itself."""
        return self._resident.status

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
        self._begin()
        self._queue.put(model, ORDINARY)

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
        self._begin()
        for replaced in self._queue.put(job, request.place):
            self._end()
            if isinstance(replaced, Job):
                why = "a newer request of the same window has taken its place"
                replaced.listener(Failed(RequestRefusedError(why)))
        return job

    def cancel(self, job: Job) -> None:
        """Have a job end: one that waits at once, one that is being answered within a token."""
        job.cancelled.set()
        if self._queue.discard(job):
            self._end()

    def close(self, timeout: float = 5.0) -> None:
        """Stop what runs, drop what waits, and end the thread within `timeout` seconds."""
        self._closing.set()
        for job in [*self._answering]:
            job.cancelled.set()
        self._begin()
        self._queue.put(None, ORDINARY)
        self._thread.join(timeout)

    def _begin(self) -> None:
        with self._pending_lock:
            if not self._pending:
                self._move()
            self._pending += 1

    def _end(self) -> None:
        with self._pending_lock:
            self._pending -= 1

    def _move(self) -> None:
        self._last_sign_of_life = time.monotonic()

    def _work(self) -> None:
        while True:
            ticket = self._queue.take(0 if self._closing.is_set() else _LOOK_ROUND)
            if ticket is not None:
                self._serve_with_others(ticket)
            elif self._closing.is_set():
                return
            else:
                self._rest()

    def _rest(self) -> None:
        """Nobody asks: the model warms up; where memory is short, what is kept for later goes."""
        loaded = self._resident.loaded
        if loaded is None:
            return
        if not is_memory_short():
            self._warm_up(loaded)
        elif loaded.shed():
            give_memory_back()
        elif time.monotonic() - self._last_sign_of_life > _IN_USE:
            log.warning("memory is short: %s is unloaded", loaded.installed.name)
            self._resident.drop()

    def _warm_up(self, loaded: LoadedModel) -> None:
        def check() -> None:
            if len(self._queue):
                raise CancelledError

        try:
            with contextlib.suppress(CancelledError):  # it begins anew when nobody asks
                if not loaded.readers.warm:
                    warm_up(loaded, check)
                elif not loaded.forms.warm:
                    loaded.forms.warm_up()
        except Exception:  # nobody waits for it: whoever asks next hears what is wrong
            log.exception("warming up failed")
            loaded.readers.warm = True

    def _serve_with_others(self, ticket: Ticket[_Item]) -> None:
        """Serve an item; with it the short forms that wait, where it is one."""
        tickets = [ticket]
        if self._is_short(ticket.item):
            tickets += self._queue.take_also(self._is_short, _MOST_TOGETHER - 1)
        if len(tickets) > 1 and self._fill_together(tickets):
            return
        for one in tickets:
            self._serve(one)

    def _is_short(self, item: _Item) -> bool:
        return self._is_at_hand(item) and is_short(item.request)

    def _fill_together(self, tickets: list[Ticket[_Item]]) -> bool:
        """Answer forms in one step; False where something is wrong with one of them."""
        jobs = [ticket.item for ticket in tickets if isinstance(ticket.item, Job)]

        def check() -> None:
            self._move()
            if all(job.cancelled.is_set() for job in jobs):
                raise CancelledError
            if self._queue.has_before(tickets[0]):
                raise _PutAsideError

        self._answering += jobs
        try:
            requests = [job.request for job in jobs if isinstance(job.request, BlanksRequest)]
            names = [request.model for request in requests]
            with self._resident.lend_together(names) as (model, loaded, told):
                forms = [lay_out(loaded, request) for request in requests]
                found = fill(model, forms, check, **told)
        except _PutAsideError:
            for ticket in tickets:
                self._queue.put_back(ticket)
            return True
        except Exception as error:  # noqa: BLE001  # each hears its own, alone
            log.info("one form at a time (%s)", error)
            return False
        finally:
            self._answering = [job for job in self._answering if job not in jobs]
        for job, (logprobs, usage) in zip(jobs, found, strict=True):
            if not job.cancelled.is_set():
                job.listener(Filled(logprobs, usage))
            self._end()
        return True

    def _serve(self, ticket: Ticket[_Item]) -> None:
        item = ticket.item
        try:
            if isinstance(item, Job):
                self._run(item, ticket)
            elif item is not None:
                with contextlib.suppress(EngineError):  # it is in the status
                    self._resident.hold(item)
        except _PutAsideError:
            self._queue.put_back(ticket)
        else:
            self._end()

    def _run(self, job: Job, ticket: Ticket[_Item]) -> None:
        self._answering.append(job)
        try:
            job.listener(self._answer(job, ticket))
        except _PutAsideError:
            raise
        except CancelledError:
            log.info("cancelled")
        except EngineError as error:
            log.warning("%s", error)
            job.listener(Failed(error))
        except Exception as error:  # whatever the model's code raises must not end the engine
            log.exception("the model failed")
            job.listener(Failed(as_engine_error(error)))
        finally:
            self._answering.remove(job)

    def _answer(self, job: Job, ticket: Ticket[_Item]) -> _Answer:
        if self._closing.is_set():
            raise EngineUnavailableError("the engine is shutting down", "ask again")
        self._check(job, ticket)
        with self._resident.lend(job.request.model) as (model, loaded):

            def check() -> None:
                self._check(job, ticket)
                if self._resident.loaded is not loaded:
                    raise EngineUnavailableError("the model was unloaded meanwhile", "ask again")

            def emit(text: str) -> None:
                job.say(text)
                while (urgent := self._queue.take_before(ticket, self._is_at_hand)) is not None:
                    self._serve(urgent)

            def answer() -> _Answer:
                check()
                if isinstance(job.request, ScoreRequest):
                    return Scored(*score(model, loaded, job.request, check))
                if isinstance(job.request, BlanksRequest):
                    return Filled(*fill(model, [lay_out(loaded, job.request)], check)[0])
                return Finished(*generate(model, loaded, job.request, emit, check))

            return within_memory(answer, loaded, may_repeat=lambda: not job.speaking)

    def _check(self, job: Job, ticket: Ticket[_Item]) -> None:
        self._move()
        if job.cancelled.is_set():
            raise CancelledError
        if not job.speaking and self._queue.has_before(ticket):
            raise _PutAsideError

    def _is_at_hand(self, item: _Item) -> TypeGuard[Job]:
        """Whether an item can be served while another one stands still."""
        return isinstance(item, Job) and self._resident.has(item.request.model)
