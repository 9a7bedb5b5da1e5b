"""The verb `limner eval`: the table of quality, for one engine or several side by side."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

from limner_adapters.examples import Task
from limner_adapters.quality.amounts import amount_of
from limner_adapters.quality.showing import shown
from limner_adapters.quality.telling import parts
from limner_server.cli.console import remark, show
from limner_server.cli.exit_codes import DONE
from limner_server.cli.interrupt import INTERRUPT
from limner_server.errors import InputError, ToolMissingError
from limner_server.proof.sandbox.ran import Running
from limner_server.tasks.request import NO_MODEL

if TYPE_CHECKING:
    from limner_adapters.quality.asking import Asking
    from limner_adapters.quality.case import Case
    from limner_adapters.quality.measured import Measured
    from limner_adapters.quality.telling import Tell

# Seconds between two lines of progress where no terminal shows a bar.
_BREATH: Final = 10.0


class Evaluate:
    """`limner eval`: put cases to engines, measure what comes of them, print the table."""

    HELP = "how good an engine is: screenshots, repair, tests, documentation"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare who is measured, on what, and where the table goes."""
        parser.add_argument(
            "--model",
            action="append",
            metavar="NAME[@URL]",
            help=f"a model to measure, {NO_MODEL} for the analysis alone; give several to lay them "
            "side by side (default: the analysis, and the model that is configured)",
        )
        parser.add_argument(
            "--engine", default="", metavar="URL", help="an OpenAI-compatible engine to ask"
        )
        parser.add_argument(
            "--cases",
            type=Path,
            metavar="DIR",
            help="cases of your own, as `limner tune` holds them out (default: those that ship)",
        )
        parser.add_argument(
            "--task",
            action="extend",
            nargs="+",
            choices=[str(task) for task in Task],
            metavar="TASK",
            help=f"only these tasks, of {', '.join(Task)}",
        )
        parser.add_argument(
            "--seconds",
            type=amount_of("seconds"),
            default=30.0,
            metavar="N",
            help="how long one answer may take (default: 30)",
        )
        parser.add_argument(
            "--no-sandbox",
            action="store_true",
            help="where bubblewrap is missing, run code as plain processes with limits",
        )
        parser.add_argument("--json", action="store_true", help="print every figure as JSON")
        parser.add_argument(
            "--picture", type=Path, metavar="FILE", help="draw the table as a PNG or an SVG, too"
        )

    def run(self, args: argparse.Namespace) -> int:
        """Measure each model and print what came of it.

        Raises:
            InputError: there are no such cases, or no such model.
        """
        # tree-sitter, OpenCV and the tasks take their time: not for the sake of `--help`.
        from limner_adapters.quality.picture import check_picture, draw_table  # noqa: PLC0415
        from limner_adapters.quality.table import as_json, table  # noqa: PLC0415

        if args.picture:
            check_picture(args.picture)
        with tempfile.TemporaryDirectory(prefix="limner-eval-") as folder, shown(_BREATH) as tell:
            cases = _cases(args, Path(folder))
            measured = _measured(_asked(args), cases, tell)
        show(json.dumps(as_json(measured), indent=2) + "\n" if args.json else table(measured))
        if args.picture:
            draw_table(args.picture, measured)
            remark(f"drawn: {args.picture}")
        return DONE


def _cases(args: argparse.Namespace, folder: Path) -> list[Case]:
    from limner_adapters.quality.case import read_cases  # noqa: PLC0415
    from limner_adapters.quality.shipped import shipped_cases  # noqa: PLC0415

    cases = read_cases(args.cases.absolute()) if args.cases else shipped_cases(folder.resolve())
    chosen = [case for case in cases if not args.task or case.task in args.task]
    if not chosen:
        wanted = f" for {' or '.join(args.task)}" if args.task else ""
        raise InputError(f"no cases{wanted} in {args.cases}", "`limner tune` holds some out")
    return chosen


def _asked(args: argparse.Namespace) -> list[Asking]:
    """Who is measured, and how.

    Raises:
        InputError: two are the same, or one has no name.
        ModelNotFoundError: one is not on this machine.
    """
    from limner_adapters.quality.asking import Asking, Contender  # noqa: PLC0415

    # The analysis comes first: it is what every model stands upon.
    names = args.model or [NO_MODEL, ""]
    contenders = [
        Contender.parse(name, args.engine) if name else Contender("", args.engine) for name in names
    ]
    told = [contender.name for contender in contenders]
    if len(set(told)) < len(told):
        raise InputError(f"the same model twice: {', '.join(told)}")
    for contender in contenders:
        contender.check()
    running = Running.PLAIN if args.no_sandbox else Running.SANDBOX
    return [Asking(one, args.seconds, running, INTERRUPT) for one in contenders]


def _measured(asked: Sequence[Asking], cases: Sequence[Case], tell: Tell) -> list[Measured]:
    from limner_adapters.quality.pages import drawn  # noqa: PLC0415
    from limner_adapters.quality.trials import measure_cases  # noqa: PLC0415
    from limner_server.proof.browser import Browser  # noqa: PLC0415

    with ExitStack() as stack:
        browser = stack.enter_context(Browser())
        try:
            pages = stack.enter_context(drawn([one for one in cases if one.task is Task.UI]))
        except ToolMissingError as problem:
            remark(f"no screenshots are measured: {problem}")
            pages, cases = {}, [one for one in cases if one.task is not Task.UI]
        return [
            measure_cases(cases, pages, one, told, browser)
            for one, told in zip(asked, parts(tell, len(asked)), strict=True)
        ]


evaluate = Evaluate()
