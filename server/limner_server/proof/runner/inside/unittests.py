"""Runs unittest, and hears from it test by test."""

from __future__ import annotations

import os
import sys
import traceback
from typing import Any

from .limit import Limit
from .lines import Lines
from .report import Report

# How unittest names a test that stands for a file that could not be imported.
UNLOADED = "unittest.loader._FailedTest."


def run_unittest(job: dict[str, Any], report: Report, lines: Lines | None, limit: Limit) -> None:
    """Run unittest with the arguments `job["argv"]`; each may take as long as `limit` says."""
    import unittest

    counted = []

    class Runner(unittest.TextTestRunner):
        def run(self, test: Any) -> Any:
            counted.append(test.countTestCases())
            return super().run(test)

        def _makeResult(self) -> Any:  # noqa: N802 - as unittest names it
            result = super()._makeResult()
            _listen(result, report, lines, limit)
            return result

    sys.path.insert(0, os.getcwd())
    argv = ["python -m unittest", *job["argv"]]
    sys.argv[:] = argv
    try:
        program = unittest.TestProgram(module=None, argv=argv, exit=False, testRunner=Runner)
    except SystemExit as error:
        report.broken = f"unittest ended with exit code {error.code}"
        return
    except Exception as error:
        # A module that cannot be found, or that fails as it is imported.
        report.broken = f"{type(error).__name__}: {error}"
        traceback.print_exc()
        return
    result = program.result
    report.finished = result.testsRun == sum(counted) or not result.wasSuccessful()
    if not sum(counted):
        report.broken = "no test was found"
    elif not report.passed and all(name.startswith(UNLOADED) for name in report.failed):
        report.broken = "the tests could not be imported" if report.failed else "all were skipped"


def _listen(result: Any, report: Report, lines: Lines | None, limit: Limit) -> None:
    """Have a result tell what becomes of each test, whatever its own class does with it."""

    def started(test: Any) -> None:
        limit.restart()
        if lines:
            lines.enter(test.id())

    def passed(test: Any) -> None:
        if test.id() not in report.failed:
            report.passed.add(test.id())

    def failed(test: Any, *_: Any) -> None:
        limit.stop()
        report.failed.add(test.id())
        report.passed.discard(test.id())

    def part_ended(test: Any, _: Any, error: Any) -> None:
        if error is not None:
            failed(test)

    heard = {
        "startTest": started,
        "addSuccess": passed,
        "addError": failed,
        "addFailure": failed,
        "addUnexpectedSuccess": failed,
        "addSubTest": part_ended,
    }
    for name, hear in heard.items():
        setattr(result, name, _both(getattr(result, name), hear))


def _both(method: Any, hear: Any) -> Any:
    def called(*arguments: Any) -> Any:
        hear(*arguments)
        return method(*arguments)

    return called
