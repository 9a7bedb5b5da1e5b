"""Stacks of Node and of the test runners upon it are read."""

import shutil
import subprocess

import pytest

from limner_server.perception.traceback.parse import parse_traceback

VITEST = """\
 FAIL  src/sum.spec.ts > total > throws
TypeError: Cannot read properties of undefined (reading 'x')
 \u276f src/sum.ts:2:62
      1| export function total(items: { price: number }[]): number {
      2|   return items.reduce((sum, item) => sum + item.price.amount.x, 0);
       |                                                              ^
      3| }
      4|
 \u276f total src/sum.ts:2:16
 \u276f src/sum.spec.ts:5:12
"""
JEST = """\
  \u25cf adds

    expect(received).toBe(expected) // Object.is equality

    Expected: 2
    Received: 1

      2 | test('adds', () => {
    > 3 |   expect(total(1)).toBe(2);
        |                    ^
      4 | });

      at Object.toBe (sum.test.js:3:20)

  \u25cf throws

    TypeError: total is not a function
"""


@pytest.fixture
def failing(tmp_path):
    """Runs a program that fails in Node, and gives what it printed."""
    if shutil.which("node") is None:
        pytest.skip("needs Node")

    def run(source, name):
        (tmp_path / name).write_text(source, encoding="utf-8")
        ran = subprocess.run(
            ["node", name], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert ran.returncode
        return ran.stderr

    return run


def test_the_calls_of_a_stack_are_read_outermost_first_without_nodes_own(failing):
    traceback = parse_traceback(
        failing("function size(x) {\n  return x.length;\n}\nsize(undefined);\n", "size.js")
    )

    assert traceback.error == "TypeError"
    assert [(frame.line, frame.function) for frame in traceback.frames] == [
        (4, "Object.<anonymous>"),
        (2, "size"),
    ]
    assert traceback.frames[-1].code == "return x.length;"


def test_a_syntax_error_has_its_place_though_no_call_has(failing):
    traceback = parse_traceback(failing("const x = ;\n", "wrong.js"))

    assert (traceback.error, traceback.frames[-1].line) == ("SyntaxError", 1)


def test_urls_of_modules_are_paths_and_causes_come_along(failing, tmp_path):
    traceback = parse_traceback(
        failing(
            "async function load() {\n  try {\n    JSON.parse('{');\n  } catch (error) {\n"
            "    throw new Error('cannot load', { cause: error });\n  }\n}\nawait load();\n",
            "load it.mjs",
        )
    )

    assert (traceback.error, traceback.message) == ("Error", "cannot load")
    assert {frame.path for frame in traceback.frames} == {str(tmp_path / "load it.mjs")}
    assert [(cause.error, cause.frames[-1].line) for cause in traceback.others] == [
        ("SyntaxError", 3)
    ]


def test_vitest_shows_the_source_of_the_innermost_call():
    traceback = parse_traceback(VITEST)

    assert traceback.error == "TypeError"
    assert [(frame.path, frame.line) for frame in traceback.frames] == [
        ("src/sum.spec.ts", 5),
        ("src/sum.ts", 2),
        ("src/sum.ts", 2),
    ]
    assert "item.price.amount.x" in traceback.frames[-1].code


def test_jest_reports_its_first_failure():
    traceback = parse_traceback(JEST)

    assert traceback.message.startswith("expect(received).toBe(expected)")
    assert [(frame.path, frame.line) for frame in traceback.frames] == [("sum.test.js", 3)]
    assert traceback.frames[0].code == "expect(total(1)).toBe(2);"


def test_the_address_of_a_development_server_is_a_path():
    traceback = parse_traceback(
        "TypeError: x is not a function\n"
        "    at App (http://localhost:5173/src/App.tsx?t=1700000000000:12:5)\n"
    )

    assert (traceback.frames[0].path, traceback.frames[0].line) == ("/src/App.tsx", 12)
