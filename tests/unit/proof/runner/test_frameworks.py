"""Vitest, Jest and Mocha by their reports, as their reporters write them."""

import json

import pytest

from limner_server.proof.runner.outcome import Result
from small_workspace import write

pytestmark = pytest.mark.usefixtures("node")

JEST = {
    "success": False,
    "testResults": [
        {
            "name": "/x.test.js",
            "status": "failed",
            "message": "",
            "assertionResults": [
                {"fullName": "sums adds", "status": "failed", "failureMessages": ["-1 is not 3"]},
                {"fullName": "sums keeps", "status": "passed", "failureMessages": []},
                {"fullName": "sums later", "status": "pending", "failureMessages": []},
            ],
        }
    ],
}
MOCHA = {
    "passes": [{"fullTitle": "sums keeps", "err": {}}],
    "failures": [{"fullTitle": "sums adds", "err": {"stack": "-1 is not 3"}}],
}


def installed(folder, name, printed, exit_code):
    """A runner that prints what the real one would."""
    program = folder / "node_modules" / ".bin" / name
    write(folder, {f"node_modules/.bin/{name}": ""})
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{printed}\nEND\nexit {exit_code}\n")
    program.chmod(0o755)


@pytest.mark.parametrize(("name", "report"), [("vitest", JEST), ("jest", JEST), ("mocha", MOCHA)])
def test_each_test_is_told_by_its_name(name, report, tmp_path, judge_of):
    printed = "{ said by a test }\n" + json.dumps(report, indent=2)
    installed(tmp_path, name, printed, 1)

    outcome = judge_of(f"npx {name} x.test.js").baseline()

    assert outcome.result is Result.FAILED
    assert (outcome.passed, outcome.failed) == ({"sums keeps"}, {"sums adds"})
    assert "-1 is not 3" in outcome.output


def test_without_a_report_no_exit_code_is_a_pass(tmp_path, judge_of):
    installed(tmp_path, "jest", "all is well", 0)

    assert judge_of("npx jest").baseline().result is Result.FAILED


def test_a_file_that_cannot_be_loaded_is_no_test(tmp_path, judge_of):
    report = {"testResults": [{"message": "Unexpected token", "assertionResults": []}]}
    installed(tmp_path, "vitest", json.dumps(report), 1)

    outcome = judge_of("npx vitest run").baseline()

    assert outcome.result is Result.BROKEN
    assert "Unexpected token" in outcome.output


def test_of_other_commands_the_exit_code_tells(tmp_path, judge_of):
    write(tmp_path, {"Makefile": "test:\n\ttest -f there\n"})

    judge = judge_of("sh -c 'test -f there'")

    assert judge.baseline().result is Result.FAILED
    assert judge_of("sh -c 'test -d .'").baseline().result is Result.PASSED
    assert judge.coverage().tests == ()
