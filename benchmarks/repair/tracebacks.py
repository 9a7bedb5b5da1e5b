"""Pictures of tracebacks of programs that really failed: is the right file and line found?"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from limner_server.errors import InputError
from limner_server.perception.image import Picture
from limner_server.perception.traceback.locate import locate
from limner_server.perception.traceback.parse import parse_traceback
from limner_server.perception.traceback.read import read_traceback
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proof.browser import Browser
from repair.programs import KINDS, Failure, Writer
from repair.terminals import Look, draw, looks, typefaces

SEED, OTHER_SEED = 1, 2
TARGET = 19
# What a screen shows of a long output is its end.
_MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a picture.

    Attributes:
        kind: of the program.
        look: of the terminal.
        right: whether the first place is the fault's.
        found: the first place, or why there is none.
        wanted: the fault's.
        seconds: to read and to locate.
        picture: that was read.
        text: as it was read.
        printed: as it was.
    """

    kind: str
    look: Look
    right: bool
    found: str
    wanted: str
    seconds: float
    picture: Picture
    text: str
    printed: str


def measure(seed: int = SEED) -> list[Outcome]:
    """Draw and read twenty pictures."""
    outcomes = []
    with Browser() as browser:
        for index, look in enumerate(looks(seed)):
            folder = Path(tempfile.mkdtemp(prefix="limner-"))
            try:
                kind = KINDS[index % len(KINDS)]
                failure = Writer(folder, 100 * seed + index).fail(kind)
                outcomes.append(_outcome(browser, kind, failure, look))
            finally:
                shutil.rmtree(folder)
    return outcomes


def _outcome(browser: Browser, kind: str, failure: Failure, look: Look) -> Outcome:
    lines = failure.printed.rstrip("\n").split("\n")[-_MOST_ROWS:]
    picture = Picture(draw(browser, lines, look, f"$ {failure.command}"))
    begin = perf_counter()
    text = ""
    try:
        text = read_traceback(picture)
        places = locate(parse_traceback(text), WorkspaceFiles(failure.root))
        found = f"{places[0].path.relative_to(failure.root)}:{places[0].line}" if places else "none"
    except InputError as error:
        found = error.message
    seconds = perf_counter() - begin
    wanted = f"{failure.path}:{failure.line}"
    return Outcome(
        kind, look, found == wanted, found, wanted, seconds, picture, text, "\n".join(lines)
    )


def figures(outcomes: list[Outcome]) -> dict[str, object]:
    """How many were right, and which were not."""
    return {
        "right": sum(one.right for one in outcomes),
        "of": len(outcomes),
        "missed": [
            f"{one.kind}, {one.look.family}, {one.look.theme.name}: {one.found}, not {one.wanted}"
            for one in outcomes
            if not one.right
        ],
        "typefaces": typefaces(),
        "median_seconds": round(sorted(one.seconds for one in outcomes)[len(outcomes) // 2], 2),
    }
