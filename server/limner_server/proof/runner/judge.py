"""The judge: what the tests say of the workspace, and of each candidate."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final, Self

from limner_server.patch import Patch
from limner_server.proof.runner.command import Kind, TestCommand
from limner_server.proof.runner.coverage import Coverage
from limner_server.proof.runner.frameworks import FrameworkRunner
from limner_server.proof.runner.node import NodeRunner
from limner_server.proof.runner.outcome import Outcome, Result
from limner_server.proof.runner.python import PythonRunner
from limner_server.proof.runner.reported import coverage_of, reported_coverage
from limner_server.proof.runner.runner import Runner
from limner_server.proof.runner.screening import LANES, Screening, close_lanes, start_lanes
from limner_server.proof.runner.shell import ShellRunner
from limner_server.proof.runner.texts import Texts
from limner_server.proof.runner.times import Times
from limner_server.proof.runner.warm import Warm
from limner_server.proof.sandbox.ran import Ran
from limner_server.proof.sandbox.sandbox import Sandbox

# A test that keeps the processor for so long will not end; a slow machine may make others wait.
COLD: Final = Times(processor=5.0, wall=25.0, whole=30.0)
# Where the tests pass as they are, a candidate under which they take so many times as long, and at
# least so many seconds, is not waited for.
_SLOWER: Final = 10.0
_LEAST: Final = 3.0
# The lines of what does not end are soon told.
ENDLESS: Final = Times(processor=0.5, wall=3.0, whole=10.0)


def _never() -> None:
    """Nobody cancels."""


class Judge:
    """Runs the tests over candidates; a context manager, which ends its warm processes.

    Args:
        sandbox: of the workspace.
        test: the command to run.
        texts: unsaved documents that lie over the workspace, by absolute path.

    Raises:
        ToolMissingError: there is no interpreter, or no runner, for the tests.
    """

    def __init__(
        self, sandbox: Sandbox, test: TestCommand, texts: Mapping[Path, bytes] | None = None
    ) -> None:
        self._sandbox = sandbox
        self._texts = Texts(texts or {})
        self._runner = _runner(test, sandbox.root)
        self._baseline: Outcome | None = None
        self._lanes: list[Warm] | None = None
        self._screening: Screening | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        close_lanes(self._lanes or ())
        self._lanes = self._screening = None

    def warm_up(self) -> None:
        """Start the warm processes that `coverage` and `screen` need, and wait for none of them.

        Raises:
            SandboxError: one cannot be started.
        """
        # Without a sandbox nothing stays warm.
        if self._lanes is None and self._sandbox.isolated and (launch := self._runner.warm()):
            self._lanes = start_lanes(self._sandbox, launch)

    def baseline(self, check: Callable[[], None] = _never) -> Outcome:
        """What the tests say of the workspace as it is, in a fresh process; run once.

        Raises:
            SandboxError: nothing could be run.
        """
        if self._baseline is None:
            self._baseline = self._cold(self._texts.unsaved, check)
        return self._baseline

    def prove(self, patch: Patch, check: Callable[[], None] = _never) -> Outcome:
        """What the tests say of a candidate, in a fresh process and a fresh view: what counts.

        Raises:
            InputError: the patch does not fit a file.
            SandboxError: nothing could be run.
        """
        return self._cold(self._texts.after(patch), check)

    def screen(
        self, patches: Iterable[Patch], check: Callable[[], None] = _never
    ) -> Iterator[tuple[Patch, Outcome]]:
        """What the tests say of candidates, quickly: in warm processes, where that agrees.

        Lazy and in order; a few patches ahead of what is yielded may be under way.

        Raises:
            InputError: a patch does not fit a file.
            SandboxError: nothing could be run.
        """
        screening = self._warmed(check)
        if screening is not None:
            yield from screening.screen(patches, check)
        else:
            yield from self._proven(patches, check)

    def coverage(self, check: Callable[[], None] = _never) -> Coverage:
        """Which lines of the workspace's own files each test runs.

        Raises:
            SandboxError: nothing could be run.
        """
        root = self._sandbox.root
        if not self._runner.tells_lines:
            return Coverage()
        if (screening := self._warmed(check)) is not None:
            endless = self.baseline(check).result is Result.TIMED_OUT
            return reported_coverage(screening.lines(ENDLESS if endless else COLD, check), root)
        return coverage_of(*self._run(self._texts.unsaved, check, lines=True), root)

    def _warmed(self, check: Callable[[], None]) -> Screening | None:
        """The warm processes, or None where there are none, or they tell something else."""
        self.warm_up()
        if self._screening is None and self._lanes is not None:
            baseline = self.baseline(check)
            self._screening = Screening(self._lanes, self._texts, baseline, check)
        return self._screening if self._screening and self._screening.agrees else None

    def _cold(
        self,
        files: Mapping[Path, bytes],
        check: Callable[[], None],
        seconds: float | None = None,
    ) -> Outcome:
        return self._runner.outcome(*self._run(files, check, seconds=seconds))

    def _run(
        self,
        files: Mapping[Path, bytes],
        check: Callable[[], None],
        *,
        lines: bool = False,
        seconds: float | None = None,
    ) -> tuple[Ran, str]:
        """Run the tests in a fresh process and a fresh view; the token stands before a report."""
        token = secrets.token_hex(16)
        launch = self._runner.once(token, COLD, lines=lines)
        ran = self._sandbox.run(
            launch.argv,
            files=files,
            cwd=launch.cwd,
            env=launch.env,
            stdin=launch.stdin,
            seconds=launch.seconds if seconds is None else seconds,
            check=check,
        )
        return ran, token

    def _proven(
        self, patches: Iterable[Patch], check: Callable[[], None]
    ) -> Iterator[tuple[Patch, Outcome]]:
        """As `screen`, each in a fresh process."""
        seconds = None
        if self._baseline is not None and self._baseline.result is Result.PASSED:
            seconds = max(_LEAST, _SLOWER * self._baseline.seconds)
        waiting: deque[tuple[Patch, Future[Outcome]]] = deque()

        def judged(patch: Patch) -> Outcome:
            return self._cold(self._texts.after(patch), check, seconds)

        with ThreadPoolExecutor(LANES, "prove") as pool:
            try:
                for patch in patches:
                    waiting.append((patch, pool.submit(judged, patch)))
                    if len(waiting) > LANES:
                        yield _next(waiting)
                while waiting:
                    yield _next(waiting)
            finally:
                for _, under_way in waiting:
                    under_way.cancel()


def _next(waiting: deque[tuple[Patch, Future[Outcome]]]) -> tuple[Patch, Outcome]:
    patch, under_way = waiting.popleft()
    return patch, under_way.result()


def _runner(test: TestCommand, root: Path) -> Runner:
    if test.kind in (Kind.PYTHON, Kind.UNITTEST, Kind.PYTEST):
        return PythonRunner(test, root)
    if test.kind in (Kind.NODE, Kind.NODE_TEST):
        return NodeRunner(test, root)
    if test.kind in (Kind.VITEST, Kind.JEST, Kind.MOCHA):
        return FrameworkRunner(test)
    return ShellRunner(test)
