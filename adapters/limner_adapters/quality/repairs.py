"""How well bugs are mended: whether a fix is proven, and how early the right repair is tried."""

from __future__ import annotations

import ast
import time
from time import perf_counter
from typing import Final

from limner_adapters.quality.asking import Asking
from limner_adapters.quality.case import Case
from limner_adapters.quality.measured import Measure, Outcome
from limner_model.client import Engine
from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Span, Tree
from limner_server.perception.workspace.source import Source
from limner_server.proof.verdict import Status
from limner_server.proposers.rewrite.likelihood import Ranker
from limner_server.proposers.search.search import search_patches
from limner_server.tasks.fix import fix
from limner_server.tasks.request import FixRequest

# A repair that is not among so many changes counts as if it came last of them.
LAST: Final = 400
# Seconds that a change takes to be tried: for so long the model may think about the next.
_TRIAL: Final = 0.02


def measure_repair(case: Case, asking: Asking) -> Outcome:
    """Whether a bug is mended, and at which place the right repair stands.

    Raises:
        CancelledError: it was cancelled.
        LimnerError: the case is none: its test passes, its file is not there.
    """
    figures = dict[Measure, float]()
    engine, alone = asking.engine(case.task, case.root)
    note = ""
    if case.right:
        figures[Measure.PLACE] = float(place_of_repair(case, engine, asking))
    if case.test:
        request = FixRequest(
            case.root,
            path=case.file,
            texts=case.unsaved,
            test=case.test,
            running=asking.running,
            engine_url=asking.contender.url,
            model=asking.contender.model,
            seconds=asking.seconds,
        )
        begin = perf_counter()
        answer = fix(request, asking.run)
        figures[Measure.SECONDS] = perf_counter() - begin
        alone = asking.alone(case.task, case.root, answer.engine)
        if answer.proof.status is Status.UNPROVEN:
            return Outcome(case.task, case.name, figures, answer.proof.summary, alone)
        figures[Measure.REPAIRED] = float(answer.proof.status is Status.PROVEN)
        note = answer.result.note or answer.proof.summary
    return Outcome(case.task, case.name, figures, note, alone)


def place_of_repair(case: Case, engine: Engine | None, asking: Asking) -> int:
    """The place of the right repair among the changes in the order in which they are tried.

    No test is run: a change is right that makes the code which the case says is right.

    Args:
        case: the bug, with the text of its file as it should be.
        engine: ranks the changes; None for the order of their costs.
        asking: hears a cancel.
    """
    source = Source(case.file, case.text)
    right = _meaning(case, case.right)
    search = search_patches(source, _region(case), check=asking.run.check)
    with Ranker(lambda: engine, {case.file: source}) as ranker:
        for place, patch in enumerate(ranker.ranked(search), start=1):
            if place >= LAST or _meaning(case, patch.applied(case.file, source.text)) == right:
                return place
            if engine is not None and not ranker.problem:
                time.sleep(_TRIAL)
    return LAST


def _region(case: Case) -> Span | None:
    """Where the function stands that is wrong; None for the whole file."""
    language = language_of(case.file)
    if language is None or not case.symbol:
        return None
    found = definitions(Tree.parse(case.text, language))
    return next((one.span for one in found if one.qualified == case.symbol), None)


def _meaning(case: Case, text: str) -> str:
    """The same for texts that differ in nothing but blanks, brackets and comments."""
    if case.file.suffix == ".py":
        try:
            return ast.dump(ast.parse(text))
        except (SyntaxError, ValueError):
            return text
    return "".join(text.split())
