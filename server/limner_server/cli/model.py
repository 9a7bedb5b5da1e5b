"""`limner model`: which models there are, fetching one, and choosing the one to use."""

from __future__ import annotations

import argparse

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.table import Table

from limner_model.catalog import CATALOG, find, gpu_memory_gb, pull
from limner_model.config import Config, save_setting
from limner_model.hub import DownloadProgress
from limner_model.installed import installed_models, resolve

HELP = "list, pull and choose models"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the sub-verbs."""
    verbs = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    listing = verbs.add_parser("list", help="the models on this machine and those to pull")
    listing.set_defaults(do=_list)
    pulling = verbs.add_parser("pull", help="fetch a model from the catalogue")
    pulling.add_argument("name", help="as `limner model list` names it")
    pulling.set_defaults(do=_pull)
    using = verbs.add_parser("use", help="choose the model that tasks ask")
    using.add_argument("name", help="a model on this machine, or MODEL:ADAPTER")
    using.set_defaults(do=_use)


def run(args: argparse.Namespace) -> int:
    """List, pull or choose."""
    args.do(args)
    return 0


def _list(_: argparse.Namespace) -> None:
    chosen = Config.load().model
    installed = installed_models()
    memory = gpu_memory_gb()
    table = Table(box=None)
    for heading in ("", "model", "download", "GPU memory", "licence"):
        table.add_column(heading, no_wrap=True)
    table.add_column("about")
    for model in installed.values():
        for name in model.names:
            table.add_row("*" if name == chosen else "", name, "installed", "", "", "")
    for offer in CATALOG:
        if offer.name not in installed:
            fits = "" if offer.vram_gb <= memory else ", too much"
            table.add_row(
                "",
                offer.name,
                f"{offer.download_gb:g} GB",
                f"{offer.vram_gb:g} GB{fits}",
                offer.licence,
                offer.about,
            )
    console = Console(highlight=False)
    console.print(table)
    console.print(f"GPU memory here: {memory:.0f} GB" if memory else "no NVIDIA GPU here")


def _pull(args: argparse.Namespace) -> None:
    model = find(args.name)
    with download_bar() as bar:
        folder = pull(model, shown_on(bar))
    print(f"{model.name} is in {folder}; use it by `limner model use {model.name}`")


def download_bar() -> Progress:
    """A bar for what comes from a hub, on stderr."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )


def shown_on(bar: Progress) -> DownloadProgress:
    """What draws a download's progress on the bar."""
    task = bar.add_task("asking the hub", total=None)

    def show(done: int, total: int, name: str) -> None:
        bar.update(task, completed=done, total=total, description=name)

    return show


def _use(args: argparse.Namespace) -> None:
    resolve(args.name)
    file = save_setting("model", args.name)
    print(f"{args.name} is in use from now on ({file})")
