"""The prover of tests: they pass, again and again, and they are worth something.

As TestGen-LLM filters them (Alshahwan et al., "Automated unit test improvement using large language
models at Meta", FSE 2024): a test that builds, passes five times, and covers what was not covered
is kept. Here the five runs are in changed order and under other hash seeds, each in a fresh view
of the workspace; branches count as well as lines; and a test is also worth keeping where it tells
a mutant from the code.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from limner_server.patch import Patch
from limner_server.proof.runner.command import Kind, TestCommand
from limner_server.proof.runner.judge import Judge
from limner_server.proof.runner.outcome import Outcome, Result
from limner_server.proof.runner.screening import LANES
from limner_server.proof.sandbox.sandbox import Sandbox

RUNS: Final = 5
_HASH_SEED: Final = "PYTHONHASHSEED"
_PYTHON: Final = frozenset({Kind.PYTEST, Kind.UNITTEST})


@dataclass(frozen=True, slots=True)
class Reached:
    """What a test runs of the file under test.

    Attributes:
        lines: 1-based.
        jumps: between lines, as of `TestLines`.
    """

    lines: frozenset[int] = frozenset()
    jumps: frozenset[tuple[int, int]] = frozenset()

    def __or__(self, other: Reached) -> Reached:
        """What either runs."""
        return Reached(self.lines | other.lines, self.jumps | other.jumps)

    def __le__(self, other: Reached) -> bool:
        """Whether the other runs all of it."""
        return self.lines <= other.lines and self.jumps <= other.jumps


@dataclass(frozen=True, slots=True)
class Runs:
    """How the tests of a file ended, run by run.

    Attributes:
        outcomes: of each run; the first is of the order in the file.
    """

    outcomes: tuple[Outcome, ...]

    @property
    def passed(self) -> frozenset[str]:
        """The tests that passed in every run, by the names that the runner has for them."""
        named = [one.passed for one in self.outcomes]
        return frozenset.intersection(*named) if named else frozenset()

    @property
    def failed(self) -> frozenset[str]:
        """Those that failed in one."""
        return frozenset().union(*(one.failed for one in self.outcomes))

    @property
    def all_passed(self) -> bool:
        """Whether every run passed as a whole."""
        return all(one.result is Result.PASSED for one in self.outcomes)

    @property
    def broken(self) -> str:
        """Why no test ran at all, as the runner said it; "" where some did."""
        first = self.outcomes[0]
        return first.output if first.result is Result.BROKEN else ""


@dataclass(slots=True)
class TestProver:
    """Runs a test file as it would be.

    Attributes:
        sandbox: of the workspace.
        command: runs the whole file.
        test: the test file, absolute.
        code: the file under test, absolute.
        texts: unsaved documents that lie over the workspace.
    """

    __test__ = False

    sandbox: Sandbox
    command: TestCommand
    test: Path
    code: Path
    texts: Mapping[Path, bytes] = field(default_factory=dict)

    @contextmanager
    def trial(self, content: bytes) -> Iterator[Trial]:
        """The test file as it would be, for as long as it is looked at."""
        texts = {**self.texts, self.test: content}
        with Judge(self.sandbox, self.command, texts) as judge:
            yield Trial(self.sandbox, self.command, self.code, self.test, texts, judge)


@dataclass(frozen=True, slots=True)
class Trial:
    """One content of the test file.

    Attributes:
        sandbox: of the workspace.
        command: runs the whole file.
        code: the file under test, absolute.
        test: the test file, absolute.
        texts: what lies over the workspace, the test file among it.
        judge: runs the command over these texts.
    """

    sandbox: Sandbox
    command: TestCommand
    code: Path
    test: Path
    texts: Mapping[Path, bytes]
    judge: Judge

    def once(self, check: Callable[[], None]) -> Outcome:
        """How the tests end, in the order of the file."""
        return self.judge.baseline(check)

    def again(self, check: Callable[[], None], shuffled: Iterable[bytes]) -> Runs:
        """How they end in all runs.

        Args:
            check: raises to cancel.
            shuffled: the test file with its tests in other orders, for runners that keep to the
                order of the file: `RUNS` - 1 of them.
        """
        first = self.once(check)

        def run(command: TestCommand, content: bytes) -> Outcome:
            texts = self.texts
            if command.kind not in _PYTHON:
                texts = {**texts, self.test: content}
            return Judge(self.sandbox, command, texts).baseline(check)

        with ThreadPoolExecutor(LANES, "tests") as pool:
            others = pool.map(run, _commands(self.command, first, RUNS - 1), shuffled)
            return Runs((first, *others))

    def reached(self, check: Callable[[], None]) -> dict[str, Reached]:
        """What each test that passes runs of the file under test."""
        path = self.code
        return {
            test.name: Reached(test.lines.get(path, frozenset()), test.jumps.get(path, frozenset()))
            for test in self.judge.coverage(check).tests
            if test.passed
        }

    def killed(
        self, mutants: Iterable[Patch], check: Callable[[], None]
    ) -> Iterator[frozenset[str]]:
        """For each mutant the tests that fail on it.

        A mutant that does not end, or that keeps the tests from being run, fails all of them: they
        stand for it under the empty name.
        """
        for _, outcome in self.judge.screen(mutants, check):
            whole = outcome.result is not Result.PASSED and not outcome.failed
            yield frozenset({""}) if whole else outcome.failed


def _commands(command: TestCommand, first: Outcome, count: int) -> Iterator[TestCommand]:
    """The command under other hash seeds, and the tests in another order where it can be told.

    The first of them is backwards.
    """
    names = _functions(first.passed | first.failed, command)
    for number in range(1, count + 1):
        dice = random.Random(number)  # noqa: S311 - no secret, the same each time
        order = names[::-1] if number == 1 else dice.sample(names, len(names))
        if command.kind not in _PYTHON:
            yield command
            continue
        env = [one for one in command.env if one[0] != _HASH_SEED]
        seeded = replace(command, env=(*env, (_HASH_SEED, str(number))))
        yield _ordered(seeded, order)


def function_of(name: str) -> str:
    """The name of a test without the row that it was run for."""
    return name.partition("[")[0]


def _functions(names: Iterable[str], command: TestCommand) -> list[str]:
    """The tests as the arguments of a command name them, in a fixed order."""
    functions = sorted({function_of(name) for name in names})
    if command.kind is Kind.PYTEST:
        files = [one for one in command.arguments if not one.startswith("-")]
        return [f"{files[-1]}::{name.partition('::')[2]}" for name in functions if "::" in name]
    return [name for name in functions if not name.startswith("unittest.")]


def _ordered(command: TestCommand, order: Sequence[str]) -> TestCommand:
    """The command for these tests in this order; as it is where none are known."""
    if not order:
        return command
    flags = tuple(one for one in command.arguments if one.startswith("-"))
    return command.with_arguments((*flags, *order))
