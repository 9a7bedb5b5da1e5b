"""Whom the cases are put to, and how."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Self
from urllib.parse import urlsplit

from limner_adapters.examples import Task
from limner_model.client import Engine
from limner_model.errors import EngineUnavailableError
from limner_model.installed import resolve
from limner_model.scheduling.priority import Priority
from limner_server.errors import CancelledError, EngineError, InputError, LimnerError
from limner_server.proof.sandbox.ran import Running
from limner_server.tasks.engines import configured, engine_of, tuned
from limner_server.tasks.request import NO_MODEL
from limner_server.tasks.task import Run

# What a model must have read before it is asked about code.
_CODE: Final = "code"


@dataclass(frozen=True, slots=True)
class Contender:
    """A model that is measured.

    Attributes:
        model: its name; `NO_MODEL` for the analysis alone, empty for the one that is configured.
        url: of the engine that serves it; empty for the one that is configured.
        called: in tables, where that is not the model's name; else empty.
    """

    model: str
    url: str = ""
    called: str = ""

    @classmethod
    def parse(cls, text: str, url: str = "") -> Self:
        """Read `NAME` or `NAME@URL`.

        Args:
            text: as it stands on the command line.
            url: of the engine where `text` names none.

        Raises:
            InputError: it has no name.
        """
        model, at, own = text.partition("@http")
        if not model:
            raise InputError(f"{text!r} names no model", "write NAME or NAME@URL")
        return cls(model, f"http{own}" if at else url)

    @property
    def name(self) -> str:
        """What it is called in tables.

        Raises:
            ConfigError: the settings, which are to tell the model's name, cannot be read.
        """
        if self.called:
            return self.called
        model = configured(self.url, self.model).model
        if model == NO_MODEL:
            return "analysis alone"
        return f"{model}@{urlsplit(self.url).netloc or self.url}" if self.url else model

    def check(self) -> None:
        """Find out before the work whether anybody is there to be asked.

        Raises:
            ModelNotFoundError: it is to be served by the local engine, and is not on this machine.
            EngineUnavailableError: no engine answers where it is to be served.
            ConfigError: the settings cannot be read.
        """
        config = configured(self.url, self.model)
        if config.model == NO_MODEL:
            return
        if not config.base_url:
            resolve(config.model)
            return
        try:
            Engine(config.base_url, config.model, api_key=config.api_key or None).models()
        except EngineUnavailableError:
            raise
        except EngineError:
            return  # one that lists no models may have it nevertheless


@dataclass(frozen=True, slots=True)
class Asking:
    """How cases are put to a contender.

    Attributes:
        contender: that is asked.
        seconds: that one answer may take.
        running: how code of the workspaces may be run.
        cancelled: set, from any thread, to end it.
    """

    contender: Contender
    seconds: float = 30.0
    running: Running = Running.SANDBOX
    cancelled: threading.Event = field(default_factory=threading.Event)

    @property
    def run(self) -> Run:
        """A run of a task, whose progress nobody wants to hear."""
        return Run(cancelled=self.cancelled)

    def engine(self, task: Task, workspace: Path | None = None) -> tuple[Engine | None, str]:
        """The engine as a task asks it; None where it asks none, and why.

        Args:
            task: whose adapter is asked where the engine has one.
            workspace: for which adapters may have been chosen.

        Raises:
            CancelledError: it was cancelled.
        """
        if self.contender.model == NO_MODEL:
            return None, ""
        subject = "" if task is Task.UI else _CODE
        try:
            config = configured(self.contender.url, self.contender.model)
            # Nobody sits and waits for a measurement: whoever asks meanwhile comes first.
            engine = replace(engine_of(config, self.run, subject), priority=Priority.BACKGROUND)
            return tuned(engine, str(task), workspace), ""
        except CancelledError:
            raise
        except LimnerError as problem:
            return None, problem.message

    def alone(self, task: Task, workspace: Path, told: str) -> str:
        """Why a task did without the model; empty where it took part, or none was wanted.

        Args:
            task: that was done.
            workspace: in which.
            told: what the task tells of the engine.
        """
        if self.contender.model == NO_MODEL:
            return ""
        engine, why = self.engine(task, workspace)
        if engine is None:
            return why
        return "" if told == f"{engine.model} at {engine.base_url}" else told
