"""How the tests of a project are run and written, as its settings and its other tests show."""

from __future__ import annotations

import configparser
import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_PYTEST_FILES: Final = ("pytest.ini", ".pytest.ini", "conftest.py", "tests/conftest.py")
_MENTIONED_IN: Final = (
    "pyproject.toml",
    "setup.cfg",
    "tox.ini",
    "requirements.txt",
    "requirements-dev.txt",
    "requirements_dev.txt",
    "dev-requirements.txt",
    "Pipfile",
)
_TEST_CASE: Final = re.compile(r"^class \w+\(.*TestCase", re.MULTILINE)
_FUNCTION: Final = re.compile(r"^(?:async )?def test_|^import pytest|^from pytest", re.MULTILINE)
_CLASS: Final = re.compile(r"^class Test\w*(?:\(\))?:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Project:
    """How the tests of a project are.

    Attributes:
        uses_unittest: whether unittest runs them, and not pytest.
        has_test_cases: whether they are written as methods of `unittest.TestCase`.
        in_classes: whether tests for pytest stand in classes.
        test_paths: the folders that its settings name, relative to the root.
    """

    uses_unittest: bool = False
    has_test_cases: bool = False
    in_classes: bool = False
    test_paths: tuple[str, ...] = ()


def project_of(root: Path, own: str, others: Iterable[str], *, has_pytest: bool) -> Project:
    """Look at a project.

    Args:
        root: of the workspace.
        own: what the test file says that is to be added to; "" where there is none.
        others: what other test files say, the nearest first.
        has_pytest: whether pytest is installed for the workspace.
    """
    texts = [own] if own.strip() else [one for one in others if one.strip()]
    cases = sum(bool(_TEST_CASE.search(one)) for one in texts)
    functions = sum(bool(_FUNCTION.search(one)) for one in texts)
    classes = sum(bool(_CLASS.search(one)) and not _TEST_CASE.search(one) for one in texts)
    has_cases = cases * 2 > len(texts) if texts else False
    told = _mentions_pytest(root) or (functions > 0 and not (own.strip() and has_cases))
    uses_unittest = not has_pytest or (has_cases and not told)
    in_classes = bool(texts) and classes * 2 > len(texts)
    return Project(uses_unittest, has_cases or uses_unittest, in_classes, _test_paths(root))


def _mentions_pytest(root: Path) -> bool:
    if any((root / name).is_file() for name in _PYTEST_FILES):
        return True
    return any("pytest" in _text(root / name) for name in _MENTIONED_IN)


def _test_paths(root: Path) -> tuple[str, ...]:
    """`testpaths` of pytest's settings."""
    try:
        values = tomllib.loads(_text(root / "pyproject.toml"))
        told: Any = values.get("tool", {}).get("pytest", {}).get("ini_options", {})
        found = told.get("testpaths", ())
    except (ValueError, AttributeError):
        found = ()
    if not found:
        found = _ini(
            root, (("pytest.ini", "pytest"), ("setup.cfg", "tool:pytest"), ("tox.ini", "pytest"))
        )
    words = found.split() if isinstance(found, str) else found
    return tuple(one for one in words if isinstance(one, str) and not Path(one).is_absolute())


def _ini(root: Path, places: Collection[tuple[str, str]]) -> str:
    for name, section in places:
        parser = configparser.ConfigParser(interpolation=None)
        try:
            parser.read_string(_text(root / name))
        except configparser.Error:
            continue
        if told := parser.get(section, "testpaths", fallback=""):
            return told
    return ""


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
