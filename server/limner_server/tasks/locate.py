"""Locate: read a screenshot, look for its texts in the workspace, rank the lines that draw them."""

from __future__ import annotations

from typing import Final

from limner_server.errors import InputError
from limner_server.perception.drawn.read import read_texts
from limner_server.perception.image import load_image
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proof.verdict import Proof, Status
from limner_server.proposers.locating.locate import Finding, find_places
from limner_server.proposers.locating.located import Located
from limner_server.proposers.locating.ranking import Ranked
from limner_server.tasks.request import LocateRequest
from limner_server.tasks.task import Candidate, Run, Suggestion

# The proposer of all candidates: what is drawn is found by its words.
_PROPOSER: Final = "texts"
_NO_MODEL: Final = "no model is needed to find what draws a text"
_MOST_CANDIDATES: Final = 8
_ELSEWHERE: Final = "look in the folder of the application (--workspace)"


def locate(request: LocateRequest, run: Run) -> Suggestion[Located]:
    """Find the source that draws a screenshot of a running application.

    Returns:
        The places, the likeliest first; none where nothing of the picture is of this workspace,
        and the proof says so.

    Raises:
        CancelledError: the user took the request back.
        InputError: the picture cannot be read, has no text, or there is no such workspace.
        ToolMissingError: there is no Tesseract, or not in these languages.
    """
    if not request.root.is_dir():
        raise InputError(f"there is no folder {request.root}", "name the workspace's folder")
    with run.step("picture", "Reading the picture", 0.0):
        picture = load_image(request.image)
        read = read_texts(picture, request.languages, run.check)
    with run.step("search", "Looking for its texts", 0.6):
        files = WorkspaceFiles(request.root, request.texts)
        finding = find_places(files, request.texts, read, run.check)
    if not finding.texts:
        raise InputError(
            f"{picture.name} has no text in it that could be looked for",
            "give a picture that shows some words of the application",
        )
    result = Located(finding.places, request.root, picture.width, picture.height)
    return Suggestion(result, _proof(finding), _candidates(finding), run.timings, _NO_MODEL)


def _proof(finding: Finding) -> Proof:
    if not finding.is_of_workspace:
        return Proof(
            Status.UNPROVEN,
            "nothing of this picture is drawn by this workspace",
            _figures(finding),
            f"{finding.files} files were searched: {_ELSEWHERE}"
            if finding.files
            else f"there is no file in it that draws texts: {_ELSEWHERE}",
        )
    best, count = finding.ranked[0], len(finding.texts)
    summary = f"{len(best.weights)} of {count} texts of the picture stand in {best.evidence.name}"
    explained = len({one.read for one in finding.places})
    if explained > len(best.weights):
        summary += f", {explained} in all files named"
    return Proof(Status.PROVEN, summary, _figures(finding))


def _figures(finding: Finding) -> dict[str, float]:
    best = finding.ranked[0] if finding.ranked else None
    return {
        "texts": float(len(finding.texts)),
        "texts_in_first_file": float(len(best.weights)) if best else 0.0,
        "share_of_picture": round(min(best.share, 1.0), 3) if best else 0.0,
        "evidence": round(best.score, 2) if best else 0.0,
        "files_searched": float(finding.files),
    }


def _candidates(finding: Finding) -> list[Candidate]:
    """The files in question, each with how much speaks for it beside the best."""
    best = max(finding.ranked[0].score, 1e-9) if finding.ranked else 1.0
    status = Status.PROVEN if finding.is_of_workspace else Status.REFUTED
    return [
        Candidate(_PROPOSER, one.evidence.name, _said(one, finding, status), one.score / best)
        for one in finding.ranked[:_MOST_CANDIDATES]
    ]


def _said(one: Ranked, finding: Finding, status: Status) -> Proof:
    summary = f"{len(one.weights)} of {len(finding.texts)} texts"
    return Proof(status, summary, {"evidence": round(one.score, 2), "share": round(one.share, 3)})
