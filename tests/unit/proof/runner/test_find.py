"""The tests that are nearest to a place."""

import json

import pytest

from limner_server.proof.runner.find import find_tests, is_test_file
from limner_server.proof.runner.framework import runs_itself
from small_workspace import write


def found(root, name, line=None):
    path = root / name
    return [command.text for command in find_tests(root, path, path.read_text(), line)]


@pytest.fixture
def project(tmp_path):
    write(
        tmp_path,
        {
            "pyproject.toml": "[tool.pytest.ini_options]\n",
            "src/pkg/sums.py": "def add(a, b):\n    return a\n\n\ndef mul(a, b):\n    return a\n",
            "src/pkg/alone.py": "def alone():\n    return 1\n",
            "tests/test_sums.py": "from pkg.sums import add\n\n\ndef test_add():\n    add(1, 2)\n",
            "tests/test_more.py": "from pkg.sums import mul\n\n\nclass TestMul:\n"
            "    def test_mul(self):\n        mul(1, 2)\n",
            "tests/test_sums.test.js": "sums()",
        },
    )
    return tmp_path


def test_the_file_that_tests_the_function_comes_first(project):
    sums = "src/pkg/sums.py"

    assert found(project, sums, 2) == ["pytest tests/test_sums.py", "pytest tests/test_more.py"]
    assert found(project, sums, 6) == ["pytest tests/test_more.py", "pytest tests/test_sums.py"]
    assert found(project, sums)[0] == "pytest tests/test_sums.py"


def test_of_a_test_itself_it_comes_first_and_then_those_beside_it(project):
    assert found(project, "tests/test_more.py", 6) == [
        "pytest tests/test_more.py::TestMul::test_mul",
        "pytest tests/test_more.py",
    ]
    assert found(project, "tests/test_more.py") == ["pytest tests/test_more.py"]


def test_what_no_test_mentions_has_none(project):
    assert found(project, "src/pkg/alone.py", 2) == []


def test_unittest_runs_its_own_where_pytest_is_not_used(tmp_path):
    write(
        tmp_path,
        {
            "sums.py": "def add(a, b):\n    return a\n",
            "test_sums.py": "import unittest\nfrom sums import add\n\n\n"
            "class Sums(unittest.TestCase):\n    def test_add(self):\n        add(1, 2)\n",
        },
    )

    assert found(tmp_path, "sums.py", 2) == ["python -m unittest test_sums.py"]
    assert found(tmp_path, "test_sums.py", 7)[0] == "python -m unittest test_sums.Sums.test_add"


def test_a_file_that_tests_itself_is_run(tmp_path):
    write(
        tmp_path,
        {
            "near.py": "def near():\n    return 1\n\n\nassert near()\n",
            "near.js": "const near = () => 1;\nconsole.assert(near());\n",
        },
    )

    assert found(tmp_path, "near.py", 2) == ["python near.py"]
    assert found(tmp_path, "near.js", 1) == ["node near.js"]


@pytest.mark.parametrize(
    ("text", "tests_itself"),
    [
        ("def f(): ...\n\n\nassert f() is None\n", True),
        ("def check(f):\n    assert f\n\n\ncheck(1)\n", True),
        ("if __name__ == '__main__':\n    import unittest\n\n    unittest.main()\n", True),
        ("def serve():\n    assert True\n\n\nif __name__ == '__main__':\n    serve()\n", False),
        ("def f(x):\n    assert x\n", False),
    ],
)
def test_a_program_is_not_run_as_a_test(text, tests_itself, tmp_path):
    assert runs_itself(tmp_path / "x.py", text) is tests_itself


@pytest.mark.parametrize(
    ("package", "text", "command"),
    [
        ({"devDependencies": {"vitest": "3"}}, "", "npx vitest run src/sum.test.ts"),
        ({"scripts": {"test": "jest --ci"}}, "", "npx jest src/sum.test.ts"),
        ({"dependencies": {"mocha": "1"}}, "", "npx mocha src/sum.test.ts"),
        ({}, "import { it } from 'node:test';\n", "node --test src/sum.test.ts"),
        ({}, "import { it } from 'vitest';\n", "npx vitest run src/sum.test.ts"),
        ({}, "", "node src/sum.test.ts"),
    ],
)
def test_the_packages_own_framework_runs_its_tests(package, text, command, tmp_path):
    write(
        tmp_path,
        {
            "web/package.json": json.dumps(package),
            "web/src/sum.ts": "export function sum() {\n  return 1;\n}\n",
            "web/src/sum.test.ts": text + "import { sum } from './sum';\nsum();\n",
        },
    )

    assert found(tmp_path, "web/src/sum.ts", 2) == [f"cd web && {command}"]


def test_one_test_of_javascript_is_named_by_its_title(tmp_path):
    write(
        tmp_path,
        {
            "package.json": json.dumps({"devDependencies": {"jest": "30"}}),
            "sum.test.js": "test('adds (two)', () => {\n  expect(1).toBe(1);\n});\n",
        },
    )

    assert found(tmp_path, "sum.test.js", 2)[0] == r"npx jest -t 'adds \(two\)' sum.test.js"


def test_names_tell_test_files(tmp_path):
    assert is_test_file(tmp_path / "test_x.py")
    assert is_test_file(tmp_path / "x.spec.ts")
    assert not is_test_file(tmp_path / "contest.py")
