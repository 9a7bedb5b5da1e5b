"""A page from words: composed by analysis, written by a model, drawn, and held to the words."""

from __future__ import annotations

from limner_server.emit.code import Code, Stack
from limner_server.errors import RenderError, ToolMissingError
from limner_server.proof.browser import warm_browser
from limner_server.proof.parts import PartsJudgement, PartsProver
from limner_server.proof.verdict import Proof, Status
from limner_server.proposers.wording.wording import Worded
from limner_server.tasks.change_set import ChangeSet
from limner_server.tasks.engines import NOBODY_ASKED
from limner_server.tasks.generated import Generated
from limner_server.tasks.request import GenerateRequest
from limner_server.tasks.task import Candidate, Run, Suggestion

ANALYSIS = "analysis"


def generate_page(
    request: GenerateRequest, worded: Worded, stack: Stack, run: Run
) -> Suggestion[Generated]:
    """Write the page that words describe, and prove it.

    Args:
        request: the words, and who may propose.
        worded: what was read off them.
        stack: the dialect to write.
        run: hears the progress, may cancel, keeps the times.
    """
    with run.step("compose", "Composing the page", 0.1):
        code = worded.write(stack)
    run.progress("Composed", 0.3, code.text)
    prover = PartsProver(warm_browser(), worded.parts)
    try:
        with run.step("proof", "Drawing the page", 0.4):
            measured = {ANALYSIS: (code, prover.measure(code.html))}
    except (ToolMissingError, RenderError) as problem:
        proof = Proof(Status.UNPROVEN, f"unproven: {problem.message}", remedy=problem.remedy)
        made = Generated(worded.name, ChangeSet(request.root), code)
        return Suggestion(
            made, proof, [Candidate(ANALYSIS, code.text, proof)], run.timings, NOBODY_ASKED
        )
    return _best(request, worded, measured, NOBODY_ASKED, run)


def _best(
    request: GenerateRequest,
    worded: Worded,
    measured: dict[str, tuple[Code, PartsJudgement]],
    engine: str,
    run: Run,
) -> Suggestion[Generated]:
    ranked = sorted(measured.items(), key=lambda item: -item[1][1].score)
    candidates = [
        Candidate(name, code.text, judgement.proof(), judgement.score)
        for name, (code, judgement) in ranked
    ]
    made = Generated(worded.name, ChangeSet(request.root), ranked[0][1][0])
    return Suggestion(made, candidates[0].proof, candidates, run.timings, engine)
