"""At which place a search comes upon the true repair, by rules and with the model; and the time.

The bugs are the 50 of HumanEvalPack in Python, which nothing was fitted to.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from repair.bugs import Bug, humanevalpack
from repair.fixing import mend
from section import Section

from limner_model.client import Engine
from limner_server.errors import EngineError
from limner_server.patch import Patch
from limner_server.perception.workspace.source import Source
from limner_server.proposers.rewrite.evidence import Answers
from limner_server.proposers.rewrite.likelihood import WEIGHT
from limner_server.proposers.search.search import search_patches
from limner_server.tasks.request import NO_MODEL

# How many times better the median place and the time of all bugs are to be.
PLACES = 3.0
TIMES = 2.0
# As many changes of each bug are looked at.
_MOST = 320


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
    rules, alone, both = ([one[at] for one in places] for at in range(3))
    figures: dict[str, Any] = {
        "found": len(places),
        "of": len(bugs),
        "median_place_by_rules": median(rules),
        "median_place_by_the_model_alone": median(alone),
        "median_place_with_the_model": median(both),
        **_seconds(bugs, engine.model, told),
    }
    held = {
        f"median place {PLACES:.0f} times better": median(both) * PLACES <= median(rules),
        f"{TIMES:.0f} times as fast": (
            figures["seconds_with_the_model"] * TIMES <= figures["seconds_by_rules"]
        ),
    }
    return Section("ranking", figures, held)


def _seconds(bugs: list[Bug], model: str, told: Callable[[str], None]) -> dict[str, Any]:
    """What it takes to mend all bugs, and how many fixes are right, with the model and without."""
    seconds, right = {NO_MODEL: 0.0, model: 0.0}, {NO_MODEL: 0, model: 0}
    for bug in bugs:
        for asked in seconds:
            done = mend(bug, model=asked)
            seconds[asked] += done.seconds
            right[asked] += done.right
            told(f"{bug.name} {asked}: {done.seconds:.1f} s, {'right' if done.right else 'not'}")
    return {
        "seconds_by_rules": round(seconds[NO_MODEL], 1),
        "seconds_with_the_model": round(seconds[model], 1),
        "repaired_by_rules": right[NO_MODEL],
        "repaired_with_the_model": right[model],
    }


def _places(
    bugs: list[Bug], rights: dict[str, list[str]], engine: Engine, told: Callable[[str], None]
) -> list[tuple[int, int, int]]:
    """For each bug that the search mends the place of its true repair, from 1.

    Returns:
        By the rules, by the model alone, by both.
    """
    found = []
    for bug in bugs:
        source = Source(Path(f"/bug/solution.{bug.suffix}"), bug.code)
        patches = [*islice(search_patches(source), _MOST)]
        texts = (patch.applied(source.path, source.text).split() for patch in patches)
        place = next((at for at, text in enumerate(texts) if text == rights[bug.name]), None)
        if place is not None:
            places = place + 1, *_asked(source, patches, place, engine)
            told(f"{bug.name}: {places[0]} by rules, {places[1]} by the model, {places[2]} by both")
            found.append(places)
    return found


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
