"""`limner demo`: the main job on a sample screenshot that ships with the package."""

from __future__ import annotations

import argparse
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from limner_server import assets
from limner_server.cli.console import show
from limner_server.cli.exit_codes import DONE, UNPROVEN
from limner_server.cli.interrupt import INTERRUPT
from limner_server.cli.progress import progress_bar
from limner_server.output import write_files
from limner_server.proof.verdict import Proof, Status
from limner_server.tasks.request import CodeRequest
from limner_server.tasks.task import Run, Suggestion

if TYPE_CHECKING:
    from limner_server.emit.code import Code
    from limner_server.perception.image import Picture

HELP = "the main job on a sample screenshot: code, page, side-by-side picture, score"

SAMPLE: Final = "harbour"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where the results go."""
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("limner-demo"),
        metavar="DIR",
        help="folder for the results (default: limner-demo)",
    )


def run(args: argparse.Namespace) -> int:
    """Turn the sample into a page and show how well that went."""
    from limner_server.perception.image import load_image  # noqa: PLC0415
    from limner_server.tasks.screenshot import screenshot_to_code  # noqa: PLC0415

    sample = resources.files("limner_server.samples") / f"{SAMPLE}.png"
    picture = load_image(sample.read_bytes())
    with progress_bar() as progress:
        suggestion = screenshot_to_code(picture, CodeRequest(), Run(progress, INTERRUPT))
        files = _results(suggestion, picture, args.out)
    write_files(files)
    show(_summary(suggestion, files))
    return DONE if suggestion.proof.status is Status.PROVEN else UNPROVEN


def _results(suggestion: Suggestion[Code], picture: Picture, folder: Path) -> dict[Path, bytes]:
    """What is written, the page first."""
    code = suggestion.result
    files = {folder / f"{SAMPLE}.html": assets.inlined(code.text, code.assets).encode()}
    files[folder / "picture.png"] = picture.png()
    if suggestion.proof.status is Status.PROVEN:
        files |= _drawn(suggestion, picture, folder)
    return files


def _drawn(suggestion: Suggestion[Code], picture: Picture, folder: Path) -> dict[Path, bytes]:
    """The page as the browser draws it, alone and beside the picture with the score."""
    from limner_server.perception.image import Picture  # noqa: PLC0415
    from limner_server.proof.browser import warm_browser  # noqa: PLC0415
    from limner_server.proof.sheet import draw_sheet  # noqa: PLC0415

    drawn = warm_browser().render(suggestion.result.html, picture.width, picture.height).image
    return {
        folder / "page.png": Picture(drawn, SAMPLE).png(),
        folder / "side-by-side.png": draw_sheet(picture, drawn, suggestion.proof).png(),
    }


def _summary(suggestion: Suggestion[Code], files: dict[Path, bytes]) -> str:
    titles = ("code", "picture", "page", "both")
    rows = [f"{title:8}  {path}" for title, path in zip(titles, files, strict=False)]
    rows.append(f"{'proof':8}  {_proof(suggestion.proof)}")
    rows += [
        f"{'':8}  {candidate.proposer}: {candidate.score:.3f}"
        for candidate in suggestion.candidates
    ]
    rows.append(f"{'engine':8}  {suggestion.engine}")
    spent = ", ".join(f"{step} {seconds:.1f}" for step, seconds in suggestion.timings.items())
    rows.append(f"{'seconds':8}  {sum(suggestion.timings.values()):.1f} ({spent})")
    return "\n".join(rows) + "\n"


def _proof(proof: Proof) -> str:
    return f"{proof.summary}: {proof.remedy}" if proof.remedy else proof.summary
