"""A screenshot becomes code: see it, let proposers make candidates, measure each, ship the best."""

from __future__ import annotations

from limner_model.client import Engine
from limner_server.emit import emit
from limner_server.emit.code import Code
from limner_server.errors import EngineError, RenderError, ToolMissingError
from limner_server.layout.element import Element
from limner_server.perception.image import Picture
from limner_server.perception.perceive import perceive
from limner_server.perception.scene import Scene
from limner_server.proof.browser import Browser, warm_browser
from limner_server.proof.prover import Measured, PageProver
from limner_server.proof.verdict import Proof, Status
from limner_server.proposers.refine import refine
from limner_server.proposers.relabel import relabel
from limner_server.proposers.trace import trace_tree
from limner_server.tasks.answer import MODEL
from limner_server.tasks.engines import NOBODY_ASKED, configured, engine_of, tuned
from limner_server.tasks.exhibit import Exhibit
from limner_server.tasks.request import NO_MODEL, CodeRequest
from limner_server.tasks.task import Candidate, Run, Suggestion
from limner_server.tasks.warming import warm

# The LoRA adapter for pages, by its name after the model's.
ADAPTER = "ui"


def screenshot_to_code(
    picture: Picture, request: CodeRequest, run: Run, browser: Browser | None = None
) -> Suggestion[Code]:
    """Write a screenshot as code, and prove it.

    Args:
        picture: the screenshot.
        request: the stack to write, and who may propose.
        run: hears the progress, may cancel, keeps the times.
        browser: draws the candidates; the process's own where omitted.

    Raises:
        CancelledError: the user took the request back.
        ToolMissingError: there is no Tesseract. A missing Chromium only leaves the code unproven,
            a missing engine only leaves it to the analysis.
    """
    browser = browser or warm_browser()
    with run.step("scene", "Reading the picture", 0.0):
        warm(browser, request.engine_url, request.model, run)
        scene = perceive(picture, request.languages, run.check)
    return scene_to_code(scene, picture, request, run, browser)


def scene_to_code(
    scene: Scene, picture: Picture, request: CodeRequest, run: Run, browser: Browser | None = None
) -> Suggestion[Code]:
    """Write a scene as code, and prove it; arguments as of `screenshot_to_code`."""
    with run.step("trace", "Laying out what was read", 0.3):
        tree = trace_tree(scene, picture)
        code = emit(tree, scene, picture, request.stack)
    run.progress("Laid out", 0.35, code.text)

    prover = PageProver(browser or warm_browser(), scene, picture)
    try:
        with run.step("proof", "Drawing the page", 0.4):
            measured = {"trace": prover.measure(code)}
    except (ToolMissingError, RenderError) as problem:
        return _unproven(code, problem, request, run)

    try:
        with run.step("refine", "Correcting what is off", 0.5):
            tree, measured["refined trace"] = refine(tree, measured["trace"], prover, run.check)
    except RenderError as problem:
        run.progress(f"The trace stays as it is: {problem}")

    if "refined trace" in measured:
        run.progress("Corrected", 0.65, measured["refined trace"].code.text)

    engine = NOBODY_ASKED
    if request.model != NO_MODEL:
        try:
            with run.step("model", "Asking the model", 0.7):
                asked = engine_of(configured(request.engine_url, request.model), run)
                asked = tuned(asked, ADAPTER, request.root)
                engine = f"{asked.model} at {asked.base_url}"
                measured[MODEL] = _labelled(tree, asked, prover, request, run)
        except (EngineError, RenderError) as problem:
            engine = str(problem)
    return _best(measured, engine, request, run)


def _labelled(
    tree: Element, engine: Engine, prover: PageProver, request: CodeRequest, run: Run
) -> Measured:
    """The tree as a model names and groups it, drawn and measured."""
    labelled = relabel(tree, prover.scene, prover.picture, engine, run)
    run.check()
    drawn = prover.measure(emit(labelled, prover.scene, prover.picture, request.stack))
    # What stands in a new group stands a little differently.
    _, measured = refine(labelled, drawn, prover, run.check, rounds=1)
    return measured


def _best(
    measured: dict[str, Measured], engine: str, request: CodeRequest, run: Run
) -> Suggestion[Code]:
    """The candidate of the highest score, with all that were measured beside it.

    Names and groups that change nothing in the drawing are the model's to give: it saw what the
    measures cannot.
    """
    ranked = sorted(measured.items(), key=lambda item: (-item[1].judgement.score, item[0] != MODEL))
    candidates = [
        Candidate(name, one.code.text, one.judgement.proof(), one.judgement.score)
        for name, one in ranked
    ]
    if request.preview:
        for candidate, (_, one) in zip(candidates, ranked, strict=True):
            candidate.exhibit = Exhibit.of(one.code, Picture(one.rendering.image))
    best = ranked[0][1].code
    return Suggestion(best, candidates[0].proof, candidates, run.timings, engine)


def _unproven(
    code: Code, problem: ToolMissingError | RenderError, request: CodeRequest, run: Run
) -> Suggestion[Code]:
    """The trace alone: of what nobody could measure only the floor is shipped."""
    proof = Proof(Status.UNPROVEN, f"unproven: {problem.message}", remedy=problem.remedy)
    exhibit = Exhibit.of(code, None) if request.preview else None
    candidates = [Candidate("trace", code.text, proof, exhibit=exhibit)]
    return Suggestion(code, proof, candidates, run.timings, NOBODY_ASKED)
