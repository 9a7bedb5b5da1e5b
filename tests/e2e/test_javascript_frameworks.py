"""Tests of Vitest, Jest, Mocha and tsx themselves, fresh and warm, in the real sandbox."""

from pathlib import Path

import pytest

from limner_server.errors import LimnerError
from limner_server.proof.runner.command import parse_command
from limner_server.proof.runner.judge import Judge
from limner_server.proof.runner.outcome import Result
from limner_server.proof.sandbox.sandbox import Sandbox
from small_workspace import contents, replaced, write

pytestmark = pytest.mark.e2e

NODE_MODULES = Path(__file__).parents[2] / ".cache" / "frameworks" / "node_modules"
TYPESCRIPT = "export const add = (a: number, b: number): number => a - b;\n"
COMMONJS = "exports.add = (a, b) => a - b;\n"
CASES = """\
describe('sums', () => {{
  it('adds', () => {{ {adds}; }});
  it('keeps', () => {{ {keeps}; }});
}});
"""
EXPECT = CASES.format(adds="expect(add(1, 2)).toBe(3)", keeps="expect(add(1, 0)).toBe(1)")
ASSERT = CASES.format(adds="assert.equal(add(1, 2), 3)", keeps="assert.equal(add(1, 0), 1)")


@pytest.fixture
def judge_of(tmp_path):
    """Makes the judge of a command, in a workspace that has the frameworks."""
    if not NODE_MODULES.is_dir():
        pytest.skip("needs npm's test frameworks (scripts/setup --tests)")
    (tmp_path / "node_modules").symlink_to(NODE_MODULES)
    try:
        sandbox = Sandbox(tmp_path, readable=[NODE_MODULES])
    except LimnerError as error:
        pytest.skip(str(error))
    with sandbox:
        yield lambda command: Judge(sandbox, parse_command(command, tmp_path))


VITEST = {
    "src/sums.ts": TYPESCRIPT,
    "src/sums.test.ts": "import { describe, expect, it } from 'vitest';\n"
    "import { add } from './sums';\n" + EXPECT,
}
JEST = {
    "src/sums.js": COMMONJS,
    "src/sums.test.js": "const { add } = require('./sums');\n" + EXPECT,
}
MOCHA = {
    "src/sums.js": COMMONJS,
    "src/sums.test.js": "const assert = require('assert');\n"
    "const { add } = require('./sums');\n" + ASSERT,
}


@pytest.mark.parametrize(
    ("command", "files"),
    [("npx vitest run", VITEST), ("npx jest", JEST), ("npx mocha src/sums.test.js", MOCHA)],
    ids=["vitest", "jest", "mocha"],
)
def test_a_framework_tells_fresh_and_warm_the_same(command, files, tmp_path, judge_of):
    write(tmp_path, {**files, "package.json": "{}"})
    before = contents(tmp_path / "src")
    path = tmp_path / next(iter(files))
    changes = ["a + b", "a * b", "a +* b", "process.exit(0)", "a + b + 0", "b - a"]

    with judge_of(command) as judge:
        baseline = judge.baseline()
        fresh = judge.prove(replaced(path, "a - b", "a + b"))
        screened = judge.screen(replaced(path, "a - b", change) for change in changes)
        results = [outcome.result is Result.PASSED for _, outcome in screened]

    assert baseline.result is Result.FAILED
    assert (baseline.passed, baseline.failed) == ({"sums keeps"}, {"sums adds"})
    assert fresh.result is Result.PASSED
    assert fresh.passed == {"sums keeps", "sums adds"}
    assert results == [True, False, False, False, True, False]
    assert contents(tmp_path / "src") == before


def test_a_script_in_typescript_is_judged(tmp_path, judge_of):
    script = "import { add } from './sums';\nconsole.assert(add(1, 2) === 3);\n"
    write(tmp_path, {"sums.ts": TYPESCRIPT, "check.ts": script})
    path = tmp_path / "sums.ts"
    changes = ["a + b", "a * b", "process.exit(0)", "a + b + 0"]

    with judge_of("npx tsx check.ts") as judge:
        screened = judge.screen(replaced(path, "a - b", change) for change in changes)
        results = [outcome.result is Result.PASSED for _, outcome in screened]

    assert results == [True, False, False, True]
