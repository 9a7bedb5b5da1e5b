"""`limner status`: what runs where."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from limner_model.config import Config
from limner_model.daemon import engine_health
from limner_model.installed import installed_models
from limner_model.store.choices import adapters_at_work
from limner_server.cli.console import show
from limner_server.cli.exit_codes import DONE

HELP = "what runs where: the engine and its model"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the form of the answer."""
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(args: argparse.Namespace) -> int:
    """Ask the engine how it is; nothing is started."""
    config = Config.load()
    health = engine_health()
    adapters = _adapters(config.model)
    if args.json:
        values = {
            "model": config.model,
            "base_url": config.base_url,
            "engine": health,
            "adapters": adapters,
        }
        show(json.dumps(values, indent=2) + "\n")
    else:
        show(_table(config, health, adapters))
    return DONE


def _adapters(model: str) -> dict[str, str]:
    """The adapters that tasks use here, by task; a model that is not here has none."""
    installed = installed_models().get(model)
    return adapters_at_work(installed, Path.cwd().resolve()) if installed is not None else {}


def _table(config: Config, health: dict[str, Any] | None, adapters: dict[str, str]) -> str:
    rows = {"chosen": config.model}
    if adapters:
        rows["adapters"] = ", ".join(f"{task}: {name}" for task, name in adapters.items())
    if config.base_url:
        rows["engine"] = f"{config.base_url}, as configured"
    elif health is None:
        rows["engine"] = "not running; it starts when first needed"
    else:
        rows["engine"] = f"process {health['pid']}, {health['status']}"
        rows["loaded"] = health["model"] or "no model yet"
        if health.get("adapter"):
            rows["loaded"] += f", last asked as {health['adapter']}"
        rows["requests"] = str(health["pending"])
    if health is not None and health["error"]:
        rows["error"] = health["error"]
    return "".join(f"{name:10}{value}\n" for name, value in rows.items())
