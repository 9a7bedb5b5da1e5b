"""`limner adapter`: which LoRA adapters there are, taking them in, choosing who uses one."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from limner_model.daemon import check_engine_installed
from limner_model.errors import LimnerError
from limner_model.installed import installed_models
from limner_model.store.choices import TASKS, Choice, adapters_at_work, choose, forget
from limner_model.store.fetching import fetched, is_repository
from limner_model.store.store import (
    StoredAdapter,
    add,
    check_base,
    check_name,
    find,
    remove,
    stored_adapters,
    verify,
)
from limner_server.cli.console import remark, show
from limner_server.cli.exit_codes import DONE
from limner_server.cli.in_use import remark_unused
from limner_server.cli.model import download_bar, shown_on
from limner_server.errors import InputError
from limner_server.perception.workspace.root import workspace_root

HELP = "list, add, remove and choose LoRA adapters"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the sub-verbs."""
    verbs = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    listing = verbs.add_parser("list", help="the adapters on this machine, and what uses them")
    listing.add_argument("--json", action="store_true", help="print all that is known of them")
    listing.set_defaults(do=_list)
    adding = verbs.add_parser("add", help="take in an adapter from a folder or a hub")
    adding.add_argument("source", metavar="SOURCE", help="a folder as PEFT saves it, or OWNER/NAME")
    adding.add_argument("--name", help="to call it by (default: as the folder or repository)")
    adding.add_argument(
        "--base", default="", metavar="MODEL", help="that it is for (default: as it says)"
    )
    _add_task(adding, "that it is for (default: as it says)")
    adding.set_defaults(do=_add)
    removing = verbs.add_parser("remove", help="delete an adapter from this machine")
    removing.add_argument("name", help="MODEL:ADAPTER, or ADAPTER where one model has it")
    removing.set_defaults(do=_remove)
    using = verbs.add_parser("use", help="choose the adapter that a task uses")
    using.add_argument("name", help="MODEL:ADAPTER or ADAPTER; MODEL alone: with none")
    _add_task(using, "that uses it (default: the one that it is for, or else all)")
    using.add_argument(
        "--workspace", metavar="DIR", help="only in the project of this folder (default: in all)"
    )
    using.add_argument(
        "--off", action="store_true", help="forget the choice: as the model comes from then on"
    )
    using.set_defaults(do=_use)


def _add_task(parser: argparse.ArgumentParser, text: str) -> None:
    parser.add_argument("--task", choices=TASKS, default="", help=f"{', '.join(TASKS)}: {text}")


def run(args: argparse.Namespace) -> int:
    """List, add, remove or choose."""
    args.do(args)
    return DONE


def _list(args: argparse.Namespace) -> None:
    stored = stored_adapters()
    uses = _uses()
    if args.json:
        show(json.dumps([_as_json(one, uses) for one in stored], indent=2) + "\n")
        return
    table = Table(box=None)
    for heading in ("adapter", "for", "used here", "examples", "measured"):
        table.add_column(heading, no_wrap=True)
    table.add_column("licence")
    for one in stored:
        table.add_row(*map(escape, _row(one, uses)))
    console = Console(highlight=False)
    console.print(table if stored else "no adapters")
    for one in stored:
        if trouble := _trouble(one):
            remark(f"{one.full_name}: {trouble}")


def _uses() -> dict[str, list[str]]:
    """The tasks that use an adapter in this folder, by its full name."""
    uses: dict[str, list[str]] = {}
    for model in installed_models().values():
        for task, adapter in adapters_at_work(model, Path.cwd().resolve()).items():
            uses.setdefault(f"{model.name}:{adapter}", []).append(task)
    return uses


def _row(one: StoredAdapter, uses: dict[str, list[str]]) -> tuple[str, ...]:
    used = ", ".join(uses.get(one.full_name, ()))
    if (known := one.manifest) is None:
        return one.full_name, "", used, "", "", ""
    if known.task and used == known.task:
        used = "yes"
    examples = str(sum(known.examples.values()) or "")
    # The first is what decided; `--json` has all.
    measures = [f"{name} {m.before:.3g} -> {m.after:.3g}" for name, m in known.measures.items()]
    measured = "no better" if known.better is False else next(iter(measures), "")
    return one.full_name, known.task, used, examples, measured, known.licence or "not said"


def _as_json(one: StoredAdapter, uses: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "name": one.full_name,
        "path": str(one.path),
        "used_for": uses.get(one.full_name, []),
        "builtin": one.is_builtin,
        "trouble": _trouble(one),
        "manifest": asdict(one.manifest) if one.manifest is not None else None,
    }


def _trouble(one: StoredAdapter) -> str:
    """Why the engine will not load it, as far as that is seen without reading the weights."""
    if one.manifest is None:
        return one.trouble
    try:
        check_base(one.manifest, installed_models()[one.model])
    except LimnerError as error:
        return str(error)
    return ""


def _add(args: argparse.Namespace) -> None:
    # It is held against the model's own layers.
    check_engine_installed()
    folder = Path(args.source).expanduser()
    if folder.is_dir():
        name = args.name or folder.resolve().name
        origin = str(folder.resolve())
        added = add(folder, name, base=args.base, task=args.task, origin=origin)
    elif is_repository(args.source):
        name = args.name or args.source.rpartition("/")[2]
        check_name(name)
        with download_bar() as bar, fetched(args.source, shown_on(bar)) as got:
            added = add(
                got.folder,
                name,
                base=args.base,
                task=args.task,
                origin=got.origin,
                licence=got.licence,
            )
    else:
        raise InputError(f"{args.source} is no folder, nor OWNER/NAME of a hub")
    print(f"{added.full_name} is there; use it by `limner adapter use {added.full_name}`")
    if added.manifest is not None and not added.manifest.licence:
        remark("it does not say under which licence it is")


def _remove(args: argparse.Namespace) -> None:
    print(f"{remove(args.name).full_name} is removed")


def _use(args: argparse.Namespace) -> None:
    workspace = str(_project(args.workspace)) if args.workspace else ""
    model, adapter, made_for = _meant(args.name)
    task = args.task or made_for
    whom = f"the task {task}" if task else "all tasks"
    where = f"in {workspace}" if workspace else "everywhere"
    if args.off:
        forgotten = forget(model, task, workspace)
        print(f"{'forgotten' if forgotten else 'nothing was chosen'} for {whom} {where}")
        return
    choose(Choice(model, adapter, task, workspace))
    print(f"{args.name} is used {'' if adapter else 'with no adapter '}for {whom} {where}")
    if made_for not in ("", task):
        remark(f"it was made for {made_for}")
    remark_unused(model)


def _project(folder: str) -> Path:
    """The project that requests about files of a folder speak of."""
    path = Path(folder).resolve()
    if not path.is_dir():
        raise InputError(f"{folder} is no folder")
    return workspace_root(path)


def _meant(name: str) -> tuple[str, str, str]:
    """The model, the adapter or none, and the task that it is for; an adapter is verified."""
    if name in installed_models():
        return name, "", ""
    one = find(name)
    verify(one)
    if one.manifest is None:
        return one.model, one.name, ""
    if one.manifest.better is False:
        remark(f"{one.full_name} measured no better than {one.model} without it")
    return one.model, one.name, one.manifest.task
