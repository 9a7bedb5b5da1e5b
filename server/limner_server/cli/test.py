"""`limner test`: a function, a class or a file gets tests that ran, pass, and add something."""

from __future__ import annotations

import argparse
from pathlib import Path

from limner_server.cli.changes import add_change_arguments, running_of, show_change
from limner_server.cli.engine_arguments import add_engine_arguments
from limner_server.cli.interrupt import INTERRUPT
from limner_server.cli.places import HELP as PLACE
from limner_server.cli.places import parse_place
from limner_server.cli.progress import progress_bar
from limner_server.tasks.request import TestRequest
from limner_server.tasks.task import Run

HELP = "tests for a function, a class or a file, that ran, pass, and add coverage"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to test, and where the tests go."""
    parser.add_argument("place", metavar="PATH[::SYMBOL]", help=PLACE)
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="the test file, new or to be added to (default: where the project has its tests)",
    )
    add_change_arguments(parser)
    add_engine_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write tests, prove them, show them; 1 where none could be proven, and nothing is changed."""
    # tree-sitter and the search take their time: not for the sake of `--help`.
    from limner_server.tasks.tests import write_tests  # noqa: PLC0415

    place = parse_place(args.place)
    out = None if args.out is None else args.out.parent.resolve() / args.out.name
    request = TestRequest(
        place.root,
        path=place.path,
        symbol=place.symbol,
        out=out,
        running=running_of(args),
        engine_url=args.engine,
        model=args.model,
        seconds=args.seconds,
    )
    with progress_bar() as progress:
        suggestion = write_tests(request, Run(progress, INTERRUPT))
    return show_change(suggestion, args)
