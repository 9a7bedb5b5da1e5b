"""Where there is no sandbox: a plain process with limits, in a copy of the workspace.

The copy lies elsewhere, so that paths are exchanged on the way in and on the way out.
"""

from __future__ import annotations

import os
import re
import signal
import time
import uuid
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from limner_server.proof.sandbox.copies import Copy
from limner_server.proof.sandbox.limited import limited
from limner_server.proof.sandbox.process import Process
from limner_server.proof.sandbox.ran import Limits, Ran
from limner_server.proof.sandbox.usage import MARK, marked
from limner_server.proof.sandbox.view import Scratch

# Seconds for killed processes to be gone; only a kernel in trouble takes longer.
_PATIENCE: Final = 10.0


class Plain(Process):
    """A command that is only started; what it starts is known by a mark in the environment."""

    def __init__(
        self,
        line: Sequence[str],
        environment: Mapping[str, str],
        cwd: Path,
        *,
        lasting: bool,
        disk: Path,
    ) -> None:
        self._mark = str(uuid.uuid4())
        marked_environment = {**environment, MARK: self._mark}
        super().__init__(line, marked_environment, cwd, lasting=lasting, disk=disk)

    def was_set_up(self) -> bool:
        """There is nothing to be set up."""
        return True

    def _end_all(self) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.kill()
        until = time.monotonic() + _PATIENCE
        while (left := marked(self._mark)) and time.monotonic() < until:
            for pid in left:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


class PlainView:
    """A copy of a workspace that plain processes run in.

    Args:
        root: the workspace, resolved.
        named: the workspace as commands name it.
        files: contents by absolute, resolved path under the root.
        limits: of a command.
        cwd: the working folder.
        variables: of the environment, beside those that every command has.

    Raises:
        SandboxError: the workspace is too large to be copied.
    """

    def __init__(
        self,
        root: Path,
        named: Path,
        files: Mapping[Path, bytes],
        limits: Limits,
        *,
        cwd: Path,
        variables: Mapping[str, str],
    ) -> None:
        self._limits, self._cwd, self._variables = limits, cwd, variables
        self._scratch = Scratch(root)
        copy = self._scratch.path / "workspace"
        try:
            self._copy = Copy(root, copy, files, linked=True)
        except BaseException:
            self.close()
            raise
        # The more exact first: a link to a folder of the workspace, then the workspace.
        moved = {named: copy / named.resolve().relative_to(root), root: copy}
        self._moved = {str(path): str(place) for path, place in moved.items()}

    def start(
        self, command: list[str], environment: Mapping[str, str], *, lasting: bool
    ) -> Process:
        """Start a command, with the copy's paths for the workspace's."""
        all_variables = {**environment, **self._variables, "TMPDIR": str(self._scratch.path)}
        variables = {name: self._there(value) for name, value in all_variables.items()}
        line = limited(self._limits, [self._there(word) for word in command], tasks=0)
        cwd = Path(self._there(str(self._cwd)))
        return Plain(line, variables, cwd, lasting=lasting, disk=self._scratch.path)

    def back(self, ran: Ran) -> Ran:
        """What a command printed, with the workspace's paths for the copy's."""
        stdout, stderr = ran.stdout, ran.stderr
        for name, place in self._moved.items():
            stdout = _exchanged(stdout, place, name)
            stderr = _exchanged(stderr, place, name)
        return replace(ran, stdout=stdout, stderr=stderr)

    def changed(self, pid: int, apart_from: Collection[Path]) -> bool:
        """See `View.changed`."""
        del pid
        return self._copy.changed(apart_from)

    def close(self) -> None:
        """Remove the copy."""
        self._scratch.close()

    def _there(self, text: str) -> str:
        for name, place in self._moved.items():
            text = _exchanged(text, name, place)
        return text


def _exchanged(text: str, one: str, other: str) -> str:
    """A text with a path exchanged; not inside of longer ones."""
    return re.sub(rf"(?<![\w.-]){re.escape(one)}(?![\w.-])", lambda _: other, text)
