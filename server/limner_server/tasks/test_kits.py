"""Which languages tests are written in."""

from __future__ import annotations

from pathlib import Path

from limner_server.errors import InputError
from limner_server.perception.syntax.languages import language_of
from limner_server.tasks.javascript_kit import JavaScriptKit
from limner_server.tasks.python_kit import PythonKit
from limner_server.tasks.test_kit import TestKit


def kit_of(path: Path) -> TestKit:
    """What writes tests of a file.

    Raises:
        InputError: nothing does.
    """
    language = language_of(path)
    if language is not None and language.family == "python":
        return PythonKit()
    if language is not None:
        return JavaScriptKit()
    raise InputError(f"{path.name} is in no language that tests are written for")
