"""A page from words: composed by analysis, written by a model, drawn, and held to the words."""

from __future__ import annotations

from typing import Final

from limner_server.emit.code import Code, Stack
from limner_server.errors import EngineError, RenderError, ToolMissingError
from limner_server.perception.image import Picture
from limner_server.proof.browser import Browser, warm_browser
from limner_server.proof.parts import PartsJudgement, PartsProver
from limner_server.proof.verdict import Proof, Status
from limner_server.proposers.pages.ask import ask_for_page
from limner_server.proposers.wording.wording import Worded
from limner_server.tasks.answer import MODEL
from limner_server.tasks.change_set import ChangeSet
from limner_server.tasks.engines import NOBODY_ASKED, configured, engine_of
from limner_server.tasks.exhibit import Exhibit
from limner_server.tasks.generated import Generated
from limner_server.tasks.request import NO_MODEL, GenerateRequest
from limner_server.tasks.task import Candidate, Run, Suggestion

ANALYSIS: Final = "analysis"
_SUBJECT: Final = "code"

Measured = dict[str, tuple[Code, PartsJudgement]]


def generate_page(
    request: GenerateRequest,
    worded: Worded,
    stack: Stack,
    run: Run,
    browser: Browser | None = None,
) -> Suggestion[Generated]:
    """Write the page that words describe, and prove it.

    Args:
        request: the words, and who may propose.
        worded: what was read off them.
        stack: the dialect to write.
        run: hears the progress, may cancel, keeps the times.
        browser: draws the candidates; the process's own where omitted.

    Raises:
        CancelledError: the user took the request back.
    """
    with run.step("compose", "Composing the page", 0.1):
        code = worded.write(stack)
    run.progress("Composed", 0.3, code.text)
    prover = PartsProver(browser or warm_browser(), worded.parts)
    try:
        with run.step("proof", "Drawing the page", 0.4):
            measured = {ANALYSIS: (code, prover.measure(code.html))}
    except (ToolMissingError, RenderError) as problem:
        proof = Proof(Status.UNPROVEN, f"unproven: {problem.message}", remedy=problem.remedy)
        exhibit = Exhibit.of(code, None) if request.preview else None
        candidates = [Candidate(ANALYSIS, code.text, proof, exhibit=exhibit)]
        made = Generated(worded.name, ChangeSet(request.root), code)
        return Suggestion(made, proof, candidates, run.timings, NOBODY_ASKED)
    engine = NOBODY_ASKED
    if request.model != NO_MODEL:
        engine = _ask(request, worded, stack, prover=prover, measured=measured, run=run)
    suggestion = _best(request, worded, measured, engine, run)
    if request.preview:
        _exhibit(suggestion, measured, prover, run)
    return suggestion


def _ask(
    request: GenerateRequest,
    worded: Worded,
    stack: Stack,
    *,
    prover: PartsProver,
    measured: Measured,
    run: Run,
) -> str:
    """Measure the model's page too; returns which engine took part, or why none did."""
    try:
        with run.step("model", "Asking the model", 0.6):
            asked = engine_of(configured(request.engine_url, request.model), run, _SUBJECT)
            engine = f"{asked.model} at {asked.base_url}"
            named = [part.what for part in worded.parts]
            code, death = ask_for_page(
                asked, request.what, named, name=worded.name, stack=stack, run=run
            )
            run.check()
            if code is not None:
                measured[MODEL] = (code, prover.measure(code.html))
                return f"{engine} ({death})" if death is not None else engine
            return f"{engine} answered with no page" if death is None else str(death)
    except (EngineError, RenderError) as problem:
        return str(problem)


def _exhibit(
    suggestion: Suggestion[Generated], measured: Measured, prover: PartsProver, run: Run
) -> None:
    """Have each candidate drawn for the preview; one that cannot be drawn is shown as code."""
    with run.step("preview", "Drawing the candidates", 0.9):
        for candidate in suggestion.candidates:
            code, _ = measured[candidate.proposer]
            try:
                drawn = Picture(prover.draw(code.html).image)
            except RenderError:
                drawn = None
            candidate.exhibit = Exhibit.of(code, drawn)


def _best(
    request: GenerateRequest, worded: Worded, measured: Measured, engine: str, run: Run
) -> Suggestion[Generated]:
    """The page of the highest score, a model's before the analysis' where they are as good."""
    ranked = sorted(measured.items(), key=lambda item: (-item[1][1].score, item[0] != MODEL))
    candidates = [
        Candidate(name, code.text, judgement.proof(), judgement.score)
        for name, (code, judgement) in ranked
    ]
    made = Generated(worded.name, ChangeSet(request.root), ranked[0][1][0])
    return Suggestion(made, candidates[0].proof, candidates, run.timings, engine)
