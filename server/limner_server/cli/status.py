"""`limner status`: what runs where."""

from __future__ import annotations

import argparse
import json
from typing import Any

from limner_model.config import Config
from limner_model.daemon import engine_health
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
    if args.json:
        values = {"model": config.model, "base_url": config.base_url, "engine": health}
        show(json.dumps(values, indent=2) + "\n")
    else:
        show(_table(config, health))
    return DONE


def _table(config: Config, health: dict[str, Any] | None) -> str:
    rows = {"chosen": config.model}
    if config.base_url:
        rows["engine"] = f"{config.base_url}, as configured"
    elif health is None:
        rows["engine"] = "not running; it starts when first needed"
    else:
        rows["engine"] = f"process {health['pid']}, {health['status']}"
        rows["loaded"] = health["model"] or "no model yet"
        rows["requests"] = str(health["pending"])
    if health is not None and health["error"]:
        rows["error"] = health["error"]
    return "".join(f"{name:10}{value}\n" for name, value in rows.items())
