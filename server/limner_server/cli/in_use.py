"""Tells where an adapter was chosen for a model that tasks do not ask."""

from __future__ import annotations

from limner_model.config import Config
from limner_server.cli.console import remark


def remark_unused(model: str) -> None:
    """Say so where a model is not the one in use.

    Raises:
        ConfigError: the settings cannot be read.
    """
    in_use = Config.load().model.partition(":")[0]
    if in_use != model:
        remark(f"the model in use is {in_use}: change that by `limner model use {model}`")
