"""`limner ask`: an answer about code or a picture, with the places that it speaks of."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from limner_server.cli.console import remark, show, visible
from limner_server.cli.engine_arguments import add_engine_arguments, add_language_argument
from limner_server.cli.exit_codes import DONE, UNPROVEN
from limner_server.cli.interrupt import INTERRUPT
from limner_server.cli.progress import progress_bar
from limner_server.errors import InputError
from limner_server.proof.verdict import Status
from limner_server.tasks.ask_answer import AskAnswer
from limner_server.tasks.request import NO_MODEL, AskRequest
from limner_server.tasks.task import Run

HELP = "a question about code or a picture gets an answer that names files and lines"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the question and what it is about."""
    parser.add_argument("question", metavar="QUESTION", help="in words")
    parser.add_argument("--image", default="", metavar="PNG", help="a picture that it is about")
    parser.add_argument("--file", type=Path, metavar="PATH", help="the file that you look at")
    parser.add_argument("--line", type=int, metavar="N", help="where in it; 1 is the first")
    parser.add_argument("--json", action="store_true", help="print the answer with its proof")
    add_language_argument(parser)
    add_engine_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print the answer; 1 where nothing in the workspace answers the question."""
    # tree-sitter and the search take their time: not for the sake of `--help`.
    from limner_server.tasks.ask import ask  # noqa: PLC0415

    request = _request(args)
    with progress_bar() as progress:
        answer = AskAnswer.of(ask(request, Run(progress, INTERRUPT)))
    if args.json:
        show(json.dumps(answer.to_json(), indent=2) + "\n")
    else:
        show("".join(f"{visible(line)}\n" for line in answer.result.splitlines()))
    proof = answer.proof
    remark(f"{proof.summary}: {proof.remedy}" if proof.remedy else proof.summary)
    if args.model != NO_MODEL and not answer.asked_a_model:
        remark(f"no model took part ({answer.engine})")
    return DONE if proof.status is Status.PROVEN else UNPROVEN


def _request(args: argparse.Namespace) -> AskRequest:
    from limner_server.perception.workspace.root import workspace_root  # noqa: PLC0415

    path = args.file.parent.resolve() / args.file.name if args.file else None
    if path is not None and not path.is_file():
        what = "is a folder, name a file in it" if path.is_dir() else "is not there"
        raise InputError(f"{args.file} {what}")
    if args.line is not None and path is None:
        raise InputError("--line is of no file", "name the file with --file")
    return AskRequest(
        workspace_root(path or Path.cwd()),
        question=args.question,
        image=args.image,
        path=path,
        line=args.line,
        languages=args.language,
        engine_url=args.engine,
        model=args.model,
    )
