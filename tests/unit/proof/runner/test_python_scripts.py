"""A plain Python script as a test: it passes by reaching its end, and by nothing else."""

import pytest

from limner_server.proof.runner import judge as judge_module
from limner_server.proof.runner.outcome import Result
from limner_server.proof.runner.times import Times
from small_workspace import contents, replaced, write

SCRIPT = """\
import sys


def near(one, other):
    return one - other < 2


def check():
    assert near(3, 2)
    assert not near(1, 9)


check()
"""


@pytest.fixture
def script(tmp_path):
    write(tmp_path, {"near.py": SCRIPT})
    return tmp_path / "near.py"


@pytest.mark.usefixtures("script")
def test_a_script_that_raises_fails_and_says_why(judge_of):
    outcome = judge_of("python near.py").baseline()

    assert outcome.result is Result.FAILED
    assert "assert not near(1, 9)" in outcome.output
    assert "limner" not in outcome.output


def test_a_script_that_reaches_its_end_passes(script, judge_of):
    judge = judge_of("python near.py")
    fix = replaced(script, "one - other", "abs(one - other)")

    assert judge.prove(fix).result is Result.PASSED
    assert [outcome.result for _, outcome in judge.screen([fix])] == [Result.PASSED]


def test_a_judge_that_was_warmed_up_says_the_same(script, judge_of):
    judge = judge_of("python near.py")
    judge.warm_up()
    fix = replaced(script, "one - other", "abs(one - other)")
    other = replaced(script, "one - other", "one + other")

    assert judge.baseline().result is Result.FAILED
    results = [outcome.result for _, outcome in judge.screen([fix, other])]

    assert results == [Result.PASSED, Result.FAILED]


NO_PASSES = [
    "sys.exit(0)",
    "sys.exit()",
    "exit()",
    "__import__('os')._exit(0)",
    "__import__('os').kill(__import__('os').getpid(), 9)",
    "__import__('os').execv('/bin/true', ['true'])",
    "__import__('os').closerange(0, 100)",
]


@pytest.mark.parametrize("trick", NO_PASSES[::3])
def test_code_that_ends_the_script_does_not_pass(trick, script, judge_of):
    outcome = judge_of("python near.py").prove(replaced(script, "one - other < 2", trick))

    assert outcome.result is Result.FAILED


def test_nor_does_it_in_a_warm_process(script, judge_of):
    judge = judge_of("python near.py")
    tricks = [replaced(script, "one - other < 2", trick) for trick in NO_PASSES]
    fix = replaced(script, "one - other", "abs(one - other)")

    results = [outcome.result for _, outcome in judge.screen([*tricks, fix])]

    assert results == [*[Result.FAILED] * len(tricks), Result.PASSED]


def test_an_exit_that_ends_the_script_after_its_tests_passes(tmp_path, judge_of):
    ends = "def main():\n    assert True\n    return 0\n\n\nif __name__ == '__main__':\n"
    write(tmp_path, {"end.py": ends + "    sys.exit(main())\n", "raised.py": ""})
    (tmp_path / "end.py").write_text("import sys\n" + ends + "    sys.exit(main())\n")

    assert judge_of("python end.py").baseline().result is Result.PASSED


def test_an_exit_before_the_last_statement_does_not_pass(tmp_path, judge_of):
    write(tmp_path, {"early.py": "import sys\nsys.exit(0)\nassert False\n"})

    assert judge_of("python early.py").baseline().result is Result.FAILED


def test_the_tests_of_unittest_in_a_script_count(tmp_path, judge_of):
    text = (
        "import unittest\n\n\nclass T(unittest.TestCase):\n    def test(self):\n"
        "        self.assertEqual(1, {})\n\n\nunittest.main()\n"
    )
    write(tmp_path, {"good.py": text.format(1), "bad.py": text.format(2)})

    assert judge_of("python good.py").baseline().result is Result.PASSED
    assert judge_of("python bad.py").baseline().result is Result.FAILED


def test_a_syntax_error_is_no_test_at_all(script, judge_of):
    outcome = judge_of("python near.py").prove(replaced(script, "return", "return ("))

    assert outcome.result is Result.BROKEN
    assert "SyntaxError" in outcome.output


def test_a_package_that_is_not_installed_is_named(tmp_path, judge_of):
    write(tmp_path, {"needs.py": "import nowhere_to_be_found\n"})

    outcome = judge_of("python needs.py").baseline()

    assert outcome.result is not Result.PASSED
    assert "nowhere_to_be_found" in outcome.output


def test_candidates_that_hang_cost_their_short_limit_only(script, judge_of):
    judge = judge_of("python near.py")
    hanging = replaced(script, "one - other", "[0 for _ in iter(int, 1)] or 0")
    fix = replaced(script, "one - other", "abs(one - other)")

    screened = list(judge.screen([hanging, fix]))

    # What took too long has another go at the end.
    assert [patch.note for patch, _ in screened] == [hanging.note, fix.note, hanging.note]
    results = [outcome.result for _, outcome in screened]
    assert results == [Result.TIMED_OUT, Result.PASSED, Result.TIMED_OUT]


def test_a_candidate_that_ends_the_warm_process_spoils_no_other(script, judge_of):
    judge = judge_of("python near.py")
    kills = replaced(script, "one - other", "__import__('os').kill(-1, 9)")
    fix = replaced(script, "one - other", "abs(one - other)")

    results = [outcome.result for _, outcome in judge.screen([fix, kills, fix, fix, fix])]

    assert results == [Result.PASSED, Result.FAILED, *[Result.PASSED] * 3]


def test_a_candidate_that_deletes_files_spoils_no_other(tmp_path, judge_of):
    write(
        tmp_path,
        {"data.txt": "1", "uses.py": "kept = 0\nassert int(open('data.txt').read()) == kept\n"},
    )
    before = contents(tmp_path)
    judge = judge_of("python uses.py")
    deletes = replaced(tmp_path / "uses.py", "kept = 0", "__import__('os').unlink('data.txt')")
    fix = replaced(tmp_path / "uses.py", "kept = 0", "kept = 1")

    results = [outcome.result for _, outcome in judge.screen([deletes, deletes, fix, fix])]

    assert results == [Result.FAILED, Result.FAILED, Result.PASSED, Result.PASSED]
    assert contents(tmp_path) == before


def test_a_large_file_is_judged_while_others_hang(script, judge_of):
    script.write_text(SCRIPT + "#" * 400_000)
    judge = judge_of("python near.py")
    hanging = replaced(script, "one - other", "[0 for _ in iter(int, 1)] or 0")
    fix = replaced(script, "one - other", "abs(one - other)")
    screened = judge.screen([hanging, hanging, hanging, hanging, fix])

    results = [next(screened)[1].result for _ in range(5)]

    assert results == [*[Result.TIMED_OUT] * 4, Result.PASSED]


def test_output_without_end_does_not_pass(script, judge_of):
    floods = replaced(script, "one - other < 2", "[print('x' * 1000) for _ in iter(int, 1)]")

    assert judge_of("python near.py").prove(floods).result is not Result.PASSED


def test_what_imports_are_changed_is_seen_however_quickly(tmp_path, judge_of):
    write(
        tmp_path, {"value.py": "VALUE = 1\n", "test.py": "import value\nassert value.VALUE == 7\n"}
    )
    judge = judge_of("python test.py")
    # All of one size, made within one second: bytecode cannot tell them apart.
    patches = [replaced(tmp_path / "value.py", "1", str(digit)) for digit in range(10)]

    passed = [patch.note for patch, outcome in judge.screen(patches) if outcome.result == "passed"]

    assert passed == ["7"]


def test_a_package_found_by_its_folder_alone_runs(tmp_path, judge_of):
    write(
        tmp_path,
        {"app/__main__.py": "from app import one\nassert one.x\n", "app/one.py": "x = 1\n"},
    )

    assert judge_of("python -m app").baseline().result is Result.PASSED


def test_unsaved_documents_lie_over_the_workspace(script, judge_of):
    unsaved = SCRIPT.replace("one - other", "abs(one - other)").encode()

    judge = judge_of("python near.py", {script: unsaved})

    assert judge.baseline().result is Result.PASSED


def test_the_lines_that_ran_are_told(script, judge_of):
    (test,) = judge_of("python near.py").coverage().tests

    assert not test.passed
    assert test.lines == {script: frozenset({1, 4, 5, 8, 9, 10, 13})}


def test_the_lines_of_what_does_not_end_are_told(tmp_path, judge_of, monkeypatch):
    monkeypatch.setattr(judge_module, "COLD", Times(processor=0.5, wall=5, whole=10))
    write(
        tmp_path,
        {"endless.py": "def go():\n    while True:\n        pass\n    return 1\n\n\ngo()\n"},
    )
    judge = judge_of("python endless.py")

    assert judge.baseline().result is Result.TIMED_OUT
    (test,) = judge.coverage().tests
    assert test.lines == {tmp_path / "endless.py": frozenset({1, 2, 3, 7})}
