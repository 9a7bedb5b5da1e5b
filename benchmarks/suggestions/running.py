"""Tests run as their users run them: by pytest or Node, in a process of their own, unconfined."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

# A whole file of tests takes far less.
_SECONDS = 120.0
_PLUGIN = """\
import os
import random


def pytest_collection_modifyitems(items):
    random.Random(os.environ["TESTS_ORDER"]).shuffle(items)
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """A run of a file of tests.

    Attributes:
        ok: whether the run ended well.
        passed: how many tests did.
        failed: how many did not, or could not be run.
        branches: share of the branches taken, 0 to 1; of the lines where there are no branches.
        covered: share of lines and branches together.
        output: that it printed.
    """

    ok: bool
    passed: int
    failed: int
    branches: float = 0.0
    covered: float = 0.0
    output: str = ""


def run_pytest(tests: Path, source: Path, root: Path) -> Ran:
    """Run a file by pytest under coverage.py, with branches, of the program alone."""
    data = root / ".coverage"
    ran = _run(
        [
            *(sys.executable, "-m", "coverage", "run", "--branch", f"--data-file={data}"),
            *(f"--include={source}", "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tests)),
        ],
        root,
    )
    report = root / "coverage.json"
    _run(
        [
            *(sys.executable, "-m", "coverage", "json", "-q", f"--data-file={data}"),
            *("-o", str(report)),
        ],
        root,
    )
    totals = json.loads(report.read_text())["totals"] if report.is_file() else {}
    for file in (data, report):
        file.unlink(missing_ok=True)
    lines = totals.get("percent_statements_covered", 0.0) / 100
    branches = totals.get("num_branches", 0)
    return Ran(
        ran.returncode == 0,
        _count(ran.stdout, "passed"),
        _count(ran.stdout, "failed") + _count(ran.stdout, "errors?"),
        totals["covered_branches"] / branches if branches else lines,
        totals.get("percent_covered", 0.0) / 100,
        ran.stdout + ran.stderr,
    )


def run_shuffled(tests: Path, root: Path, seed: int) -> bool:
    """Whether the tests pass in an order, and under a hash seed, that `seed` gives."""
    plugins = root / ".plugins"
    plugins.mkdir(exist_ok=True)
    (plugins / "shuffled.py").write_text(_PLUGIN, encoding="utf-8")
    ran = _run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "shuffled"),
            str(tests),
        ],
        root,
        PYTHONHASHSEED=str(seed),
        TESTS_ORDER=str(seed),
        PYTHONPATH=str(plugins),
    )
    return ran.returncode == 0


def run_node(tests: Path, source: Path, root: Path) -> Ran:
    """Run a file by Node's own runner, with what share of the program was run."""
    ran = _run(
        [
            *("node", "--test", "--experimental-test-coverage", "--test-reporter=tap"),
            str(tests),
        ],
        root,
    )
    row = rf"^#\s+{re.escape(source.name)} *\| *([\d.]+) *\| *([\d.]+)"
    shares = re.search(row, ran.stdout, re.MULTILINE)
    lines, branches = (float(share) / 100 for share in shares.groups()) if shares else (0.0, 0.0)
    passed, failed = _tally(ran.stdout, "pass"), _tally(ran.stdout, "fail")
    return Ran(ran.returncode == 0, passed, failed, branches, lines, ran.stdout + ran.stderr)


def _run(command: list[str], root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    # A version that is wrong may be as long and as old as the one that is right.
    fresh = {"PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1", **environment}
    kept = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    with subprocess.Popen(
        command,
        cwd=root,
        env={**kept, **fresh},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,
    ) as process:
        try:
            stdout, stderr = process.communicate(timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            # A runner that is ended leaves what it has started: a test that does not end runs on.
            os.killpg(process.pid, signal.SIGKILL)
            stdout, stderr = "", f"took more than {_SECONDS:.0f} s"
    return subprocess.CompletedProcess(command, process.returncode, stdout, stderr)


def _count(output: str, what: str) -> int:
    """What the last line that pytest prints says of it."""
    last = output.rstrip().rpartition("\n")[2]
    return sum(int(count) for count in re.findall(rf"(\d+) {what}\b", last))


def _tally(output: str, what: str) -> int:
    found = re.search(rf"^# {what} (\d+)$", output, re.MULTILINE)
    return int(found[1]) if found else 0
