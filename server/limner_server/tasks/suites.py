"""The tests of a fix: run once as they are, so that each patch can be held against that."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from limner_server.proof.repair import Suite
from limner_server.proof.runner.command import TestCommand
from limner_server.proof.runner.find import find_tests
from limner_server.proof.runner.judge import Judge
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.tasks.case import Case

# Of the tests around the code, so many commands are run.
_MOST: Final = 3


def suite_of(
    command: TestCommand, case: Case, sandbox: Sandbox, stack: ExitStack, *, asked: bool = False
) -> Suite:
    """The tests of a command, after a first run.

    Args:
        command: runs them.
        case: whose they are.
        sandbox: of the workspace.
        stack: ends what stays warm.
        asked: whether candidates will be screened by them, as a rule.

    Raises:
        ToolMissingError: there is nothing to run them by.
    """
    judge = stack.enter_context(Judge(sandbox, command, case.sources.unsaved()))
    if asked:
        # They are ready when the first run is over.
        judge.warm_up()
    return Suite(judge, judge.baseline(case.run.check))


def suites_around(
    paths: Iterable[Path],
    known: Collection[TestCommand],
    case: Case,
    sandbox: Sandbox,
    stack: ExitStack,
) -> list[Suite]:
    """The tests of these files beside those that are known."""
    seen = {(command.argv, command.cwd) for command in known}
    suites: list[Suite] = []
    for path in paths:
        for command in find_tests(case.request.root, path, case.sources[path].text, None):
            if (command.argv, command.cwd) not in seen and len(suites) < _MOST:
                seen.add((command.argv, command.cwd))
                suites.append(suite_of(command, case, sandbox, stack))
    return suites
