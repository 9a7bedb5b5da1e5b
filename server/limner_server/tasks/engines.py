"""The engine that a request asks: its own, or the user's."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path
from typing import Final

from limner_model.client import Engine
from limner_model.config import Config
from limner_model.daemon import ensure_engine
from limner_model.store.choices import adapters_for
from limner_server.tasks.task import Run

NOBODY_ASKED: Final = "no model was asked"

# A window has a worker of its own: an engine that many share serves each in turn.
_WINDOW: Final = secrets.token_hex(8)


def configured(engine_url: str, model: str) -> Config:
    """The settings, with what the request says of them in its place; empty strings say nothing."""
    config = Config.load()
    if engine_url:
        config = replace(config, base_url=engine_url)
    if model:
        config = replace(config, model=model)
    return config


def engine_of(config: Config, run: Run, subject: str = "") -> Engine:
    """The engine, started where it is the local one and does not run yet.

    Args:
        config: the settings.
        run: hears of the start, may cancel it.
        subject: what the model must have read ("code"); empty where that is all the same.

    Raises:
        ModelUnsuitedError: it has not; nothing was started for it.
        EngineError: there is none.
        CancelledError: the user took the request back.
    """
    engine = ensure_engine(config, subject=subject, progress=run.progress, cancelled=run.cancelled)
    return replace(engine, window=_WINDOW, told=run.progress)


def tuned(engine: Engine, task: str, workspace: Path | None = None) -> Engine:
    """The engine with the adapter for a task: chosen by the user, or brought along by the model.

    Args:
        engine: with a model or, where the user names an adapter in its place, with that one.
        task: "ui", "fix", "test", "doc"; or another, for which there are only adapters for all.
        workspace: the folder that the request is about; None for none.

    Raises:
        ConfigError: the user's choices cannot be read.
    """
    return engine.tuned_for(*adapters_for(engine.model, task, workspace))
