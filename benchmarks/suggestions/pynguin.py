"""Beside Pynguin: who covers more of a class, who kills more mutants, in the same time?

Source: Lukasczyk, Fraser, "Pynguin: Automated Unit Test Generation for Python", 2022.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from statistics import mean, median
from time import perf_counter
from typing import Any

from section import Section

from suggestions.measuring import percent
from suggestions.mutants import mutants
from suggestions.running import run_pytest
from suggestions.subjects import Program, classeval
from suggestions.wanted import Wanted
from suggestions.writing import workspace, written

HOME = Path(__file__).parents[2] / ".cache" / "pynguin"
_KILLING = Path(__file__).with_name("killing.py")
# What one of the classes needs, and what Pynguin needs to be itself.
_PACKAGES = ("pynguin==0.48.0", "numpy")
# For each class; where ours takes longer, Pynguin may search as long. On top of that it writes its
# assertions down.
SECONDS = 20
_MORE_SECONDS = 100
_MUTANTS = 25
# It imports for longer than that before it does anything.
_STARTED = 0.5
_SEED = 1


@dataclass(frozen=True, slots=True)
class Share:
    """What tests of one of the two are worth.

    Attributes:
        tests: how many there are.
        covered: share of lines and branches.
        killed: share of the mutants.
        seconds: that it took to write them.
    """

    tests: int
    covered: float
    killed: float
    seconds: float


def beside_pynguin(name: str, wanted: Wanted) -> Section:
    """The classes of ClassEval, tested by both."""
    programs = classeval(wanted.shared)[: wanted.first]
    if not programs:
        return Section(name, skipped="the classes are not at hand")
    reason = _missing()
    if reason:
        return Section(name, skipped=reason)
    ours, theirs = [], []
    for program in programs:
        changed = mutants(program.right, _MUTANTS, _SEED)
        ours.append(_ours(program, changed))
        theirs.append(_theirs(program, changed, max(SECONDS, ceil(ours[-1].seconds))))
        wanted.tell(_line(program, ours[-1], theirs[-1]))
    figures = {"of": len(programs), **_figures(ours, theirs)}
    held = {
        "more covered than by Pynguin": _mean(ours, "covered") > _mean(theirs, "covered"),
        "more mutants killed than by Pynguin": _mean(ours, "killed") > _mean(theirs, "killed"),
    }
    return Section(name, figures, held)


def _missing() -> str:
    """Why Pynguin cannot be run; it is installed where it is not."""
    if (HOME / "bin" / "pynguin").is_file():
        return ""
    try:
        venv.create(HOME, clear=True, with_pip=True)
        subprocess.run(
            [str(HOME / "bin" / "pip"), "install", "--quiet", *_PACKAGES],
            capture_output=True,
            text=True,
            check=True,
        )
    except (subprocess.CalledProcessError, OSError) as error:
        shutil.rmtree(HOME, ignore_errors=True)
        said = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
        return f"Pynguin could not be installed: {said[-1] if said else error}"
    return ""


def _ours(program: Program, changed: Sequence[str]) -> Share:
    with written(program, seconds=SECONDS) as tests:
        return _share(tests.tests, tests.root, program, changed, tests.seconds)


def _theirs(program: Program, changed: Sequence[str], seconds: int) -> Share:
    with workspace(program) as root:
        begin = perf_counter()
        file = _by_pynguin(program, root, seconds)
        return _share(file, root, program, changed, perf_counter() - begin)


def _by_pynguin(program: Program, root: Path, seconds: int) -> Path | None:
    """The file that Pynguin writes; None where it writes none."""
    module = program.file.removesuffix(".py")
    tests = root / "tests"
    tests.mkdir()
    command = [
        *(str(HOME / "bin" / "pynguin"), "--no-rich", "--seed", str(_SEED)),
        *("--project-path", str(root), "--module-name", module, "--output-path", str(tests)),
        *("--maximum-search-time", str(seconds)),
    ]
    begin = perf_counter()
    try:
        ended = subprocess.run(
            [*_confined(root), *command],
            cwd=root,
            env={**os.environ, "PYNGUIN_DANGER_AWARE": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds + _MORE_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return None
    if ended.returncode and perf_counter() - begin < _STARTED:
        # That says nothing of Pynguin's tests, only that it was not there to write any.
        raise RuntimeError(f"Pynguin could not be run: {ended.stderr.strip()[-200:]}")
    return next(tests.glob("test_*.py"), None)


def _confined(root: Path) -> list[str]:
    """It calls what it finds with whatever comes to its mind: it may only write in its folder."""
    if not shutil.which("bwrap"):
        return []
    return [
        *("bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp"),  # noqa: S108
        # It may be installed below the folder that was just emptied.
        *("--ro-bind", str(HOME), str(HOME), "--bind", str(root), str(root), "--chdir", str(root)),
        *("--unshare-net", "--unshare-pid", "--die-with-parent"),
    ]


def _share(
    tests: Path | None, root: Path, program: Program, changed: Sequence[str], seconds: float
) -> Share:
    if tests is None:
        return Share(0, 0.0, 0.0, seconds)
    source = root / program.file
    ran = run_pytest(tests, source, root)
    killing = subprocess.run(
        [sys.executable, "-P", str(_KILLING), str(root), str(tests), str(source)],
        input=json.dumps(changed),
        capture_output=True,
        text=True,
        check=True,
    )
    killed = json.loads(killing.stdout)
    return Share(ran.passed + ran.failed, ran.covered, mean(killed) if killed else 1.0, seconds)


def _figures(ours: Sequence[Share], theirs: Sequence[Share]) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    for what in ("covered", "killed"):
        figures[f"{what}_percent"] = percent(_mean(ours, what))
        figures[f"{what}_by_pynguin"] = percent(_mean(theirs, what))
        figures[f"{what}_ratio"] = round(_mean(ours, what) / max(_mean(theirs, what), 0.001), 2)
    figures["median_seconds"] = round(median(one.seconds for one in ours), 1)
    figures["median_seconds_of_pynguin"] = round(median(one.seconds for one in theirs), 1)
    figures["tests"] = sum(one.tests for one in ours)
    figures["tests_by_pynguin"] = sum(one.tests for one in theirs)
    return figures


def _mean(shares: Sequence[Share], what: str) -> float:
    return mean(getattr(share, what) for share in shares)


def _line(program: Program, ours: Share, theirs: Share) -> str:
    return (
        f"{program.name:26.26} covered {100 * ours.covered:5.1f} | {100 * theirs.covered:5.1f} %, "
        f"killed {100 * ours.killed:5.1f} | {100 * theirs.killed:5.1f} %, "
        f"{ours.seconds:5.1f} | {theirs.seconds:5.1f} s"
    )
