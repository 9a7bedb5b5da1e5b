"""What all checkers have in common: a program that is run, and what it reports."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Self

from limner_server.diagnostic import Diagnostic
from limner_server.errors import InputError
from limner_server.patch import Patch
from limner_server.perception.workspace.source import Source, decode_source, read_source
from limner_server.proof.checkers.programs import find_program
from limner_server.proof.checkers.utf16 import in_characters
from limner_server.proof.sandbox.ran import Ended, Ran
from limner_server.proof.sandbox.sandbox import Sandbox


class Checker(ABC):
    """A linter or a type checker, as the workspace has and configures it.

    Attributes:
        name: as diagnostics of it are signed in editors, in lower case: "ruff", "pyright", "ts".
        program: the command that it is run by.
        suffixes: of the files that it checks.
        counts_utf16: whether its columns count UTF-16 code units, not characters.
    """

    name: ClassVar[str]
    program: ClassVar[str]
    suffixes: ClassVar[frozenset[str]]
    counts_utf16: ClassVar[bool] = False

    def __init__(self, root: Path, program: Path) -> None:
        """Nothing is run yet.

        Args:
            root: the workspace's folder, absolute.
            program: that is run.
        """
        self.root = root
        self.path = program

    @classmethod
    def available(cls, root: Path) -> Self | None:
        """The checker of this workspace, or None where it has none."""
        found = find_program(root, cls.program)
        return cls(root, found) if found else None

    @abstractmethod
    def command(self, paths: Sequence[Path]) -> list[str]:
        """The command that checks these files."""

    @abstractmethod
    def read(self, ran: Ran) -> list[Diagnostic]:
        """What the command reported.

        Raises:
            ValueError: it reported nothing that can be read.
        """

    def check(
        self,
        sandbox: Sandbox,
        paths: Sequence[Path],
        files: Mapping[Path, bytes] | None = None,
        check: Callable[[], None] = lambda: None,
    ) -> list[Diagnostic]:
        """Check files of the workspace, as they are or as they would be.

        Args:
            sandbox: where the checker runs; its root is the workspace.
            paths: of the files to check, absolute. What is found in others is reported too.
            files: contents laid over those of the workspace, by absolute path.
            check: raises where the user took the request back.

        Raises:
            InputError: the checker cannot check these, and why.
            SandboxError: it could not be run.
        """
        laid = files or {}
        found = self._read(self.run(sandbox, self.command(paths), laid, check))
        if not self.counts_utf16:
            return found
        texts = {path: _text(path, laid) for path in {one.path for one in found}}
        return [in_characters(one, texts[one.path]) for one in found]

    def fixes(
        self,
        sandbox: Sandbox,
        source: Source,
        diagnostic: Diagnostic,
        check: Callable[[], None] = lambda: None,
    ) -> list[Patch]:
        """The changes that the checker itself offers for a diagnostic; most offer none.

        Raises:
            InputError: the checker cannot check the file.
            SandboxError: it could not be run.
        """
        del sandbox, source, diagnostic, check
        return []

    def report_on(self, source: Source, sandbox: Sandbox, check: Callable[[], None]) -> Any:
        """What a checker that reports in JSON says of one file."""
        files = {source.path: source.encoded(source.text)}
        return parsed_json(self.run(sandbox, self.command([source.path]), files, check).stdout)

    def run(
        self,
        sandbox: Sandbox,
        command: Sequence[str],
        files: Mapping[Path, bytes],
        check: Callable[[], None],
    ) -> Ran:
        """Run a command of the checker at the workspace's root."""
        ran = sandbox.run(command, files=files, cwd=self.root, check=check)
        if ran.ended is not Ended.ITSELF:
            raise InputError(f"{self.program} ran into the limit on {ran.ended}")
        return ran

    def _read(self, ran: Ran) -> list[Diagnostic]:
        try:
            return self.read(ran)
        except (ValueError, KeyError, TypeError) as error:
            said = (ran.stderr.strip() or ran.stdout.strip() or "nothing").splitlines()
            raise InputError(
                f"{self.program} gave no result: {said[-1][:200]}",
                f"run {self.program} in the workspace to see why",
            ) from error


def _text(path: Path, laid: Mapping[Path, bytes]) -> str:
    """What a file says that a checker speaks of; "" where that cannot be read."""
    try:
        return (decode_source(path, laid[path]) if path in laid else read_source(path)).text
    except InputError:
        return ""


def parsed_json(text: str) -> Any:
    """The JSON in what a program printed, which may greet before it.

    Raises:
        ValueError: there is none.
    """
    starts = [at for at in (text.find("["), text.find("{")) if at >= 0]
    return json.loads(text[min(starts, default=0) :])
