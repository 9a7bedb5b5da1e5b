"""What tests are worth: do they pass, what do they run, do they fail for what is wrong?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, median
from typing import Any

from section import MISSED, Section

from suggestions.running import Ran, run_node, run_pytest
from suggestions.subjects import Program
from suggestions.wanted import Wanted
from suggestions.writing import Written, written


@dataclass(frozen=True, slots=True)
class Worth:
    """What came of a program.

    Attributes:
        program: that tests were written for.
        ran: how they went for the program that is right.
        caught: whether they fail for the one that is wrong.
        seconds: that it took to write them.
        note: what was said of them, or why there are none.
    """

    program: Program
    ran: Ran
    caught: bool
    seconds: float
    note: str

    @property
    def holds(self) -> bool:
        """Whether there are tests, and all of them pass."""
        return self.ran.ok and self.ran.passed > 0 and not self.ran.failed


@dataclass(frozen=True, slots=True)
class Targets:
    """What tests for a set of programs must reach; 0 for what is only watched.

    Attributes:
        branches: mean share of branches, in percent.
        caught: how many of the programs that are wrong fail.
        passing: whether every written test must pass.
    """

    branches: float = 0.0
    caught: int = 0
    passing: bool = True


def measured(name: str, programs: Sequence[Program], targets: Targets, wanted: Wanted) -> Section:
    """Write tests for programs and measure them."""
    if not programs:
        return Section(name, skipped="the programs are not at hand")
    asked = programs[: wanted.first]
    worth = []
    for program in asked:
        with written(program) as tests:
            worth.append(worth_of(tests))
        wanted.tell(_line(worth[-1]))
    return Section(name, _figures(worth), _held(worth, targets, len(programs)))


def worth_of(tests: Written) -> Worth:
    """Run tests on the program that is right, and on the one that is wrong."""
    program = tests.program
    if tests.tests is None:
        return Worth(program, Ran(False, 0, 0), False, tests.seconds, tests.note)
    ran = run(tests)
    caught = False
    if program.wrong and ran.ok:
        tests.source.write_text(program.wrong, encoding="utf-8")
        caught = not run(tests).ok
        tests.source.write_text(program.right, encoding="utf-8")
    return Worth(program, ran, caught, tests.seconds, tests.note)


def run(tests: Written) -> Ran:
    """Run tests by what their users have."""
    if tests.tests is None:
        return Ran(False, 0, 0)
    runner = run_pytest if tests.program.is_python else run_node
    return runner(tests.tests, tests.source, tests.root)


def percent(share: float) -> float:
    return round(100 * share, 1)


def _figures(worth: Sequence[Worth]) -> dict[str, Any]:
    seconds = [one.seconds for one in worth]
    return {
        "written": sum(one.ran.passed + one.ran.failed > 0 for one in worth),
        "of": len(worth),
        "tests": sum(one.ran.passed + one.ran.failed for one in worth),
        "failing_tests": sum(one.ran.failed for one in worth),
        "branches_percent": percent(mean(one.ran.branches for one in worth)),
        "caught": sum(one.caught for one in worth),
        "median_seconds": round(median(seconds), 1),
        "most_seconds": round(max(seconds), 1),
        MISSED: [_missed(one) for one in worth if not (one.holds and one.caught)],
    }


def _held(worth: Sequence[Worth], targets: Targets, count: int) -> dict[str, bool]:
    """Whether targets hold; of a part of the programs, by what is in proportion to it."""
    held = {}
    if targets.passing:
        held["every written test passes"] = all(one.holds for one in worth)
    if targets.branches:
        share = mean(one.ran.branches for one in worth)
        held[f"mean branch coverage {targets.branches:g} %"] = 100 * share >= targets.branches
    if targets.caught:
        caught = sum(one.caught for one in worth)
        enough = caught * count >= targets.caught * len(worth)
        held[f"{targets.caught} of {count} wrong ones caught"] = enough
    return held


def _missed(one: Worth) -> str:
    if not one.ran.passed:
        return f"{one.program.name}: {one.note or 'no tests'}"
    return f"{one.program.name} ({'failing tests' if not one.holds else one.program.kind})"


def _line(one: Worth) -> str:
    caught = "caught" if one.caught else "NOT caught"
    failing = f", {one.ran.failed} FAIL" if one.ran.failed else ""
    return (
        f"{one.program.name:22.22} {one.ran.passed:3} pass{failing}, branches "
        f"{100 * one.ran.branches:5.1f} %, {caught:10} {one.program.kind:16.16} "
        f"{one.seconds:5.1f} s: {one.note}"
    )
