"""`limner engine`: the local engine in the foreground."""

from __future__ import annotations

import argparse
import dataclasses
import logging

from limner_model.config import Config
from limner_model.daemon import check_engine_installed, stop_engine
from limner_model.installed import resolve

HELP = "run the local engine in the foreground (editors start it by themselves)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's options."""
    parser.add_argument("--model", help="the model to load first (default: the one in use)")
    parser.add_argument(
        "--idle-minutes", type=float, help="exit when nobody asked for so long (default: 30)"
    )
    parser.add_argument("--stop", action="store_true", help="stop the engine that runs, and exit")


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C, or stop the engine that runs."""
    if args.stop:
        print("stopped" if stop_engine() else "no engine is running")
        return 0
    check_engine_installed()
    # Here alone: the engine's libraries are many, and may not be installed.
    from limner_model.process import serve  # noqa: PLC0415

    chosen = {"model": args.model, "idle_minutes": args.idle_minutes}
    given = {name: value for name, value in chosen.items() if value is not None}
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    config = dataclasses.replace(Config.load(), **given)
    resolve(config.model)
    serve(config)
    return 0
