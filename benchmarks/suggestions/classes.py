"""Tests for classes: how much of them do they run, and do they pass each time?"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import mean, median
from typing import Any

from section import MISSED, Section

from suggestions.measuring import Worth, percent, worth_of
from suggestions.running import run_shuffled
from suggestions.subjects import classeval
from suggestions.wanted import Wanted
from suggestions.writing import Written, written

TARGET = 93.0
_RUNS = 20
# At a time.
_RUNNERS = 2
# What a class should be covered by, to be no miss: lines and branches.
_WELL = 0.9


@dataclass(frozen=True, slots=True)
class Steady:
    """What came of a class.

    Attributes:
        worth: of its tests.
        wavering: in how many runs, in changed order and under other hash seeds, some failed.
    """

    worth: Worth
    wavering: int


def classes(name: str, wanted: Wanted) -> Section:
    """Tests for the classes of ClassEval, run twenty times each."""
    programs = classeval(wanted.shared)[: wanted.first]
    if not programs:
        return Section(name, skipped="the classes are not at hand")
    done = []
    for program in programs:
        with written(program) as tests:
            worth = worth_of(tests)
            done.append(Steady(worth, _wavering(tests)))
        wanted.tell(_line(done[-1]))
    return Section(name, _figures(done), _held(done))


def _wavering(tests: Written) -> int:
    file = tests.tests
    if file is None:
        return 0
    with ThreadPoolExecutor(_RUNNERS) as pool:
        passed = pool.map(lambda seed: run_shuffled(file, tests.root, seed), range(_RUNS))
        return sum(not one for one in passed)


def _figures(done: Sequence[Steady]) -> dict[str, Any]:
    seconds = [one.worth.seconds for one in done]
    return {
        "of": len(done),
        "tests": sum(one.worth.ran.passed + one.worth.ran.failed for one in done),
        "failing_tests": sum(one.worth.ran.failed for one in done),
        "covered_percent": percent(mean(one.worth.ran.covered for one in done)),
        "wavering": sum(one.wavering > 0 for one in done),
        "runs_each": _RUNS,
        "median_seconds": round(median(seconds), 1),
        "most_seconds": round(max(seconds), 1),
        MISSED: [
            f"{one.worth.program.name} {percent(one.worth.ran.covered)} % {one.worth.note}"
            for one in done
            if not one.worth.holds or one.wavering or one.worth.ran.covered < _WELL
        ],
    }


def _held(done: Sequence[Steady]) -> dict[str, bool]:
    covered = 100 * mean(one.worth.ran.covered for one in done)
    return {
        "every written test passes": all(one.worth.holds for one in done),
        f"mean coverage of lines and branches {TARGET:g} %": covered >= TARGET,
        f"none wavers in {_RUNS} runs": not any(one.wavering for one in done),
    }


def _line(one: Steady) -> str:
    ran = one.worth.ran
    failing = f", {ran.failed} FAIL" if ran.failed else ""
    wavering = f", {one.wavering} runs WAVER" if one.wavering else ""
    return (
        f"{one.worth.program.name:26.26} {ran.passed:3} pass{failing}{wavering}, covered "
        f"{100 * ran.covered:5.1f} %, {one.worth.seconds:5.1f} s: {one.worth.note}"
    )
