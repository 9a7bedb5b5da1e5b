"""`limner locate`: the source that draws a screenshot."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from limner_server.cli.console import remark, show, visible
from limner_server.cli.engine_arguments import add_language_argument
from limner_server.cli.exit_codes import DONE, UNPROVEN
from limner_server.cli.interrupt import INTERRUPT
from limner_server.cli.progress import progress_bar
from limner_server.errors import InputError
from limner_server.proof.verdict import Status
from limner_server.proposers.locating.located import DrawnPlace
from limner_server.tasks.locate_answer import LocateAnswer
from limner_server.tasks.request import LocateRequest
from limner_server.tasks.task import Run

HELP = "a screenshot of a running application leads to the source that draws it"

_MOST_SHOWN = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the picture, and where to look."""
    parser.add_argument("image", metavar="IMAGE", help="a picture's path or data URI")
    parser.add_argument(
        "--workspace",
        type=Path,
        metavar="DIR",
        help="where to look (default: the project around the current folder)",
    )
    parser.add_argument("--json", action="store_true", help="print the answer with its proof")
    add_language_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Print the places, the likeliest first; 1 where nothing of the picture is found."""
    # OpenCV and Tesseract take their time: not for the sake of `--help`.
    from limner_server.tasks.locate import locate  # noqa: PLC0415

    request = LocateRequest(_root(args.workspace), languages=args.language, image=args.image)
    with progress_bar() as progress:
        answer = LocateAnswer.of(locate(request, Run(progress, INTERRUPT)))
    if args.json:
        show(json.dumps(answer.to_json(), indent=2) + "\n")
    else:
        show("".join(f"{_line(place, answer.root)}\n" for place in answer.result[:_MOST_SHOWN]))
    proof = answer.proof
    remark(f"{proof.summary}: {proof.remedy}" if proof.remedy else proof.summary)
    return DONE if proof.status is Status.PROVEN else UNPROVEN


def _root(workspace: Path | None) -> Path:
    from limner_server.perception.workspace.root import workspace_root  # noqa: PLC0415

    if workspace is None:
        return workspace_root(Path.cwd())
    if not workspace.is_dir():
        what = "is a file, name its folder" if workspace.is_file() else "is not there"
        raise InputError(f"{workspace} {what}")
    return workspace.resolve()


def _line(place: DrawnPlace, root: Path) -> str:
    """A place as terminals and editors understand it, with the part of the picture it draws."""
    box = place.box
    part = f"{box.x0:.0f},{box.y0:.0f} {box.width:.0f}x{box.height:.0f}"
    line = f'{_name(place.path, root)}:{place.line}  "{place.text}"  at {part}'
    translation = place.translation
    if translation is not None:
        line += f"  ({_name(translation.path, root)}:{translation.line} {translation.key})"
    return visible(line)


def _name(path: Path, root: Path) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")
