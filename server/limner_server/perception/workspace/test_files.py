"""Which files hold tests, by the names that test runners look for."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

# pytest, unittest; Jest, Vitest, node:test, Mocha.
_NAMES: Final = re.compile(
    r"(test_.*|.*_tests?|tests?)\.pyi?|(.*[.\-_](test|spec)|tests?)\.([cm]?[jt]s|[jt]sx)"
)
_FOLDERS: Final = frozenset({"__tests__"})


def is_test_file(path: PurePath) -> bool:
    """Whether a test runner would look for tests in a file."""
    in_folder = any(part in _FOLDERS for part in path.parts[:-1])
    return in_folder or _NAMES.fullmatch(path.name) is not None
