from __future__ import annotations

from pathlib import Path

import pytest

from limner_server.proof.runner.coverage import Coverage, TestLines
from limner_server.proposers.search.localise import suspicion

PATH = Path("/w/code.py")


def _test(name: str, lines: set[int], *, passed: bool) -> TestLines:
    return TestLines(name, passed, {PATH: frozenset(lines)})


def test_lines_that_only_failing_tests_run_are_the_most_suspicious() -> None:
    coverage = Coverage(
        (
            _test("good", {1, 2}, passed=True),
            _test("bad", {1, 3}, passed=False),
            _test("worse", {1, 3, 4}, passed=False),
        )
    )

    found = suspicion(coverage, PATH)

    assert found[3] == pytest.approx(1.0)
    assert found[1] == pytest.approx(2 / (2 * 3) ** 0.5)
    assert found[4] == pytest.approx(1 / 2**0.5)
    assert 2 not in found


def test_where_no_test_fails_nothing_is_suspicious() -> None:
    assert suspicion(Coverage((_test("good", {1}, passed=True),)), PATH) == {}


def test_another_file_is_not_suspected() -> None:
    coverage = Coverage((_test("bad", {1}, passed=False),))

    assert suspicion(coverage, Path("/w/other.py")) == {}
