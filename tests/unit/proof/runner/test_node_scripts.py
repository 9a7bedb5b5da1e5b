"""A plain script of Node.js as a test: it passes by reaching its end with no failed assertion."""

import pytest

from limner_server.proof.runner import node as node_module
from limner_server.proof.runner.outcome import Result
from small_workspace import replaced, write

pytestmark = pytest.mark.usefixtures("node")

SCRIPT = """\
const near = (one, other) => {
  return one - other < 2;
};

console.assert(near(3, 2));
console.assert(!near(1, 9));
"""
FIX = "Math.abs(one - other)"


@pytest.fixture
def script(tmp_path):
    write(tmp_path, {"near.js": SCRIPT})
    return tmp_path / "near.js"


@pytest.mark.usefixtures("script")
def test_a_failed_assertion_fails_though_node_goes_on(judge_of):
    outcome = judge_of("node near.js").baseline()

    assert outcome.result is Result.FAILED
    assert "Assertion failed" in outcome.output


NO_PASSES = [
    "process.exit(0)",
    "process.exit()",
    "process.reallyExit(0)",
    "process.kill(process.pid, 'SIGKILL')",
    "process.abort()",
    "(() => { throw new Error('no') })()",
    "(Promise.reject(new Error('unhandled')), one - other < 2)",
    "(setImmediate(() => { throw new Error('late') }), Math.abs(one - other) < 2)",
    "(process.exitCode = 3, Math.abs(one - other) < 2)",
]


@pytest.mark.parametrize("trick", NO_PASSES[::3])
def test_code_that_ends_the_script_does_not_pass(trick, script, judge_of):
    outcome = judge_of("node near.js").prove(replaced(script, "one - other < 2", trick))

    assert outcome.result is Result.FAILED


def test_candidates_are_screened_in_one_process_and_spoil_no_other(script, judge_of):
    judge = judge_of("node near.js")
    tricks = [replaced(script, "one - other < 2", trick) for trick in NO_PASSES]
    fix = replaced(script, "one - other", FIX)
    leak = replaced(script, "one - other", "(leaked = 1, console.assert = () => 0, -2)")

    results = [outcome.result for _, outcome in judge.screen([fix, *tricks, leak, fix, fix])]

    assert results[0] is Result.PASSED
    assert results[1:-3] == [Result.FAILED] * len(tricks)
    assert results[-2:] == [Result.PASSED] * 2


@pytest.mark.parametrize(
    "endless",
    [
        "(() => { for (;;); })()",
        "(setInterval(() => 0, 5), true)",
        "((async () => { for (;;) await 0; })(), true)",
    ],
)
def test_candidates_that_hang_cost_their_short_limit_only(endless, script, judge_of):
    judge = judge_of("node near.js")
    patches = [replaced(script, "one - other < 2", endless), replaced(script, "one - other", FIX)]

    screened = judge.screen(patches)

    assert next(screened)[1].result is Result.TIMED_OUT
    assert next(screened)[1].result is Result.PASSED


def test_an_exit_that_ends_the_script_after_its_tests_passes(tmp_path, judge_of):
    write(
        tmp_path,
        {
            "end.js": "console.assert(true);\nprocess.exit(0);\n",
            "then.mjs": "Promise.resolve().then(() => { process.exit(0) }).catch(() => 0);\n",
            "early.js": "process.exit(0);\nconsole.assert(false);\n",
        },
    )

    assert judge_of("node end.js").baseline().result is Result.PASSED
    assert judge_of("node then.mjs").baseline().result is Result.PASSED
    assert judge_of("node early.js").baseline().result is Result.FAILED


def test_modules_of_either_kind_are_judged(tmp_path, judge_of):
    write(
        tmp_path,
        {
            "value.mjs": "export const value = 1;\n",
            "test.mjs": "import { value } from './value.mjs';\nif (value !== 7) throw 7;\n",
            "value.cjs": "module.exports = 1;\n",
            "test.cjs": "require('assert').strictEqual(require('./value.cjs'), 7);\n",
        },
    )
    for kind in ("mjs", "cjs"):
        patches = [replaced(tmp_path / f"value.{kind}", "1", digit) for digit in "678"]

        results = [outcome.result for _, outcome in judge_of(f"node test.{kind}").screen(patches)]

        assert results == [Result.FAILED, Result.PASSED, Result.FAILED]


def test_a_syntax_error_is_no_test_at_all(script, judge_of):
    outcome = judge_of("node near.js").prove(replaced(script, "return", "return ("))

    assert outcome.result is Result.BROKEN


def test_the_lines_that_ran_are_told(script, judge_of):
    (test,) = judge_of("node near.js").coverage().tests

    assert not test.passed
    assert test.lines == {script: frozenset({1, 2, 5, 6})}


def test_the_lines_of_what_does_not_end_are_told(tmp_path, judge_of, monkeypatch):
    monkeypatch.setattr(node_module, "SCRIPT", 1.0)
    text = "function go() {\n  for (;;) {\n    go.x = 1;\n  }\n}\ngo();\n"
    write(tmp_path, {"endless.js": text})
    judge = judge_of("node endless.js")

    assert judge.baseline().result is Result.TIMED_OUT
    (test,) = judge.coverage().tests
    assert {2, 3, 6} <= test.lines[tmp_path / "endless.js"]


def test_node_test_is_heard_test_by_test(tmp_path, judge_of):
    text = (
        "const { test, describe, it } = require('node:test');\n"
        "const assert = require('node:assert');\nconst { add } = require('./add.js');\n"
        "describe('sums', () => {\n  it('adds', () => assert.equal(add(1, 2), 3));\n"
        "  it('keeps', () => assert.equal(add(1, 0), 1));\n});\n"
    )
    write(tmp_path, {"add.js": "exports.add = (a, b) => a - b;\n", "add.test.js": text})
    judge = judge_of("node --test add.test.js")

    outcome = judge.baseline()

    assert outcome.result is Result.FAILED
    assert outcome.passed == {"add.test.js > sums > keeps"}
    assert outcome.failed == {"add.test.js > sums > adds"}
    fixed = judge.prove(replaced(tmp_path / "add.js", "a - b", "a + b"))
    assert fixed.result is Result.PASSED
    exits = judge.prove(replaced(tmp_path / "add.js", "a - b", "process.exit(0)"))
    assert exits.result is Result.FAILED
