"""The engine that a request asks: its own, or the user's."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from limner_model.client import Engine
from limner_model.config import Config
from limner_model.daemon import ensure_engine
from limner_model.installed import resolve
from limner_server.errors import LimnerError
from limner_server.tasks.task import Run

NOBODY_ASKED: Final = "no model was asked"


def configured(engine_url: str, model: str) -> Config:
    """The settings, with what the request says of them in its place; empty strings say nothing."""
    config = Config.load()
    if engine_url:
        config = replace(config, base_url=engine_url)
    if model:
        config = replace(config, model=model)
    return config


def engine_of(config: Config, run: Run) -> Engine:
    """The engine, started where it is the local one and does not run yet.

    Raises:
        EngineError: there is none.
        CancelledError: the user took the request back.
    """
    return ensure_engine(config, progress=run.progress, cancelled=run.cancelled)


def never_read(config: Config, subject: str) -> bool:
    """Whether the model is known, without being started, to have read nothing of a subject."""
    if config.base_url:
        return False
    try:
        read = resolve(config.model)[0].has_read
    except LimnerError:  # which is told where the engine is started
        return False
    return read is not None and subject not in read
