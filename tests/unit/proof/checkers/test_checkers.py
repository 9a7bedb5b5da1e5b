"""The checkers of a workspace run in the sandbox, and offer what they can mend themselves."""

import pytest

from limner_server.diagnostic import Diagnostic
from limner_server.errors import InputError
from limner_server.perception.workspace.source import read_source
from limner_server.proof.checkers.eslint import ESLint
from limner_server.proof.checkers.find import find_checkers
from limner_server.proof.checkers.floor import NodeSyntax, PythonSyntax
from limner_server.proof.checkers.mypy import Mypy
from limner_server.proof.checkers.pyright import Pyright
from limner_server.proof.checkers.ruff import Ruff
from limner_server.proof.checkers.typescript import TypeScript

CONFIGURATION = """\
import js from "@eslint/js";
export default [js.configs.recommended, { rules: { "prefer-const": "error" } }];
"""


def codes(found):
    return [one.code for one in found]


def test_ruff_reports_and_mends(tmp_path, sandbox, file_of):
    path = file_of("a.py", "import os\n\nprint(1)\n")
    ruff = Ruff.available(tmp_path)

    found = ruff.check(sandbox, [path])
    fixes = ruff.fixes(sandbox, read_source(path), found[0])

    assert codes(found) == ["F401"]
    assert (found[0].path, found[0].line, found[0].column) == (path, 1, 8)
    assert [fix.applied(path, path.read_text()).lstrip() for fix in fixes] == ["print(1)\n"]


def test_what_is_checked_may_differ_from_what_is_on_disk(tmp_path, sandbox, file_of):
    path = file_of("a.py", "import os\n")

    found = Ruff.available(tmp_path).check(sandbox, [path], {path: b"print(1)\n"})

    assert found == []
    assert path.read_text() == "import os\n"


def test_a_checker_that_cannot_begin_says_why(tmp_path, sandbox, file_of):
    path = file_of("a.py", "print(1)\n")
    file_of("ruff.toml", "nonsense = [\n")

    with pytest.raises(InputError, match="ruff"):
        Ruff.available(tmp_path).check(sandbox, [path])


def test_mypy_reports(tmp_path, sandbox, file_of):
    path = file_of("a.py", "def f(x: int) -> str:\n    return x\n")

    found = Mypy.available(tmp_path).check(sandbox, [path])

    assert codes(found) == ["return-value"]
    assert (found[0].path, found[0].line) == (path, 2)


def test_python_itself_is_the_floor(tmp_path, sandbox, file_of):
    path = file_of("a.py", "x = 1\ndef f(:\n")

    found = PythonSyntax.available(tmp_path).check(sandbox, [path])

    assert [(one.line, one.code) for one in found] == [(2, "syntax")]
    assert PythonSyntax.available(tmp_path).check(sandbox, [path], {path: b"x = 1\n"}) == []


@pytest.mark.usefixtures("node_modules")
def test_pyright_reports(tmp_path, sandbox, file_of):
    path = file_of("a.py", "def f(x: str | None) -> str:\n    return x.upper()\n")

    found = Pyright.available(tmp_path).check(sandbox, [path])

    assert [(one.code, one.line, one.column) for one in found] == [
        ("reportOptionalMemberAccess", 2, 14)
    ]


@pytest.mark.usefixtures("node_modules")
def test_typescript_reports_and_mends(tmp_path, sandbox, file_of):
    path = file_of(
        "a.ts",
        'export function f(userName: string) {\n  return "\N{GRINNING FACE}" + userNmae;\n}\n',
    )
    typescript = TypeScript.available(tmp_path)

    found = typescript.check(sandbox, [path])
    fixes = typescript.fixes(sandbox, read_source(path), found[0])

    assert [(one.code, one.line, one.column) for one in found] == [("2552", 2, 16)]
    assert any("+ userName;" in fix.applied(path, path.read_text()) for fix in fixes)


@pytest.mark.usefixtures("node_modules")
def test_eslint_reports_and_mends_where_it_is_configured(tmp_path, sandbox, file_of):
    path = file_of("a.mjs", "let a = 1;\nexport default a;\n")
    assert ESLint.available(tmp_path) is None
    file_of("eslint.config.mjs", CONFIGURATION)
    eslint = ESLint.available(tmp_path)

    found = eslint.check(sandbox, [path])
    fixes = eslint.fixes(sandbox, read_source(path), found[0])

    assert codes(found) == ["prefer-const"]
    assert [fix.applied(path, path.read_text()) for fix in fixes] == [
        "const a = 1;\nexport default a;\n"
    ]


@pytest.mark.usefixtures("node_modules")
def test_node_itself_is_the_floor(tmp_path, sandbox, file_of):
    path = file_of("a.js", "const x = ;\n")

    found = NodeSyntax.available(tmp_path).check(sandbox, [path])

    assert [one.line for one in found] == [1]


def test_the_author_of_a_diagnostic_comes_first_and_the_floor_last(tmp_path, file_of):
    path = file_of("a.py", "")
    signed = Diagnostic(path, 1, 1, "x", source="mypy")
    coded = Diagnostic(path, 1, 1, "x", code="F821")

    assert find_checkers(tmp_path, path, signed)[0].name == "mypy"
    assert find_checkers(tmp_path, path, coded)[0].name == "ruff"
    assert find_checkers(tmp_path, path)[-1].name == "python"
    assert find_checkers(tmp_path, tmp_path / "notes.txt") == []
