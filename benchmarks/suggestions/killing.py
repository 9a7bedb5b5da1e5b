"""Which mutants do tests see? Each is tested by a fork of one process that has pytest loaded.

    python killing.py FOLDER TESTS SOURCE < MUTANTS

Reads the mutants, a JSON list of texts, and prints a list: whether the tests fail for each. Tests
that fail for the file as it is are left out.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

# A mutant that takes so much longer never ends, and is seen.
_SECONDS = 10.0
_MEMORY = 2 << 30


class _Failing:
    """Hears which tests fail."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.found.append(report.nodeid)


def main(folder: Path, tests: Path, source: Path) -> None:
    """Print for each mutant whether it is killed."""
    os.chdir(folder)
    sys.dont_write_bytecode = True
    right = source.read_text(encoding="utf-8")
    left_out = [f"--deselect={name}" for name in _failing([str(tests)]) or ()]
    killed = []
    try:
        for mutant in json.load(sys.stdin):
            source.write_text(mutant, encoding="utf-8")
            killed.append(_failing([str(tests), "-x", *left_out]) != [])
    finally:
        source.write_text(right, encoding="utf-8")
    print(json.dumps(killed))


def _failing(arguments: Sequence[str]) -> list[str] | None:
    """The tests that fail in a fork; None where it died, took too long or could not load them."""
    heard, said = os.pipe()
    child = os.fork()
    if not child:
        _run(arguments, said)
    os.close(said)
    text = b""
    while select.select([heard], [], [], _SECONDS)[0]:
        piece = os.read(heard, 65536)
        if not piece:
            break
        text += piece
    os.close(heard)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return json.loads(text) if text else None


def _run(arguments: Sequence[str], said: int) -> None:
    """Run pytest in a fork, say what fails, and end it."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    failing = _Failing()
    code = pytest.main(["-q", "-p", "no:cacheprovider", *arguments], plugins=[failing])
    if code in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        os.write(said, json.dumps(failing.found).encode())
    os._exit(0)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
