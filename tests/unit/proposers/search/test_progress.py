from __future__ import annotations

from pathlib import Path

from limner_server.proof.runner.outcome import Outcome, Result
from limner_server.proposers.search.progress import Progress, progress

PATH = Path("/w/code.py")
AT_LINE = 'File "/w/test_code.py", line {}, in check\nFile "/w/code.py", line 2, in f\n{}'


def _failed(output: str = "", passed: frozenset[str] = frozenset()) -> Outcome:
    return Outcome(Result.FAILED, 0.1, passed, frozenset({"other"}), output)


def test_more_tests_that_pass_are_further() -> None:
    assert progress(_failed(), _failed(passed=frozenset({"one"})), PATH) is Progress.FURTHER


def test_a_test_that_no_longer_passes_is_none() -> None:
    before = _failed(passed=frozenset({"one"}))

    assert progress(before, _failed(), PATH) is Progress.NONE


def test_a_script_that_fails_at_a_later_line_is_further() -> None:
    before = _failed(AT_LINE.format(3, "AssertionError"))
    after = _failed(AT_LINE.format(5, "AssertionError"))

    assert progress(before, after, PATH) is Progress.FURTHER
    assert progress(after, before, PATH) is Progress.NONE


def test_fewer_assertions_that_fail_are_further() -> None:
    before, after = _failed("Assertion failed\n" * 3), _failed("Assertion failed\n")

    assert progress(before, after, PATH) is Progress.FURTHER


def test_another_error_is_elsewhere() -> None:
    before = _failed(AT_LINE.format(3, "KeyError: 1"))
    after = _failed(AT_LINE.format(3, "TypeError: no"))

    assert progress(before, after, PATH) is Progress.ELSEWHERE


def test_an_end_is_further_than_none_and_no_end_is_nothing() -> None:
    endless = Outcome(Result.TIMED_OUT, 1.0)

    assert progress(endless, _failed(), PATH) is Progress.FURTHER
    assert progress(_failed(), endless, PATH) is Progress.NONE
