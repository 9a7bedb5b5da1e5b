"""pytest in the workspace: heard test by test, in its own ways of finding modules."""

import pytest

from limner_server.proof.runner import judge as judge_module
from limner_server.proof.runner.outcome import Result
from limner_server.proof.runner.times import Times
from small_workspace import contents, replaced, write

SUMS = "def add(a, b):\n    return a - b\n\n\ndef keep(a):\n    return a\n"
TESTS = """\
import pytest
from sums import add, keep


def test_add(two):
    assert add(two, 3) == 5


@pytest.mark.parametrize("value", [1, 2])
def test_keep(value):
    assert keep(value) == value


@pytest.mark.skip
def test_later():
    raise AssertionError


def test_patched(monkeypatch):
    monkeypatch.setattr("sums.keep", lambda a: 9)
    import sums

    assert sums.keep(1) == 9
"""
CONFTEST = "import pytest\n\n\n@pytest.fixture\ndef two():\n    yield 2\n"


@pytest.fixture
def project(tmp_path):
    """A src layout, which is not installed."""
    write(
        tmp_path,
        {
            "pyproject.toml": '[tool.pytest.ini_options]\npythonpath = ["src"]\n',
            "src/sums.py": SUMS,
            "tests/conftest.py": CONFTEST,
            "tests/test_sums.py": TESTS,
        },
    )
    return tmp_path


KEPT = {
    "tests/test_sums.py::test_keep[1]",
    "tests/test_sums.py::test_keep[2]",
    "tests/test_sums.py::test_patched",
}
ADD = "tests/test_sums.py::test_add"


def test_each_test_is_told_by_its_name(project, judge_of):
    before = contents(project)

    outcome = judge_of("pytest").baseline()

    assert outcome.result is Result.FAILED
    assert (outcome.passed, outcome.failed) == (KEPT, {ADD})
    assert "assert -1 == 5" in outcome.output
    assert contents(project) == before


def test_candidates_are_screened_in_forks_of_a_warm_pytest(project, judge_of):
    judge = judge_of("python -m pytest -q")
    changes = ("a + b", "a +", "exit(0)", "__import__('os')._exit(0)", "a * b", "a+b ")
    sums = project / "src" / "sums.py"

    results = {
        patch.note: (outcome.result, len(outcome.passed))
        for patch, outcome in judge.screen(replaced(sums, "a - b", change) for change in changes)
    }

    assert results == {
        "a + b": (Result.PASSED, 4),
        "a +": (Result.BROKEN, 0),
        "exit(0)": (Result.FAILED, 3),
        "__import__('os')._exit(0)": (Result.FAILED, 0),
        "a * b": (Result.FAILED, 3),
        "a+b ": (Result.PASSED, 4),
    }


def test_a_test_that_never_ends_fails_and_those_after_it_run(project, judge_of, monkeypatch):
    monkeypatch.setattr(judge_module, "COLD", Times(processor=0.5, wall=25, whole=30))
    endless = replaced(project / "src" / "sums.py", "return a - b", "while True: pass")

    outcome = judge_of("pytest -q").prove(endless)

    assert outcome.result is Result.FAILED
    assert (outcome.passed, outcome.failed) == (KEPT, {ADD})


def test_what_a_fixture_cannot_set_up_or_tear_down_fails(tmp_path, judge_of):
    text = (
        "import pytest\n@pytest.fixture\ndef up():\n    raise OSError\n"
        "@pytest.fixture\ndef down():\n    yield\n    raise OSError\n"
        "def test_up(up): ...\ndef test_down(down): ...\ndef test_fine(): ...\n"
    )
    write(tmp_path, {"test_it.py": text})

    outcome = judge_of("pytest").baseline()

    assert outcome.passed == {"test_it.py::test_fine"}
    assert outcome.failed == {"test_it.py::test_up", "test_it.py::test_down"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("def helper(): ...\n", "no test was collected"),
        ("import nowhere_to_be_found\n", "nowhere_to_be_found"),
        ("import sys\nsys.exit(0)\n\ndef test(): ...\n", ""),
        ("import pytest\npytest.skip(allow_module_level=True)\n", ""),
    ],
)
def test_where_no_test_ran_none_has_passed(text, reason, tmp_path, judge_of):
    write(tmp_path, {"test_it.py": text})

    outcome = judge_of("pytest").baseline()

    assert outcome.result is Result.BROKEN
    assert reason in outcome.output


def test_tests_that_delete_files_are_screened_with_the_files_there(tmp_path, judge_of):
    write(
        tmp_path,
        {
            "data.txt": "x",
            "one.py": "def one():\n    return 2\n",
            "test_it.py": "import os\nfrom one import one\n\n\ndef test_it():\n"
            "    os.unlink('data.txt')\n    assert one() == 1\n",
        },
    )
    judge = judge_of("pytest -q")
    patches = [replaced(tmp_path / "one.py", "2", digit) for digit in "3131"]

    results = [outcome.result for _, outcome in judge.screen(patches)]

    assert results == [Result.FAILED, Result.PASSED] * 2
    assert (tmp_path / "data.txt").read_text() == "x"


def test_the_lines_of_each_test_are_told(project, judge_of):
    tests = {test.name: test for test in judge_of("pytest -q").coverage().tests}

    sums = project / "src" / "sums.py"
    assert set(tests) == KEPT | {ADD}
    assert not tests[ADD].passed
    assert 2 in tests[ADD].lines[sums]
    assert tests["tests/test_sums.py::test_keep[1]"].passed
    assert 2 not in tests["tests/test_sums.py::test_keep[1]"].lines[sums]


def test_unittest_is_heard_test_by_test(tmp_path, judge_of):
    text = (
        "import unittest\nfrom sums import add, keep\n\n\nclass Sums(unittest.TestCase):\n"
        "    def test_add(self):\n        self.assertEqual(add(1, 2), 3)\n\n"
        "    def test_keep(self):\n        for value in (1, 2):\n"
        "            with self.subTest(value=value):\n"
        "                self.assertEqual(keep(value), value)\n\n"
        "    @unittest.expectedFailure\n    def test_known(self):\n        self.fail()\n"
    )
    write(tmp_path, {"sums.py": SUMS, "test_sums.py": text})
    judge = judge_of("python -m unittest -v")
    sums = tmp_path / "sums.py"

    outcome = judge.baseline()

    assert outcome.result is Result.FAILED
    assert outcome.passed == {"test_sums.Sums.test_keep"}
    assert outcome.failed == {"test_sums.Sums.test_add"}
    changes = ["a + b", "a +", "exit(0)", "__import__('os')._exit(0)"]
    screened = judge.screen(replaced(sums, "a - b", change) for change in changes)
    assert [outcome.result for _, outcome in screened] == [
        Result.PASSED,
        Result.BROKEN,
        Result.FAILED,
        Result.FAILED,
    ]
    assert judge.prove(replaced(sums, "return a\n", "return 1\n")).failed == {
        "test_sums.Sums.test_add",
        "test_sums.Sums.test_keep",
    }


def test_where_unittest_finds_nothing_no_test_has_passed(tmp_path, judge_of):
    write(tmp_path, {"test_it.py": "import unittest\n"})

    assert judge_of("python -m unittest").baseline().result is Result.BROKEN
