"""At which place a search comes upon the true repair, by rules, fitted, with the model; the time.

The bugs are the 50 of HumanEvalPack in Python, which nothing was fitted to. "Unranked" is the order
in which changes are made where nothing says which is likelier: by the place, and by the kind.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from math import inf
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from unittest.mock import patch as replaced

from repair.bugs import Bug, humanevalpack
from repair.fixing import mend
from section import Section

from limner_adapters.code.choices import changes_by_rules
from limner_model.client import Engine
from limner_server.errors import EngineError
from limner_server.patch import Patch
from limner_server.perception.syntax.languages import PYTHON
from limner_server.perception.syntax.tree import Span, Tree
from limner_server.perception.workspace.source import Source
from limner_server.proposers.rewrite.evidence import Answers
from limner_server.proposers.rewrite.likelihood import WEIGHT
from limner_server.proposers.search.change import Change
from limner_server.proposers.search.code import Code
from limner_server.proposers.search.families import FAMILIES
from limner_server.proposers.search.search import search_patches
from limner_server.proposers.search.subject import Subject
from limner_server.proposers.search.symptoms import Symptoms
from limner_server.tasks.request import NO_MODEL

# How many times better than unranked the median place is to be, and the time of all bugs.
PLACES = 3.0
TIMES = 2.0
# As many changes of each bug are looked at.
_MOST = 320
_UNRANKED, _RULES, _FITTED, _MODEL = "unranked", "by rules", "fitted", "with the model"
_SEARCH = "limner_server.proposers.search.search"


class Places(NamedTuple):
    """The places of the true repair of a bug, from 1, in several orders of its changes."""

    unranked: int
    by_rules: int
    fitted: int
    by_the_model_alone: int
    with_the_model: int


def measure(
    shared: Path, told: Callable[[str], None], first: int | None, engine: Engine
) -> Section:
    """The section.

    Args:
        shared: the folder of third-party data.
        told: hears of each bug.
        first: only so many bugs; None for all.
        engine: whose likelihoods order the changes.
    """
    bugs = humanevalpack(shared, "python")[:first]
    if not bugs:
        return Section("ranking", skipped="the bugs are not at hand")
    try:
        places = _places(bugs, _repaired(shared), engine, told)
    except EngineError as error:
        return Section("ranking", skipped=str(error))
    medians = {
        f"median_place_{order}": median(places_of)
        for order, places_of in zip(Places._fields, zip(*places, strict=True), strict=True)
    }
    figures: dict[str, Any] = {
        "found": len(places),
        "of": len(bugs),
        **medians,
        **_seconds(bugs, engine.model, told),
    }
    best = min(medians["median_place_fitted"], medians["median_place_with_the_model"])
    held = {
        f"median place {PLACES:.0f} times better than unranked": (
            best * PLACES <= medians["median_place_unranked"]
        ),
        "the model makes no place worse": (
            medians["median_place_with_the_model"] <= medians["median_place_fitted"]
        ),
        f"{TIMES:.0f} times as fast as unranked": (
            figures["seconds_fitted"] * TIMES <= figures["seconds_unranked"]
        ),
        "no fewer repaired": figures["repaired_fitted"] >= figures["repaired_unranked"],
    }
    return Section("ranking", figures, held)


def _seconds(bugs: list[Bug], model: str, told: Callable[[str], None]) -> dict[str, Any]:
    """What it takes to mend all bugs, and how many fixes are right, in each order."""
    orders = (_UNRANKED, _RULES, _FITTED, _MODEL)
    seconds, right = dict.fromkeys(orders, 0.0), dict.fromkeys(orders, 0)
    for bug in bugs:
        for order in orders:
            with ExitStack() as stack:
                if order in (_UNRANKED, _RULES):
                    stack.enter_context(replaced(f"{_SEARCH}.learnt", return_value=None))
                if order == _UNRANKED:
                    stack.enter_context(replaced(f"{_SEARCH}.Singles", _AsMade))
                done = mend(bug, model=model if order == _MODEL else NO_MODEL)
            seconds[order] += done.seconds
            right[order] += done.right
            told(f"{bug.name} {order}: {done.seconds:.1f} s, {'right' if done.right else 'not'}")
    return {
        **{f"seconds_{name.replace(' ', '_')}": round(one, 1) for name, one in seconds.items()},
        **{f"repaired_{name.replace(' ', '_')}": one for name, one in right.items()},
    }


class _AsMade:
    """The changes of a text unranked, each as likely as any other: takes the place of `Singles`."""

    def __init__(
        self,
        tree: Tree,
        region: Span | None,
        suspicion: Mapping[int, float],  # noqa: ARG002 - as `Singles` has it
        *,
        symptoms: Symptoms,  # noqa: ARG002 - likewise
        check: Callable[[], None],
    ) -> None:
        self._check = check
        where = region or Span(0, len(tree.text))
        self._left = [
            replace(change, cost=0.0, evidence=0.0)
            for change in _unranked(tree)
            if where.start <= change.edits[0].start and change.edits[-1].end <= where.end
        ]
        self._left.reverse()

    def __iter__(self) -> Iterator[Change]:
        return self

    def __next__(self) -> Change:
        self._check()
        if not self._left:
            raise StopIteration
        return self._left.pop()

    @property
    def least(self) -> float:
        return 0.0 if self._left else inf


def _places(
    bugs: list[Bug], rights: dict[str, list[str]], engine: Engine, told: Callable[[str], None]
) -> list[Places]:
    """The places of the true repair of each bug that the search mends."""
    found = []
    for bug in bugs:
        source = Source(Path(f"/bug/solution.{bug.suffix}"), bug.code)
        patches = [*islice(search_patches(source), _MOST)]
        texts = (patch.applied(source.path, source.text) for patch in patches)
        fitted = _place(texts, rights[bug.name])
        if fitted is None:
            continue
        tree = Tree.parse(source.text, PYTHON)
        orders = (_unranked(tree), changes_by_rules(tree))
        plain = (
            _place((change.applied(source.text) for change in order), rights[bug.name])
            for order in orders
        )
        unranked, by_rules = (place if place is not None else _MOST for place in plain)
        asked = _asked(source, patches, fitted - 1, engine)
        found.append(Places(unranked, by_rules, fitted, *asked))
        told(f"{bug.name}: {found[-1]._asdict()}")
    return found


def _place(texts: Iterable[str], right: list[str]) -> int | None:
    """The place of a text among several, from 1, those that come again left out."""
    different = dict.fromkeys(texts)
    return next((at for at, text in enumerate(different, 1) if text.split() == right), None)


def _unranked(tree: Tree) -> Iterator[Change]:
    """The changes of a text in the order in which they are made."""
    subject = Subject(Code(tree))
    for node in subject.code.walk(tree.root):
        for family, _ in FAMILIES:
            yield from family(subject, node)


def _asked(source: Source, patches: list[Patch], place: int, engine: Engine) -> tuple[int, int]:
    """The places of one patch by the model's likelihoods, alone and beside the costs."""
    told = Answers({source.path: source}).of(engine, patches, threading.Event())
    heard = [value for value in told if value is not None]
    alone = [max(heard, default=0.0) if value is None else value for value in told]
    both = [patch.cost + WEIGHT * value for patch, value in zip(patches, alone, strict=True)]
    return (
        1 + sum(cost < alone[place] for cost in alone),
        1 + sum(cost < both[place] for cost in both),
    )


def _repaired(shared: Path) -> dict[str, list[str]]:
    """The words of the right code of each problem."""
    path = shared / "data" / "humanevalpack" / "python_0_49.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {
        row["task_id"]: (row["declaration"] + row["canonical_solution"]).split() for row in rows
    }
