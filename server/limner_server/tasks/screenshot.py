"""A screenshot becomes code: see it, let proposers make candidates, measure each, ship the best."""

from __future__ import annotations

from limner_server.emit import emit
from limner_server.emit.code import Code
from limner_server.errors import ToolMissingError
from limner_server.perception.image import Picture
from limner_server.perception.perceive import perceive
from limner_server.perception.scene import Scene
from limner_server.proof.browser import Browser, warm_browser
from limner_server.proof.prover import Measured, PageProver
from limner_server.proof.verdict import Proof, Status
from limner_server.proposers.refine import refine
from limner_server.proposers.trace import trace_tree
from limner_server.tasks.request import CodeRequest
from limner_server.tasks.task import Candidate, Run, Suggestion


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
        ToolMissingError: there is no Tesseract. A missing Chromium only leaves the code unproven.
        RenderError: Chromium could not draw even the trace.
    """
    with run.step("scene", "Reading the picture", 0.0):
        scene = perceive(picture, request.languages, run.check)
    return scene_to_code(scene, picture, request, run, browser)


def scene_to_code(
    scene: Scene, picture: Picture, request: CodeRequest, run: Run, browser: Browser | None = None
) -> Suggestion[Code]:
    """Write a scene as code, and prove it; arguments as of `screenshot_to_code`."""
    with run.step("trace", "Laying out what was read", 0.3):
        tree = trace_tree(scene, picture)
        code = emit(tree, scene, picture, request.stack)
    run.progress("Laid out; measuring it", 0.4, code.text)

    prover = PageProver(browser or warm_browser(), scene, picture)
    try:
        with run.step("proof", "Drawing the page", 0.45):
            traced = prover.measure(code)
    except ToolMissingError as missing:
        return _unproven(code, missing, run)
    with run.step("refine", "Correcting what is off", 0.55):
        _, refined = refine(tree, traced, prover, run.check)
    return _best({"trace": traced, "refined trace": refined}, run)


def _best(measured: dict[str, Measured], run: Run) -> Suggestion[Code]:
    """The candidate of the highest score, with all that were measured beside it."""
    ranked = sorted(measured.items(), key=lambda item: -item[1].judgement.score)
    candidates = [
        Candidate(name, one.code.text, one.judgement.proof(), one.judgement.score)
        for name, one in ranked
    ]
    best = ranked[0][1]
    return Suggestion(best.code, candidates[0].proof, candidates, run.timings, "none asked")


def _unproven(code: Code, missing: ToolMissingError, run: Run) -> Suggestion[Code]:
    """The trace alone: what nobody measured can only be the floor."""
    proof = Proof(Status.UNPROVEN, f"unproven: {missing.message}", remedy=missing.remedy)
    candidates = [Candidate("trace", code.text, proof)]
    return Suggestion(code, proof, candidates, run.timings, "none asked")
