"""The verb `limner tune`: an adapter that learns from the user's own code."""

from __future__ import annotations

import argparse
import importlib.util
import json
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

from limner_adapters.examples import Task
from limner_adapters.quality.amounts import amount_of
from limner_adapters.quality.showing import shown
from limner_server.cli.console import remark, show
from limner_server.cli.exit_codes import DONE, UNPROVEN
from limner_server.cli.in_use import remark_unused
from limner_server.cli.interrupt import INTERRUPT
from limner_server.errors import CancelledError, InputError, ToolMissingError

if TYPE_CHECKING:
    from limner_adapters.tuning.plan import Plan
    from limner_adapters.tuning.run import Run, TuneRequest
    from limner_adapters.tuning.tune import Tuned
    from limner_model.installed import InstalledModel

# What the extra `engine` brings along.
_PACKAGES: Final = ("torch", "transformers", "peft", "bitsandbytes", "accelerate")
# Seconds between two lines of progress where no terminal shows a bar: editors make one of them.
_BREATH: Final = 2.0


class Tune:
    """`limner tune`: gathers, shows the plan, trains, measures, keeps what is better."""

    HELP = "an adapter that learns from your own code, kept where it is better"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what is to learn what."""
        parser.add_argument(
            "folder", nargs="?", type=Path, metavar="DIR", help="the workspace; default: this one"
        )
        parser.add_argument(
            "--task",
            action="append",
            choices=[str(task) for task in Task],
            help="what to learn; may be given again; default: all",
        )
        parser.add_argument(
            "--base", default="", metavar="MODEL", help="that learns; default: the model in use"
        )
        parser.add_argument(
            "--name", default="", help="of the adapters; default: after the workspace"
        )
        parser.add_argument(
            "--minutes", type=amount_of("minutes"), metavar="N", help="of training at most, in all"
        )
        parser.add_argument("--yes", action="store_true", help="start without asking")
        parser.add_argument(
            "--anew", action="store_true", help="give up a run that was paused, and begin again"
        )
        parser.add_argument("--json", action="store_true", help="print plan and result as JSON")

    def run(self, args: argparse.Namespace) -> int:
        """Do it; 1 where nothing that was learnt is better, and nothing is switched on.

        Raises:
            InputError: there is no such folder, or too little to learn from.
            LimnerError: it cannot be trained, measured or kept.
        """
        _tame_libraries()
        from limner_adapters.tuning.run import Run  # noqa: PLC0415

        request, base = _request(args)
        run = Run(request)
        with run.alone():
            return _carry_out(args, run, base)


def _carry_out(args: argparse.Namespace, run: Run, base: InstalledModel) -> int:
    """Show the plan, and do it where the user agrees."""
    prepare, tune = _steps()
    if args.anew:
        run.clear()
    if run.is_begun:
        remark("goes on with the run that was paused (--anew gives it up)")
    try:
        with shown(_BREATH) as tell:
            plan = prepare(run, base, tell, INTERRUPT)
        if not args.json:
            show("".join(f"{line}\n" for line in plan.lines()))
        if not (args.yes or _agreed("go on?" if run.is_begun else "start?")):
            if args.json:
                show(_as_json(plan, None))
            else:
                remark("nothing is started: run it again with --yes")
            return DONE
        started = time.monotonic()
        with shown(_BREATH) as tell, _pausing():
            tuned = tune(run, base, plan, tell, INTERRUPT)
    except (CancelledError, KeyboardInterrupt):
        if run.is_begun:
            remark("paused: the same command goes on")
        raise
    seconds = time.monotonic() - started
    show(_as_json(plan, tuned, seconds) if args.json else _told(tuned))
    if not any(one.better for one in tuned):
        return UNPROVEN
    remark_unused(base.name)
    return DONE


def _steps() -> tuple[Callable[..., Plan], Callable[..., list[Tuned]]]:
    """What prepares a run, and what does it.

    Raises:
        ToolMissingError: the packages that train are not installed.
    """
    missing = [name for name in _PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        raise ToolMissingError(
            f"what trains models is not installed: {', '.join(missing)}",
            "pip install 'limner[engine]'",
        )
    from limner_adapters.tuning.tune import prepare, tune  # noqa: PLC0415

    return prepare, tune


@contextmanager
def _pausing() -> Iterator[None]:
    """The first Ctrl-C of the block is heard at the next step, which keeps what was done so far.

    A second one ends it at once, as Python does.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are none of its business
        return

    def pause(number: int, frame: FrameType | None) -> None:
        if INTERRUPT.is_set():
            signal.default_int_handler(number, frame)
        INTERRUPT.set()
        remark("pauses after this step; Ctrl-C again ends it at once")

    before = signal.signal(signal.SIGINT, pause)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _request(args: argparse.Namespace) -> tuple[TuneRequest, InstalledModel]:
    """What is asked for, and the model that is to learn.

    Raises:
        InputError: there is no such folder.
        StoreError: adapters may not be called so.
        LimnerError: there is no such model.
    """
    from limner_adapters.tuning.naming import check_names, default_name  # noqa: PLC0415
    from limner_adapters.tuning.run import TuneRequest  # noqa: PLC0415
    from limner_server.perception.workspace.root import workspace_root  # noqa: PLC0415

    folder = args.folder or Path.cwd()
    if not folder.is_dir():
        raise InputError(f"no such folder: {folder}", "name the folder of a project")
    # A folder that was named is what is meant; without one it is the project around.
    root = folder.resolve() if args.folder else workspace_root(folder.resolve())
    base = _base(args.base)
    tasks = tuple(Task(name) for name in dict.fromkeys(args.task or [*Task]))
    name = args.name or default_name(root, base.name)
    check_names(name, tasks, base.name, root)
    return TuneRequest(root, base.name, tasks, name, args.minutes), base


def _base(name: str) -> InstalledModel:
    """The model that is to learn: the one named, else the one in use.

    Raises:
        ModelNotFoundError: it is not on this machine.
        InputError: it is an adapter, or served from elsewhere.
    """
    from limner_model.config import Config  # noqa: PLC0415
    from limner_model.installed import resolve  # noqa: PLC0415

    config = Config.load()
    if not name and config.base_url:
        raise InputError(
            f"the model in use is served by {config.base_url}", "name one of this machine by --base"
        )
    model, adapter = resolve(name or config.model)
    if adapter and name:
        raise InputError(f"{name} is an adapter itself", f"name its model: --base {model.name}")
    return model


def _agreed(question: str) -> bool:
    """Whether the user, asked at a terminal, says yes."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    remark(f"{question} [y/N]")
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _told(tuned: list[Tuned]) -> str:
    lines = []
    for one in tuned:
        kept = f"kept as {one.adapter} and switched on here" if one.better else "not kept"
        lines += [f"{one.task}: {kept}: {one.reason}", f"  report: {one.report}"]
        if one.cases is not None:
            lines.append(f"  held out, for `limner eval --cases`: {one.cases}")
    return "".join(f"{line}\n" for line in lines)


def _as_json(plan: Plan, tuned: list[Tuned] | None, seconds: float = 0.0) -> str:
    """Plan and result as every verb's `--json` has them."""
    done = tuned or []
    better = [one for one in done if one.better]
    status = "unproven" if tuned is None else "proven" if better else "refuted"
    told = [f"{one.task}: {one.reason}" for one in done]
    summary = "nothing was started" if tuned is None else "; ".join(told)
    figures: dict[str, Any] = {f"{one.task} loss": one.loss_after for one in done}
    answer = {
        "result": None if tuned is None else [one.as_json() for one in done],
        "proof": {"status": status, "summary": summary, "figures": figures},
        "candidates": [],
        "timings": {"tune": seconds},
        "engine": plan.base,
        "plan": plan.as_json(),
    }
    return json.dumps(answer, indent=2) + "\n"


def _tame_libraries() -> None:
    """Let none of them look a model's name up elsewhere, nor remark what it would rather have."""
    # They read this when they are imported.
    os.environ |= {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)


tune = Tune()
