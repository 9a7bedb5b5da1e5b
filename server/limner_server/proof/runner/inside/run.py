"""Runs the tests of a job in this process."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from typing import Any

from .limit import Limit, TimedOut
from .lines import Lines
from .pytests import run_pytest
from .report import Report
from .script import run_script
from .unittests import run_unittest


def run_tests(job: dict[str, Any], report: Report, lines: Lines | None, limit: Limit) -> None:
    """Run what `job["kind"]` names to its end, and what the program left for its end."""
    sys.path[:0] = map(os.path.abspath, job["path"])
    limit.restart()
    if lines:
        lines.start()
    try:
        if job["kind"] == "pytest":
            run_pytest(job, report, lines, limit)
        elif job["kind"] == "unittest":
            run_unittest(job, report, lines, limit)
        else:
            run_script(job, report, lines)
        finished, report.finished = report.finished, False
        _end()
        report.finished = finished
    except TimedOut:
        report.timed_out = True
    finally:
        limit.stop()
        if lines:
            lines.stop()
            report.lines = lines.found()
            report.jumps = lines.jumps()


def _end() -> None:
    """What the interpreter does at its end, which may still fail or take too long."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
