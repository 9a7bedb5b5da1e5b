"""Runs pytest, and hears from it test by test."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

from .limit import Limit
from .lines import Lines
from .report import Report


def run_pytest(job: dict[str, Any], report: Report, lines: Lines | None, limit: Limit) -> None:
    """Run pytest with the arguments `job["argv"]`; each may take as long as `limit` says."""
    try:
        import pytest
    except ImportError as error:
        report.broken = str(error)
        return
    sys.argv[:] = ["pytest", *job["argv"]]
    plugin = Plugin(pytest.hookimpl, report, lines, limit)
    code = pytest.main(list(job["argv"]), plugins=[plugin])
    tests_failed = 1
    report.finished = plugin.ended and code in (0, tests_failed) and not plugin.left
    if not report.passed and code not in (0, tests_failed):
        report.broken = _WHY.get(int(code), f"pytest ended with exit code {int(code)}")
    elif not report.passed | report.failed:
        report.broken = "every test was skipped"


_WHY = {
    2: "the tests could not be collected",
    3: "pytest failed in itself",
    4: "pytest did not take its arguments",
    5: "no test was collected",
}


class Plugin:
    """A plugin that fills in a report.

    Args:
        hookimpl: of pytest.
        report: to fill in.
        lines: hears which test runs.
        limit: of each test.

    Attributes:
        left: the tests that were collected and not reported.
        ended: whether the session came to its end.
    """

    def __init__(self, hookimpl: Any, report: Report, lines: Lines | None, limit: Limit) -> None:
        self.left: set[str] = set()
        self.ended = False
        self._report = report
        self._lines = lines
        # Around the workspace's code, and around as little of pytest's as can be.
        within_limit = hookimpl(hookwrapper=True, trylast=True)(_within(limit))
        for hook in ("make_collect_report", "runtest_setup", "runtest_call", "runtest_teardown"):
            setattr(self, f"pytest_{hook}", within_limit)

    def pytest_collection_finish(self, session: Any) -> None:
        self.left = {item.nodeid for item in session.items}

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        if self._lines:
            self._lines.enter(nodeid)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self.left.discard(nodeid)
        if self._lines:
            self._lines.leave()

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed:
            self._report.passed.discard(report.nodeid)
            self._report.failed.add(report.nodeid)
        elif report.when == "call" and report.passed and report.nodeid not in self._report.failed:
            self._report.passed.add(report.nodeid)

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            self._report.failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        self.ended = True


def _within(limit: Limit) -> Callable[[], Iterator[None]]:
    def wrapper() -> Iterator[None]:
        limit.restart()
        yield
        limit.stop()

    return wrapper
