"""`limner fix`: a failing test, a traceback or a diagnostic becomes a proven fix."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from limner_server.cli.changes import add_change_arguments, running_of, show_change
from limner_server.cli.engine_arguments import add_engine_arguments, add_language_argument
from limner_server.cli.interrupt import INTERRUPT
from limner_server.cli.progress import progress_bar
from limner_server.errors import InputError
from limner_server.tasks.request import FixRequest
from limner_server.tasks.task import Run

if TYPE_CHECKING:
    from limner_server.diagnostic import Diagnostic

HELP = "a failing test, a traceback or a diagnostic becomes a proven fix"

STDIN: Final = "-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what fails, and what to do about it."""
    parser.add_argument(
        "path",
        nargs="?",
        type=Path,
        metavar="PATH",
        help="the file to fix, or its test; not needed where a traceback names it",
    )
    parser.add_argument("--line", type=int, metavar="N", help="where in it; 1 is the first")
    parser.add_argument(
        "--test", default="", metavar="CMD", help="the failing test, as you type it in the shell"
    )
    parser.add_argument(
        "--traceback", default="", metavar="FILE", help=f"a traceback; {STDIN}: from stdin"
    )
    parser.add_argument(
        "--image", default="", metavar="PNG", help="a picture of a traceback, such as a screenshot"
    )
    parser.add_argument(
        "--diagnostic",
        default="",
        metavar="TEXT",
        help="a line of ruff, pyright, mypy, tsc or ESLint, as printed",
    )
    add_change_arguments(parser)
    add_language_argument(parser)
    add_engine_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Find a fix, prove it, show it; 1 where none could be proven, and nothing is changed."""
    # tree-sitter and the search take their time: not for the sake of `--help`.
    from limner_server.tasks.fix import fix  # noqa: PLC0415

    request = _request(args)
    with progress_bar() as progress:
        suggestion = fix(request, Run(progress, INTERRUPT))
    return show_change(suggestion, args)


def _request(args: argparse.Namespace) -> FixRequest:
    from limner_server.perception.workspace.root import workspace_root  # noqa: PLC0415

    # What runs tells its real paths; a file that is itself a link stays the one that was named.
    path = args.path.parent.resolve() / args.path.name if args.path else None
    if path is not None and not path.is_file():
        raise InputError(f"no such file: {args.path}")
    folder = Path.cwd()
    root = workspace_root(path or folder)
    return FixRequest(
        root,
        path=path,
        line=args.line,
        test=args.test,
        folder=folder if folder.is_relative_to(root) else root,
        traceback=_traceback(args.traceback),
        image=args.image,
        diagnostic=_diagnostic(args.diagnostic, folder, path, args.line),
        running=running_of(args),
        languages=args.language,
        engine_url=args.engine,
        model=args.model,
        seconds=args.seconds,
    )


def _traceback(source: str) -> str:
    if source == STDIN:
        return sys.stdin.read()
    try:
        return Path(source).read_text(errors="replace") if source else ""
    except OSError as error:
        raise InputError(f"cannot read {source}: {error.strerror}") from error


def _diagnostic(text: str, folder: Path, path: Path | None, line: int | None) -> Diagnostic | None:
    if not text:
        return None
    from limner_server.proof.checkers.parse import parse_diagnostic  # noqa: PLC0415

    return parse_diagnostic(text, folder, path, line)
