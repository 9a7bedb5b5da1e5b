"""Ask: facts and a model answer a question, and every place that they name is looked up."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from limner_server.errors import CancelledError, InputError, LimnerError
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proof.verdict import Proof, Status
from limner_server.proposers.answering.answer import Answered, View, answer_by_facts
from limner_server.proposers.answering.asked import Inquiry, Shown, ask_model
from limner_server.proposers.answering.checked import checked, told
from limner_server.proposers.answering.question import parse_question
from limner_server.proposers.answering.reply import Reply
from limner_server.tasks.answer import MODEL
from limner_server.tasks.asked_picture import Pictured, look_at
from limner_server.tasks.engines import NOBODY_ASKED, configured, engine_of
from limner_server.tasks.request import NO_MODEL, AskRequest
from limner_server.tasks.task import Candidate, Run, Suggestion

_FACTS: Final = "facts"
_LONGEST: Final = 4000


def ask(request: AskRequest, run: Run) -> Suggestion[Reply]:
    """Answer a question about code, a picture, or both.

    Returns:
        The answer; where nothing of the workspace answers it, what comes nearest, unproven.

    Raises:
        CancelledError: the user took the request back.
        InputError: there is no question, no such file, line or folder, or no picture to be read.
        ToolMissingError: there is no Tesseract to read the picture by.
    """
    _check(request)
    files = WorkspaceFiles(request.root, request.texts)
    pictured = Pictured("")
    if request.image:
        with run.step("picture", "Reading the picture", 0.0):
            pictured = look_at(request, files, run)
    with run.step("search", "Looking for what it is about", 0.3):
        question = parse_question(request.question)
        view = View(request.path or pictured.path, request.line or pictured.line)
        answered = answer_by_facts(question, view, files, request.texts, run.check)
        answered = _with_picture(answered, pictured)
    candidates = [_by_facts(answered)]
    with run.step("model", "Asking a model", 0.5):
        engine, candidate, reply = _by_model(request, files, answered, pictured, run)
    if candidate is not None:
        candidates.append(candidate)
    candidates.sort(key=lambda one: -one.score)
    best = candidates[0]
    result = reply if reply is not None and best.proposer == MODEL else answered.reply
    return Suggestion(result, best.proof, candidates, run.timings, engine)


def _check(request: AskRequest) -> None:
    """Whether there is something to answer.

    Raises:
        InputError: there is not.
    """
    if not request.question.strip() and not request.image:
        raise InputError(
            "there is no question", 'ask one: limner ask "where is the time limit set?"'
        )
    if len(request.question) > _LONGEST:
        raise InputError(
            f"the question is longer than {_LONGEST} characters", "ask about one thing at a time"
        )
    if not request.root.is_dir():
        raise InputError(f"there is no folder {request.root}", "name the workspace's folder")
    path = request.path
    if path is not None and path not in request.texts:
        if path.is_dir():
            raise InputError(f"{path} is a folder", "name a file in it")
        if not path.is_file():
            raise InputError(f"there is no file {path}", "check the path")
    if request.line is not None and path is not None:
        lines = len(WorkspaceFiles(request.root, request.texts).text(path).splitlines())
        if not 1 <= request.line <= max(lines, 1):
            raise InputError(f"{path.name} has no line {request.line}", f"it has {lines}")


def _with_picture(answered: Answered, pictured: Pictured) -> Answered:
    """What the picture shows before what the workspace says of the question."""
    if not pictured.text:
        return answered
    text = pictured.text
    if answered.is_found:
        text = f"{text}\n\n{answered.reply.text}"
    places = tuple(
        dict.fromkeys((*pictured.places, *(answered.reply.places if answered.is_found else ())))
    )
    reply = Reply(text, places, answered.reply.root)
    return replace(answered, reply=reply, is_found=answered.is_found or pictured.is_found)


def _by_facts(answered: Answered) -> Candidate:
    """The answer made of facts: each place that it names was just read there."""
    places = answered.reply.places
    if not answered.is_found:
        remedy = "name a function, a file or a subject of it as the code does"
        why = answered.why_not or "nothing in this workspace says what is asked"
        return Candidate(_FACTS, answered.reply.text, Proof(Status.UNPROVEN, why, {}, remedy), 0.1)
    figures = {"places": float(len(places)), "places_there": float(len(places))}
    figures["share_of_question"] = round(min(answered.share, 1.0), 3)
    proof = Proof(Status.PROVEN, told(places), figures)
    return Candidate(_FACTS, answered.reply.text, proof, 0.5 * min(answered.share, 1.0))


def _by_model(
    request: AskRequest, files: WorkspaceFiles, answered: Answered, pictured: Pictured, run: Run
) -> tuple[str, Candidate | None, Reply | None]:
    """A model's answer with its proof, and which engine gave it, or why none did."""
    if request.model == NO_MODEL:
        return NOBODY_ASKED, None, None
    try:
        engine = engine_of(configured(request.engine_url, request.model), run, "code")
        shown = Shown(files, [one.passage for one in answered.relevant])
        inquiry = Inquiry(
            request.question,
            shown,
            answered.reply.text if answered.is_found else "",
            pictured.text,
            request.path,
            request.line,
        )
        said = ask_model(engine, inquiry, run)
    except CancelledError:
        raise
    except LimnerError as problem:
        return str(problem), None, None
    name = f"{engine.model} at {engine.base_url}"
    if not said:
        return f"{name} said nothing", None, None
    found = checked(said, files)
    share = found.proof.figures["places_there"] / max(found.proof.figures["places"], 1.0)
    score = {Status.PROVEN: share, Status.UNPROVEN: 0.05, Status.REFUTED: 0.0}[found.proof.status]
    return name, Candidate(MODEL, found.reply.text, found.proof, score), found.reply
