"""A test file is run as it would be: again and again, in other orders, on spoilt code."""

import shutil

import pytest

from limner_server.edits import Edit
from limner_server.patch import Patch
from limner_server.proof.runner.command import parse_command
from limner_server.proof.runner.outcome import Result
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proof.testing import RUNS, TestProver

CODE = "def sign(x):\n    if x < 0:\n        return -1\n    return 1\n"
HEAD = b"from code_under_test import sign\n\n"
SOUND = HEAD + (
    b"def test_plus():\n    assert sign(3) == 1\n\ndef test_minus():\n    assert sign(-3) == -1\n"
)
LEANING = b"\nseen = []\n\ndef test_a():\n    seen.append(1)\n\ndef test_b():\n    assert seen\n"

pytestmark = pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap")


@pytest.fixture
def trial(tmp_path):
    """Makes a trial of a content."""
    (tmp_path / "code_under_test.py").write_text(CODE)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    test = tmp_path / "test_it.py"
    with Sandbox(tmp_path) as sandbox:
        command = parse_command("pytest test_it.py", tmp_path)
        yield TestProver(sandbox, command, test, tmp_path / "code_under_test.py").trial


def unchecked():
    """Nobody cancels."""


class TestTrial:
    def test_what_each_test_runs_and_which_mutants_it_tells_from_the_code(self, trial, tmp_path):
        path = tmp_path / "code_under_test.py"
        start = CODE.index("-1")
        mutant = Patch({path: (Edit(start, start + 2, "-2"),)}, "mutant", "")

        with trial(SOUND) as tried:
            reached = tried.reached(unchecked)
            killed = list(tried.killed([mutant], unchecked))

        minus, plus = reached["test_it.py::test_minus"], reached["test_it.py::test_plus"]
        assert 3 in minus.lines
        assert (2, 3) in minus.jumps
        assert (2, 4) in plus.jumps
        assert 3 not in plus.lines
        assert killed == [frozenset({"test_it.py::test_minus"})]
        assert not (tmp_path / "test_it.py").exists()

    def test_tests_that_hold_pass_every_time(self, trial):
        with trial(SOUND) as tried:
            runs = tried.again(unchecked, [SOUND] * (RUNS - 1))

        assert len(runs.outcomes) == 5
        assert runs.all_passed
        assert runs.passed == {"test_it.py::test_minus", "test_it.py::test_plus"}

    def test_a_test_that_leans_on_another_does_not(self, trial):
        with trial(SOUND + LEANING) as tried:
            assert tried.once(unchecked).result is Result.PASSED
            runs = tried.again(unchecked, [SOUND] * (RUNS - 1))

        assert runs.failed == {"test_it.py::test_b"}
        assert "test_it.py::test_a" in runs.passed

    def test_a_test_that_hangs_on_the_hash_seed_does_not(self, trial):
        asked = b"os.environ.get('PYTHONHASHSEED') != '3'"
        hanging = b"import os\n\ndef test_it():\n    assert " + asked + b"\n"

        with trial(hanging) as tried:
            runs = tried.again(unchecked, [SOUND] * (RUNS - 1))

        assert runs.failed == {"test_it.py::test_it"}
