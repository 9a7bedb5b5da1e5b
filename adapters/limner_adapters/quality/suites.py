"""How good the tests are that are written: whether they hold, what they run, what they notice."""

from __future__ import annotations

from time import perf_counter

from limner_adapters.quality.asking import Asking
from limner_adapters.quality.case import Case
from limner_adapters.quality.measured import Measure, Outcome
from limner_server.proof.verdict import Status
from limner_server.tasks.request import TestRequest
from limner_server.tasks.tests import write_tests


def measure_tests(case: Case, asking: Asking) -> Outcome:
    """Tests for one function, by the figures of their proof.

    Raises:
        CancelledError: it was cancelled.
        LimnerError: the case is none: there is no such function.
    """
    request = TestRequest(
        case.root,
        path=case.file,
        symbol=case.symbol,
        texts=case.unsaved,
        running=asking.running,
        engine_url=asking.contender.url,
        model=asking.contender.model,
        seconds=asking.seconds,
    )
    begin = perf_counter()
    answer = write_tests(request, asking.run)
    figures = {Measure.SECONDS: perf_counter() - begin}
    proof, alone = answer.proof, asking.alone(case.task, case.root, answer.engine)
    if proof.status is Status.UNPROVEN:
        return Outcome(case.task, case.name, figures, proof.summary, alone)
    figures[Measure.PASSING] = float(proof.status is Status.PROVEN and bool(answer.result.files))
    # Tests that are not there run nothing and notice nothing.
    told = proof.figures if figures[Measure.PASSING] else {}
    figures[Measure.COVERED] = told.get("branch_coverage", told.get("line_coverage", 0.0))
    figures[Measure.CAUGHT] = told.get("mutants_killed", 0.0) / max(told.get("mutants", 0.0), 1.0)
    return Outcome(case.task, case.name, figures, proof.summary, alone)
