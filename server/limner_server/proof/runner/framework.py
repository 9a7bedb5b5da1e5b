"""Which framework runs a test file, and the command that has it do so."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any, Final

from limner_server.errors import InputError
from limner_server.perception.syntax.definitions import Function
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proof.runner.command import TestCommand, parse_command

_PYTEST_FILES: Final = ("pytest.ini", ".pytest.ini", "conftest.py", "tests/conftest.py")
_PYTEST_MENTIONED_IN: Final = (
    "pyproject.toml",
    "setup.cfg",
    "tox.ini",
    "requirements.txt",
    "requirements-dev.txt",
    "requirements_dev.txt",
    "dev-requirements.txt",
    "Pipfile",
)
_UNITTEST: Final = re.compile(r"^\s*(?:import|from)\s+unittest\b", re.MULTILINE)
_PYTEST: Final = re.compile(r"^\s*(?:import|from)\s+pytest\b|^def test_", re.MULTILINE)
_NODE_TEST: Final = re.compile(r"""['"]node:test['"]""")
_IMPORTED: Final = re.compile(r"""['"](vitest|@jest/globals|mocha)['"]""")
# A script that tests itself does so at the left margin, or as its main program.
_PYTHON_SELF: Final = re.compile(
    r"^(?:assert\b|(?:check|test)\w*\()"
    r"|^if __name__\s*==[^\n]*(?:\n(?:[ \t][^\n]*)?)*?\n[ \t]+"
    r"(?:assert\b|(?:check|test|unittest|doctest)[\w.]*\()",
    re.MULTILINE,
)
_NODE_SELF: Final = re.compile(r"\bconsole\.assert\(|\bassert\b.*\brequire\(|['\"]node:assert")


def command_of(files: WorkspaceFiles, path: Path, test: Function | None) -> TestCommand | None:
    """The command that runs a test file, or one test of it; None where nothing runs it.

    Args:
        files: of the workspace.
        path: of the test file, absolute.
        test: of the file; None for all of them.
    """
    language = language_of(path)
    if language is None:
        return None
    try:
        text = files.text(path)
        if language.family == "python":
            return _python(files.root, path, text, test)
        return _javascript(files.root, path, text, test)
    except (InputError, ValueError):
        return None


def runs_itself(path: Path, text: str) -> bool:
    """Whether a file that is no test file tests itself when it is run."""
    language = language_of(path)
    if language and language.family == "python":
        return _PYTHON_SELF.search(text) is not None
    return bool(_NODE_SELF.search(text)) and path.suffix in {".js", ".mjs", ".cjs"}


def _python(root: Path, path: Path, text: str, test: Function | None) -> TestCommand:
    name = shlex.quote(str(path.relative_to(root)))
    if _uses_pytest(root, path.parent) or _PYTEST.search(text):
        node = "".join(f"::{part}" for part in test.qualified.split(".")) if test else ""
        return parse_command(f"pytest {name}{node}", root)
    if _UNITTEST.search(text):
        module = ".".join(path.relative_to(root).with_suffix("").parts)
        return parse_command(
            f"python -m unittest {module}.{test.qualified}"
            if test
            else f"python -m unittest {name}",
            root,
        )
    return parse_command(f"python {name}", root)


def _uses_pytest(root: Path, folder: Path) -> bool:
    folders = [folder, *folder.parents]
    within = [one for one in folders if one.is_relative_to(root)]
    return any((one / name).is_file() for one in within for name in _PYTEST_FILES) or any(
        "pytest" in _text(one / name) for one in within for name in _PYTEST_MENTIONED_IN
    )


def _javascript(root: Path, path: Path, text: str, test: Function | None) -> TestCommand:
    folder = _package_folder(root, path)
    name = shlex.quote(str(path.relative_to(folder)))
    runner = _javascript_runner(folder, text)
    if runner == "node --test" and not _NODE_TEST.search(text):
        command = f"node {name}"
    elif test is None:
        command = f"{runner} {name}"
    else:
        title = shlex.quote(re.escape(test.name).replace(r"\ ", " "))
        option = {"node --test": "--test-name-pattern", "npx mocha": "--grep"}.get(runner, "-t")
        command = f"{runner} {option} {title} {name}"
    if folder != root:
        command = f"cd {shlex.quote(str(folder.relative_to(root)))} && {command}"
    return parse_command(command, root)


def _javascript_runner(folder: Path, text: str) -> str:
    if _NODE_TEST.search(text):
        return "node --test"
    runners = {"vitest": "npx vitest run", "jest": "npx jest", "mocha": "npx mocha"}
    imported = _IMPORTED.search(text)
    if imported:
        return runners[{"@jest/globals": "jest"}.get(imported[1], imported[1])]
    package = _package(folder)
    scripts = package.get("scripts")
    told = scripts.get("test", "") if isinstance(scripts, dict) else ""
    for name, runner in runners.items():
        if re.search(rf"\b{name}\b", str(told)):
            return runner
    for name, runner in runners.items():
        if any(name in (package.get(key) or {}) for key in ("devDependencies", "dependencies")):
            return runner
    return "node --test"


def _package_folder(root: Path, path: Path) -> Path:
    for folder in path.parents:
        if folder == root or (folder / "package.json").is_file():
            return folder
    return root


def _package(folder: Path) -> dict[str, Any]:
    try:
        package = json.loads((folder / "package.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return package if isinstance(package, dict) else {}


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
