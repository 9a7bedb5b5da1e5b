"""The judge: what the tests say of the workspace, and of each candidate."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, Self

from limner_server.patch import Patch
from limner_server.proof.runner.command import Kind, TestCommand
from limner_server.proof.runner.coverage import Coverage, TestLines
from limner_server.proof.runner.outcome import Outcome
from limner_server.proof.runner.python import PythonTests
from limner_server.proof.runner.reported import exit_outcome, outcome_of
from limner_server.proof.runner.screening import Screening
from limner_server.proof.runner.texts import Texts
from limner_server.proof.runner.warm import Request, Times, Warm
from limner_server.proof.sandbox.sandbox import Sandbox

_PYTHON: Final = (Kind.PYTHON, Kind.UNITTEST, Kind.PYTEST)
# A test that keeps the processor for so long will not end; a slow machine may make others wait.
COLD: Final = Times(processor=5.0, wall=25.0, whole=30.0)


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
        self._sandbox, self._test = sandbox, test
        self._texts = Texts(texts or {})
        self._tests = PythonTests(test, sandbox.root) if test.kind in _PYTHON else None
        self._baseline: Outcome | None = None
        self._screening: Screening | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._screening is not None:
            self._screening.close()
            self._screening = None

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
        if self._screening is None and self._tests is not None:
            self._screening = Screening(
                self._sandbox, self._tests.warm(), self._texts, self.baseline(check), check
            )
        if self._screening is not None and self._screening.agrees:
            yield from self._screening.screen(patches, check)
        else:
            for patch in patches:
                yield patch, self.prove(patch, check)

    def coverage(self, check: Callable[[], None] = _never) -> Coverage:
        """Which lines of the workspace's own files each test runs.

        Raises:
            SandboxError: nothing could be run.
        """
        if self._tests is None:
            return Coverage()
        with Warm(self._sandbox, self._tests.warm()) as warm:
            warm.ask(Request(self._texts.unsaved, COLD, lines=True))
            report = warm.answer(check).report
        if not report or not report["lines"]:
            return Coverage()
        failed = set(report["failed"])
        script = report["finished"]
        return Coverage(
            tuple(
                TestLines(
                    name,
                    name in report["passed"] or (name == "script" and script and not failed),
                    {Path(path): frozenset(numbers) for path, numbers in lines.items()},
                )
                for name, lines in sorted(report["lines"].items())
            )
        )

    def _cold(self, files: Mapping[Path, bytes], check: Callable[[], None]) -> Outcome:
        if self._tests is None:
            test = self._test
            ran = self._sandbox.run(
                test.argv, files=files, cwd=test.cwd, env=dict(test.env), check=check
            )
            return exit_outcome(ran)
        token = secrets.token_hex(16)
        launch = self._tests.once(token, COLD)
        ran = self._sandbox.run(
            launch.argv,
            files=files,
            cwd=launch.cwd,
            env=launch.env,
            stdin=launch.stdin,
            check=check,
        )
        return outcome_of(ran, token)
