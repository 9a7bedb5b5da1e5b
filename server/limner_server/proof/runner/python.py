"""Tests that Python runs: plain scripts, unittest, pytest."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

from limner_server.proof.runner.command import Kind, TestCommand
from limner_server.proof.runner.interpreter import find_python
from limner_server.proof.runner.launch import Launch
from limner_server.proof.runner.outcome import Outcome
from limner_server.proof.runner.payload import first_frame, inside
from limner_server.proof.runner.reported import outcome_of
from limner_server.proof.runner.times import SCRIPT, Times
from limner_server.proof.sandbox.ran import Ran

_TESTS: Final = (
    "frames.py",
    "report.py",
    "limit.py",
    "jumps.py",
    "lines.py",
    "script.py",
    "pytests.py",
    "unittests.py",
    "run.py",
)


class PythonRunner:
    """Runs a command of a kind that Python runs; see `Runner`.

    Args:
        test: the command.
        root: of the workspace.

    Raises:
        ToolMissingError: there is no Python, or no pytest where that is to run.
    """

    tells_lines = True

    def __init__(self, test: TestCommand, root: Path) -> None:
        module = "pytest" if test.kind is Kind.PYTEST else ""
        self._python = find_python(test.cwd, root, test.argv[0], module)
        self._test = test
        argv = list(test.arguments)
        by_module = test.kind is Kind.PYTEST and "-m" in test.argv[: -len(argv) or None]
        self._job: dict[str, Any] = {
            "kind": test.kind.value,
            "argv": argv,
            "root": os.path.relpath(root, test.cwd),
            # `python -m pytest` finds modules in its working directory, `pytest` does not.
            "path": ["."] if by_module else [],
            # What every run would begin by importing.
            "load": [test.kind.value] if test.kind is not Kind.PYTHON else [],
        }

    def once(self, token: str, times: Times, *, lines: bool) -> Launch:
        """A fresh interpreter."""
        script = self._test.kind is Kind.PYTHON
        job = self._job | {
            "token": token,
            "processor": times.processor,
            "wall": min(times.wall, SCRIPT) if script else times.wall,
            "lines": lines,
        }
        return self._launch(first_frame((*_TESTS, "once.py"), job))

    def outcome(self, ran: Ran, token: str) -> Outcome:
        """What the report says."""
        return outcome_of(ran, token)

    def warm(self) -> Launch:
        """A fork server."""
        return self._launch(first_frame((*_TESTS, "files.py", "fork.py", "forks.py"), self._job))

    def _launch(self, stdin: bytes) -> Launch:
        argv = (str(self._python), *self._test.flags, "-c", inside("boot.py"))
        folder = self._python.parent
        env = {
            "PATH": os.pathsep.join((str(folder), os.environ.get("PATH", os.defpath))),
            **dict(self._test.env),
        }
        if (folder.parent / "pyvenv.cfg").is_file():
            env["VIRTUAL_ENV"] = str(folder.parent)
        return Launch(argv, self._test.cwd, env, stdin)
