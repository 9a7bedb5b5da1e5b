"""How well bugs are mended: whether a fix is proven, and how early the right repair is tried."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from statistics import fmean
from time import perf_counter
from typing import Final

from limner_adapters.quality.asking import Asking
from limner_adapters.quality.case import Case
from limner_adapters.quality.measured import Measure, Outcome
from limner_model.client import Engine
from limner_model.errors import LikelihoodsUnavailableError
from limner_server.errors import EngineError
from limner_server.patch import Patch
from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Span, Tree
from limner_server.perception.workspace.source import Source
from limner_server.proof.verdict import Status
from limner_server.proposers.rewrite.evidence import Answers, Windows
from limner_server.proposers.rewrite.likelihood import WEIGHT, WEIGHT_OF_CODE
from limner_server.proposers.search.search import search_patches
from limner_server.tasks.fix import fix
from limner_server.tasks.request import FixRequest

# A repair that is not among so many changes counts as if it came last of them.
LAST: Final = 320


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
        try:
            place = place_of_repair(case, engine, asking)
        except EngineError as problem:
            alone, place = problem.message, place_of_repair(case, None, asking)
        figures[Measure.PLACE] = float(place)
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

    No test is run: a change is right that makes the code which the case says is right. An engine
    is taken to have answered before the first is tried; one that scores nothing changes nothing.

    Args:
        case: the bug, with the text of its file as it should be.
        engine: says how likely the changes are; None for the order of their costs.
        asking: hears a cancel.

    Raises:
        CancelledError: it was cancelled.
        EngineError: the engine failed.
    """
    source = Source(case.file, case.text)
    right = _meaning(case, case.right)
    patches = [*islice(search_patches(source, _region(case), check=asking.run.check), LAST)]
    place = next(
        (
            place
            for place, patch in enumerate(patches)
            if _meaning(case, patch.applied(case.file, source.text)) == right
        ),
        None,
    )
    if place is None:
        return LAST
    costs = [patch.cost for patch in patches]
    if engine is not None:
        weight, evidence = _evidence(engine, source, patches, asking)
        known = [value for value in evidence if value is not None]
        expected = fmean(known) if known else 0.0
        costs = [
            cost + (0.0 if value is None else weight * (value - expected))
            for cost, value in zip(costs, evidence, strict=True)
        ]
    # Of several that cost the same the first.
    return 1 + sum((cost, index) < (costs[place], place) for index, cost in enumerate(costs))


def _evidence(
    engine: Engine, source: Source, patches: Sequence[Patch], asking: Asking
) -> tuple[float, list[float | None]]:
    """How unlikely the model finds each patch, asked and weighed as the search does."""
    sources = {source.path: source}
    for kind, weight in ((Answers, WEIGHT), (Windows, WEIGHT_OF_CODE)):
        with suppress(LikelihoodsUnavailableError):
            return weight, kind(sources).of(engine, patches, asking.cancelled)
    return WEIGHT, [None] * len(patches)


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
