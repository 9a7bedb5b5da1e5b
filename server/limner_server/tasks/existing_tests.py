"""What the tests that are there run already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from limner_server.errors import InputError, ToolMissingError
from limner_server.proof.runner.find import find_tests
from limner_server.proof.runner.judge import Judge
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proof.testing import Reached
from limner_server.tasks.assignment import Assignment

# Commands that are run for it, those of the nearest tests.
_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class ExistingTests:
    """What they run of the file under test.

    Attributes:
        reached: its lines and jumps; what runs as it is imported does not count.
    """

    reached: Reached


def existing_tests(
    assignment: Assignment, sandbox: Sandbox, texts: Mapping[Path, bytes]
) -> ExistingTests:
    """Run the tests that are nearest to the file under test, as far as they can be run.

    Raises:
        SandboxError: nothing could be run.
    """
    run, source = assignment.run, assignment.source
    reached = Reached()
    for command in find_tests(sandbox.root, source.path, source.text, None, run.check)[:_MOST]:
        if command.arguments and command.arguments[0].endswith(source.path.name):
            # The file itself, run as a script.
            continue
        try:
            with Judge(sandbox, command, texts) as judge:
                coverage = judge.coverage(run.check)
        except (InputError, ToolMissingError):
            continue
        for test in coverage.tests:
            if test.passed:
                path = source.path
                reached |= Reached(
                    test.lines.get(path, frozenset()), test.jumps.get(path, frozenset())
                )
    return ExistingTests(reached)
