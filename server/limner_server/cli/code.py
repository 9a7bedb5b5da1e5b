"""`limner code`: a screenshot or mockup becomes code."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from limner_server import assets
from limner_server.cli.console import remark, show
from limner_server.cli.engine_arguments import add_engine_arguments, add_language_argument
from limner_server.cli.exit_codes import DONE, UNPROVEN
from limner_server.cli.interrupt import INTERRUPT
from limner_server.cli.progress import progress_bar
from limner_server.emit.code import Stack
from limner_server.output import write_file, write_files
from limner_server.proof.verdict import Proof, Status
from limner_server.tasks.answer import CodeAnswer
from limner_server.tasks.request import NO_MODEL, CodeRequest
from limner_server.tasks.task import Run

if TYPE_CHECKING:
    from limner_server.perception.image import Picture

HELP = "a screenshot or mockup becomes code"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the picture, what to make of it, and where to put it."""
    parser.add_argument("image", metavar="IMAGE", help="a picture's path or data URI")
    parser.add_argument(
        "--stack",
        type=Stack,
        choices=list(Stack),
        default=Stack.HTML,
        metavar="STACK",
        help=f"one of {', '.join(Stack)} (default: html)",
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the code there")
    parser.add_argument("--json", action="store_true", help="print the answer with its proof")
    parser.add_argument("--scene", action="store_true", help="print what is seen, and stop")
    parser.add_argument(
        "--scene-image", type=Path, metavar="FILE", help="draw what is seen over the picture"
    )
    add_language_argument(parser)
    add_engine_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write the code; 1 where it could not be proven."""
    # numpy, OpenCV and Playwright take their time: not for the sake of `--help`.
    from limner_server.perception.image import load_image  # noqa: PLC0415

    picture = load_image(args.image)
    if args.scene or args.scene_image:
        return _see(picture, args)
    from limner_server.tasks.screenshot import screenshot_to_code  # noqa: PLC0415

    request = CodeRequest(
        args.stack, args.language, args.engine, args.model, root=Path.cwd().resolve()
    )
    with progress_bar() as progress:
        suggestion = screenshot_to_code(picture, request, Run(progress, INTERRUPT))
    answer = CodeAnswer.of(suggestion)
    _hand_over(answer, args, picture.name)
    if args.model != NO_MODEL and not answer.asked_a_model:
        remark(f"no model took part ({answer.engine})")
    return _exit_code(answer.proof)


def _see(picture: Picture, args: argparse.Namespace) -> int:
    from limner_server.perception.outline import outline  # noqa: PLC0415
    from limner_server.perception.overlay import overlay  # noqa: PLC0415
    from limner_server.perception.perceive import perceive  # noqa: PLC0415

    scene = perceive(picture, args.language)
    if args.scene_image:
        write_file(args.scene_image, overlay(scene, picture).png())
    if args.scene:
        show(outline(scene))
    return DONE


def _hand_over(answer: CodeAnswer, args: argparse.Namespace, name: str) -> None:
    if args.json:
        show(json.dumps(answer.to_json(), indent=2) + "\n")
    if args.out:
        code, files = assets.settle(answer.result, answer.assets, args.out.parent, name)
        write_files({**files, args.out: code.encode()})
    elif not args.json:
        code = assets.inlined(answer.result, answer.assets)
        show(code)
        left = [path for path in answer.assets if path in code]
        if left:
            remark(f"--out FILE also writes {', '.join(left)}")


def _exit_code(proof: Proof) -> int:
    remark(f"{proof.summary}: {proof.remedy}" if proof.remedy else proof.summary)
    return DONE if proof.status is Status.PROVEN else UNPROVEN
