"""What comes next at a cursor: a model says it, cut to the block, held to the grammar."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Final

from limner_model.client import Engine
from limner_model.scheduling.priority import Priority
from limner_server.errors import EngineError, InputError
from limner_server.perception.context.gather import gather_context
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proof.verdict import Proof, Status
from limner_server.proposers.asking import tokens
from limner_server.proposers.completing.cut import completion_of, is_over
from limner_server.proposers.completing.prompt import conversation
from limner_server.tasks.engines import NOBODY_ASKED, configured, engine_of
from limner_server.tasks.request import NO_MODEL, CompleteRequest
from limner_server.tasks.sources import Sources
from limner_server.tasks.task import Candidate, Run, Suggestion

_SUBJECT: Final = "code"
_MOST_TOKENS: Final = 160
# Tokens of what belongs to the place, and seconds that are spent on finding it.
_BUDGET: Final = 1200
_LOOKING: Final = 0.2
# Beyond this a file takes too long to be read at each stroke.
_LONGEST: Final = 400_000
_MODEL: Final = "model"


def complete(request: CompleteRequest, run: Run) -> Suggestion[str]:
    """Say what comes next at a cursor.

    Returns:
        The text to insert, "" for none, and why: nobody is to be asked, the model has not read
        code, or what it says does not parse there.

    Raises:
        CancelledError: the user typed on.
        InputError: there is no such place.
    """
    text = Sources(request.texts)[request.path].text
    if not 0 <= request.offset <= len(text):
        raise InputError(f"{request.path.name} has no offset {request.offset}")
    language = language_of(request.path)
    if language is None or len(text) > _LONGEST:
        return _nothing("nothing is completed in such a file", NOBODY_ASKED, run)
    if request.model == NO_MODEL:
        return _nothing("no model is to be asked", NOBODY_ASKED, run)
    try:
        with run.step("engine", "Looking for the model"):
            asked = engine_of(configured(request.engine_url, request.model), run, _SUBJECT)
            asked = replace(asked, priority=Priority.SUGGESTED)
        engine = f"{asked.model} at {asked.base_url}"
        with run.step("parse", "Reading the file"):
            before = Tree.parse(text, language, run.check)
        with run.step("context", "Reading the code around"):
            shown = _context(request, text, before)
        with run.step("model", "Asking the model"):
            messages = conversation(shown, text, request.offset, language.name)
            said = _heard(asked, messages, text, request, run)
    except EngineError as problem:
        return _nothing(problem.message, str(problem), run)
    with run.step("proof", "Reading what it says"):
        return _proven(said, text, request.offset, before, engine=engine, run=run)


def _context(request: CompleteRequest, text: str, tree: Tree) -> str:
    files = WorkspaceFiles(request.root, request.texts)
    line = tree.lines.line(request.offset)
    try:
        context = gather_context(files, request.path, text, line, seconds=_LOOKING)
    except InputError:
        return ""
    return context.fit(_BUDGET, tokens)


def _heard(
    engine: Engine, messages: list[dict[str, object]], text: str, request: CompleteRequest, run: Run
) -> str:
    """The answer, as far as it matters: nobody waits for what is cut off."""
    said, until = "", time.monotonic() + request.seconds
    for piece in engine.stream(messages, max_tokens=_MOST_TOKENS, cancelled=run.cancelled):
        said += piece
        if is_over(said, text, request.offset):
            return completion_of(said, text, request.offset, is_whole=False)
        if time.monotonic() > until:
            return completion_of(said, text, request.offset, is_whole=False)
    return completion_of(said, text, request.offset)


def _proven(
    said: str, text: str, offset: int, before: Tree, *, engine: str, run: Run
) -> Suggestion[str]:
    """As much of the completion as parses there no worse than what there is."""
    faults = len(before.errors)
    lines = said.split("\n")
    while lines:
        code = "\n".join(lines).rstrip()
        if not code.strip():
            break
        after = before.edited(text[:offset] + code + text[offset:], run.check)
        if len(after.errors) <= faults:
            proof = Proof(Status.PROVEN, "it parses where it stands")
            candidates = [Candidate(_MODEL, code, proof, 1.0)]
            return Suggestion(code, proof, candidates, run.timings, engine)
        lines.pop()
    why = "what the model says does not parse there" if said.strip() else "the model says nothing"
    return _nothing(why, engine, run)


def _nothing(why: str, engine: str, run: Run) -> Suggestion[str]:
    return Suggestion("", Proof(Status.REFUTED, why), [], run.timings, engine)
