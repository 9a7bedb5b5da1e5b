"""`limner generate`: words become code."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from limner_server import assets
from limner_server.cli.changes import add_change_arguments, running_of, show_change
from limner_server.cli.console import remark, show, visible
from limner_server.cli.engine_arguments import add_engine_arguments
from limner_server.cli.exit_codes import DONE, UNPROVEN
from limner_server.cli.interrupt import INTERRUPT
from limner_server.cli.progress import progress_bar
from limner_server.emit.code import Stack
from limner_server.errors import InputError
from limner_server.output import write_files
from limner_server.proof.verdict import Status
from limner_server.tasks.evidence import evidence_of
from limner_server.tasks.generate_answer import GenerateAnswer
from limner_server.tasks.request import NO_MODEL, GenerateRequest
from limner_server.tasks.task import Run, Suggestion

if TYPE_CHECKING:
    from limner_server.tasks.answer import CodeAnswer
    from limner_server.tasks.change_set import ChangeSet
    from limner_server.tasks.generated import Generated

HELP = "words become code: a page of parts, or code in a file"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words, where the code belongs, and what to do with it."""
    parser.add_argument("what", metavar="WHAT", help='what to write: "a login form with e-mail"')
    parser.add_argument("--file", type=Path, metavar="PATH", help="the file that it belongs into")
    parser.add_argument(
        "--line", type=int, metavar="N", help="below which line of it; the end where omitted"
    )
    parser.add_argument(
        "--stack",
        type=Stack,
        choices=list(Stack),
        metavar="STACK",
        help=f"of a page: one of {', '.join(Stack)} (default: by the file, else html)",
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the code there")
    add_change_arguments(parser)
    add_engine_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write the code; 1 where it could not be proven."""
    # tree-sitter, Playwright and the lexicon take their time: not for the sake of `--help`.
    from limner_server.tasks.generate import generate  # noqa: PLC0415

    request = _request(args)
    with progress_bar() as progress:
        suggestion = generate(request, Run(progress, INTERRUPT))
    answer = GenerateAnswer.of(suggestion)
    if answer.page is None:
        changed = Suggestion(suggestion.result.change, **evidence_of(suggestion))
        return show_change(changed, args)
    if request.path is not None and not args.out:
        change = _placed(suggestion, request)
        return show_change(Suggestion(change, **evidence_of(suggestion)), args)
    _hand_over(answer, answer.page, args)
    proof = answer.proof
    remark(f"{proof.summary}: {proof.remedy}" if proof.remedy else proof.summary)
    if args.model != NO_MODEL and not answer.page.asked_a_model:
        remark(f"no model took part ({answer.page.engine})")
    return DONE if proof.status is Status.PROVEN else UNPROVEN


def _request(args: argparse.Namespace) -> GenerateRequest:
    from limner_server.perception.workspace.root import workspace_root  # noqa: PLC0415

    path = args.file.parent.resolve() / args.file.name if args.file else None
    if path is not None and not path.is_file():
        raise InputError(f"no such file: {args.file}")
    return GenerateRequest(
        workspace_root(path or Path.cwd()),
        what=args.what,
        path=path,
        line=args.line,
        stack=args.stack,
        running=running_of(args),
        engine_url=args.engine,
        model=args.model,
        seconds=args.seconds,
    )


def _placed(suggestion: Suggestion[Generated], request: GenerateRequest) -> ChangeSet:
    """The page as a change of the file that it is for."""
    from limner_server.cli.placed_page import placed_page  # noqa: PLC0415
    from limner_server.perception.workspace.source import read_source  # noqa: PLC0415

    made, path = suggestion.result, request.path
    assert made.code is not None  # noqa: S101 - it is a page
    assert path is not None  # noqa: S101 - there is a file
    return placed_page(made.code, made.name, read_source(path), request.line, request.root)


def _hand_over(answer: GenerateAnswer, page: CodeAnswer, args: argparse.Namespace) -> None:
    if args.json:
        show(json.dumps(answer.to_json(), indent=2) + "\n")
    if args.out:
        code, files = assets.settle(page.result, page.assets, args.out.parent, answer.name)
        write_files({**files, args.out: code.encode()})
    elif not args.json:
        code = assets.inlined(page.result, page.assets)
        show(visible(code) if sys.stdout.isatty() else code)
        left = [path for path in page.assets if path in code]
        if left:
            remark(f"--out FILE also writes {', '.join(left)}")
