"""What a picture that comes with a question shows: a traceback, or a page of the workspace's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.drawn.read import read_texts
from limner_server.perception.image import Picture, load_image
from limner_server.perception.traceback.locate import locate
from limner_server.perception.traceback.parse import parse_traceback
from limner_server.perception.traceback.read import read_traceback
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proposers.answering.draft import Draft, code
from limner_server.proposers.answering.reply import CitedPlace
from limner_server.proposers.locating.locate import find_places
from limner_server.tasks.request import AskRequest
from limner_server.tasks.task import Run

_MOST_TEXTS: Final = 12
_MOST_PLACES: Final = 6


@dataclass(frozen=True, slots=True)
class Pictured:
    """What a picture shows.

    Attributes:
        text: in words, with places of the workspace; "" without a picture.
        places: that the words name.
        path: the file that the picture is most about; None where it is about none.
        line: in that file, 1-based.
        is_found: whether anything of it is of the workspace.
    """

    text: str
    places: tuple[CitedPlace, ...] = ()
    path: Path | None = None
    line: int | None = None
    is_found: bool = False


def look_at(request: AskRequest, files: WorkspaceFiles, run: Run) -> Pictured:
    """Say what the picture of a request shows.

    Raises:
        InputError: it cannot be read.
        ToolMissingError: there is no Tesseract, or not in these languages.
    """
    picture = load_image(request.image)
    return _traceback(picture, request, files, run) or _page(picture, request, files, run)


def _traceback(
    picture: Picture, request: AskRequest, files: WorkspaceFiles, run: Run
) -> Pictured | None:
    """What a traceback in the picture says; None where there is none."""
    try:
        found = parse_traceback(read_traceback(picture, request.languages, run.check))
    except InputError:
        return None
    if not found.frames or not found.error:
        return None
    draft = Draft(files.root)
    said = f"{found.error}: {found.message}" if found.message else found.error
    draft.say(f"The picture shows the traceback of {code(said)}.")
    places = locate(found, files, run.check)
    if not places:
        draft.add("No call in it is of this workspace.")
        return Pictured(draft.reply().text)
    first = places[0]
    line = files.text(first.path).splitlines()[first.line - 1].strip()
    where = draft.cite(first.path, first.line, line)
    function = f", in {code(first.frame.function)}" if first.frame.function else ""
    draft.add(f"It comes from {where}{function}: {code(line)}.")
    draft.list(
        "The calls that led there:",
        [
            draft.cite(one.path, one.line, one.frame.code)
            + (f" in {code(one.frame.function)}" if one.frame.function else "")
            for one in places[1:_MOST_PLACES]
        ],
    )
    draft.say("`limner fix` with the same picture looks for a change that makes it go away.")
    reply = draft.reply()
    return Pictured(reply.text, reply.places, first.path, first.line, is_found=True)


def _page(picture: Picture, request: AskRequest, files: WorkspaceFiles, run: Run) -> Pictured:
    """Which texts the picture shows, and what draws them."""
    read = read_texts(picture, request.languages, run.check)
    if not read:
        return Pictured("The picture has no text that could be read.")
    draft = Draft(files.root)
    finding = find_places(files, request.texts, read, run.check)
    if not finding.places:
        texts = ", ".join(f"“{one.text}”" for one in read[:_MOST_TEXTS])
        draft.say(f"The picture shows {texts}. Nothing of it is drawn by this workspace.")
        return Pictured(draft.reply().text)
    best = finding.ranked[0]
    file = code(best.evidence.name)
    count = len(best.weights)
    draft.list(
        f"The picture is drawn by {file}, {count} of its {len(finding.texts)} texts:",
        [
            f"“{one.text}” in {draft.cite(one.path, one.line, one.text)}"
            for one in finding.places[:_MOST_PLACES]
        ],
    )
    first = finding.places[0]
    reply = draft.reply()
    return Pictured(reply.text, reply.places, first.path, first.line, is_found=True)
