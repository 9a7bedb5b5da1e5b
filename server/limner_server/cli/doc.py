"""`limner doc`: docstrings and JSDoc that agree with the code, and leave it as it was."""

from __future__ import annotations

import argparse

from limner_server.cli.changes import add_change_arguments, running_of, show_change
from limner_server.cli.engine_arguments import add_engine_arguments
from limner_server.cli.interrupt import INTERRUPT
from limner_server.cli.places import HELP as PLACE
from limner_server.cli.places import parse_place
from limner_server.cli.progress import progress_bar
from limner_server.tasks.request import DocRequest, DocStyle
from limner_server.tasks.task import Run

HELP = "documentation for a function, a class or a file"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to document, and how."""
    parser.add_argument("place", metavar="PATH[::SYMBOL]", help=PLACE)
    parser.add_argument("--line", type=int, metavar="N", help="what stands at this line")
    parser.add_argument(
        "--style",
        default=DocStyle.AUTO,
        choices=[str(one) for one in DocStyle],
        help="of docstrings (default: as the file has them)",
    )
    add_change_arguments(parser)
    add_engine_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write documentation, prove it, show it; 1 where none could be proven."""
    # tree-sitter and pydoclint take their time: not for the sake of `--help`.
    from limner_server.tasks.docs import write_docs  # noqa: PLC0415

    place = parse_place(args.place)
    request = DocRequest(
        place.root,
        path=place.path,
        symbol=place.symbol,
        line=args.line,
        style=DocStyle(args.style),
        running=running_of(args),
        engine_url=args.engine,
        model=args.model,
        seconds=args.seconds,
    )
    with progress_bar() as progress:
        suggestion = write_docs(request, Run(progress, INTERRUPT))
    return show_change(suggestion, args)
