"""A command that nothing is known of but its exit code."""

from __future__ import annotations

import os

from limner_server.proof.runner.command import TestCommand
from limner_server.proof.runner.launch import Launch
from limner_server.proof.runner.outcome import Outcome
from limner_server.proof.runner.reported import exit_outcome
from limner_server.proof.runner.times import Times
from limner_server.proof.sandbox.ran import Ran


class ShellRunner:
    """Runs the command as it was typed; see `Runner`."""

    tells_lines = False

    def __init__(self, test: TestCommand) -> None:
        self._test = test

    def once(self, token: str, times: Times, *, lines: bool) -> Launch:
        """The command; it reports nothing."""
        del token, times, lines
        test = self._test
        own = [test.cwd / name / "bin" for name in (".venv", "venv")]
        folders = [*map(str, own), str(test.cwd / "node_modules" / ".bin")]
        path = os.pathsep.join((*folders, os.environ.get("PATH", os.defpath)))
        return Launch(test.argv, test.cwd, {"PATH": path, **dict(test.env)})

    def outcome(self, ran: Ran, token: str) -> Outcome:
        """What the exit code says."""
        del token
        return exit_outcome(ran)

    def warm(self) -> None:
        """Nothing is warm."""
