"""The one model in memory: loaded when it is asked for, and what the engine says of it."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from limner_model.errors import AdapterRefusedError, LimnerError, ModelLoadError
from limner_model.failures import as_engine_error
from limner_model.installed import InstalledModel, resolve
from limner_model.loader import LoadedModel, load_model
from limner_model.memory import give_memory_back

log = logging.getLogger(__name__)


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


class ResidentModel:
    """The place for one model, and what is in it.

    Attributes:
        status: for whoever asks, from any thread.
        loaded: the model that is in it; None for none.
    """

    def __init__(self, moved: Callable[[], None]) -> None:
        """Begin with none; `moved` hears that loading goes on."""
        self.status = Status()
        self.loaded: LoadedModel | None = None
        self._moved = moved

    def has(self, name: str) -> bool:
        """Whether `name` (`MODEL` or `MODEL:ADAPTER`) is answered by what is in it."""
        return self.loaded is not None and self.loaded.installed.name == name.partition(":")[0]

    @contextlib.contextmanager
    def lend(self, name: str) -> Iterator[tuple[Any, LoadedModel]]:
        """Lend the model that `name` stands for, with its adapter at work.

        Yields:
            What to compute with, and its processor and limits.

        Raises:
            ModelNotFoundError: it is not on this machine.
            ModelLoadError: its files cannot be loaded.
            OutOfMemoryError: it does not fit.
        """
        installed, adapter = resolve(name)
        loaded = self._held(installed)
        with self._unspoilt(), loaded.speaking_as(adapter) as model:
            self.status = replace(self.status, adapter=adapter or "")
            yield model, loaded

    @contextlib.contextmanager
    def lend_together(
        self, names: Sequence[str]
    ) -> Iterator[tuple[Any, LoadedModel, dict[str, Any]]]:
        """Lend one model to a batch of texts, each for one of `names`, which differ in adapters.

        Yields:
            What to compute with, its processor and limits, and what its forward must be told.

        Raises:
            EngineError: as for `lend`.
        """
        resolved = [resolve(name) for name in names]
        loaded = self._held(resolved[0][0])
        adapters = [adapter for _, adapter in resolved]
        with self._unspoilt(), loaded.speaking_together(adapters) as (model, told):
            yield model, loaded, told

    def hold(self, name: str) -> LoadedModel:
        """Have the model in memory that `name` stands for.

        Raises:
            EngineError: as for `lend`.
        """
        return self._held(resolve(name)[0])

    def drop(self) -> None:
        """Give the memory back: there may be room for one model only."""
        self.loaded = None
        self.status = Status()
        give_memory_back()

    def _held(self, installed: InstalledModel) -> LoadedModel:
        if self.loaded is None or self.loaded.installed.name != installed.name:
            self.drop()
            self.loaded = self._load(installed)
        elif self.loaded.installed != installed:
            self.loaded.installed = installed  # an adapter was added since
        return self.loaded

    @contextlib.contextmanager
    def _unspoilt(self) -> Iterator[None]:
        """Keep no model that half an adapter may be in."""
        try:
            yield
        except AdapterRefusedError:
            raise  # nothing of it was loaded
        except ModelLoadError:
            self.drop()
            raise

    def _load(self, installed: InstalledModel) -> LoadedModel:
        self.status = Status(State.LOADING, installed.name)
        log.info("loading %s from %s", installed.name, installed.path)
        try:
            loaded = load_model(installed, self._tell_progress)
        except LimnerError as error:
            self.status = Status(State.FAILED, installed.name, error=str(error))
            log.warning("%s", error, exc_info=error.__cause__)
            raise
        except Exception as error:
            self.status = Status(State.FAILED, installed.name, error=str(error))
            log.exception("loading failed")
            raise as_engine_error(error) from error
        self.status = Status(State.READY, installed.name, 1.0)
        log.info("loaded %s", installed.name)
        return loaded

    def _tell_progress(self, fraction: float) -> None:
        self._moved()
        self.status = Status(State.LOADING, self.status.model, fraction)
