"""The sandbox: a command of the workspace runs, and nothing but its answer comes out.

bubblewrap gives it namespaces of its own (no network, no other processes), programs that may be
read, an empty home, and a view of the workspace whose changes are gone when it ends.
"""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Self

from limner_server.errors import SandboxError, ToolMissingError, UntrustedError
from limner_server.proof.sandbox.bubblewrap import bubblewrap_line
from limner_server.proof.sandbox.drain import Drain, feed
from limner_server.proof.sandbox.environment import clean_environment
from limner_server.proof.sandbox.overlay import OverlayView, under
from limner_server.proof.sandbox.process import Process
from limner_server.proof.sandbox.ran import Ended, Limits, Ran, Running
from limner_server.proof.sandbox.session import Session
from limner_server.proof.sandbox.usage import usage
from limner_server.proof.sandbox.visible import program_paths

__all__ = ["Sandbox", "Session"]

# Seconds between two looks at the clock and at a cancel, and between two at what is used.
_PAUSE: Final = 0.02
_LOOK: Final = 0.06


def _never() -> None:
    """Nobody cancels."""


class Sandbox:
    """Runs commands of a workspace, each in a view of its own.

    Args:
        root: the workspace. It appears at its own path; of the home only that and interpreters do.
        running: how code may be run.
        limits: of each command.
        writable: folders beside the workspace that commands may change for good.
        readable: files and folders that commands may read beside programs and the workspace.

    Attributes:
        root: the workspace, as it was named.
        isolated: whether commands run in a sandbox.

    Raises:
        UntrustedError: nothing of the workspace may be run.
        ToolMissingError: bubblewrap is not installed.
        SandboxError: the workspace cannot be put into a sandbox.
    """

    def __init__(
        self,
        root: Path,
        running: Running = Running.SANDBOX,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        writable: Sequence[Path] = (),
        readable: Sequence[Path] = (),
    ) -> None:
        if running is Running.NEVER:
            message = "the workspace is not trusted, nothing of it is run"
            raise UntrustedError(message, "trust the workspace in the editor")
        program = shutil.which("bwrap")
        if program is None:
            message = "no code is run without a sandbox, and bubblewrap is not installed"
            remedy = "install bubblewrap from your system's packages"
            raise ToolMissingError(message, remedy)
        self.isolated = True
        self.root = root.absolute()
        self._root = root.resolve()
        self._home = Path.home().resolve()
        if self._home.is_relative_to(self._root):
            message = f"{root} holds the whole home folder, and keys with it"
            raise SandboxError(message, "open the project's own folder")
        self._bubblewrap = program
        self._limits = limits
        self._writable, self._readable = tuple(writable), tuple(readable)

    def run(
        self,
        command: Sequence[str],
        *,
        files: Mapping[Path, bytes] | None = None,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        stdin: bytes = b"",
        seconds: float | None = None,
        check: Callable[[], None] = _never,
    ) -> Ran:
        """Run a command to its end, in a fresh view.

        Args:
            command: a program, by path or as the PATH finds it, and its arguments.
            files: contents to lay over the workspace, by absolute path.
            cwd: the working folder; the workspace's root where omitted.
            env: variables beside those that every command has.
            stdin: what it may read.
            seconds: on the clock, instead of the limit's.
            check: raises to end the command.

        Raises:
            InputError: a file lies outside the workspace.
            ToolMissingError: there is no such program.
            SandboxError: the sandbox could not be set up.
        """
        begin = time.perf_counter()
        process, view = self._begin(command, files or {}, cwd, env or {})
        try:
            feed(process.stdin, stdin)
            deadline = begin + (self._limits.seconds if seconds is None else seconds)
            return self._to_its_end(process, begin, deadline, check)
        finally:
            process.close()
            view.close()

    def start(
        self,
        command: Sequence[str],
        *,
        files: Mapping[Path, bytes] | None = None,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> Session:
        """Start a command that stays; arguments and errors as of `run`."""
        process, view = self._begin(command, files or {}, cwd, env or {})
        return Session(process, view, self._limits)

    def close(self) -> None:
        """Nothing outlives a run; sessions close themselves."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _begin(
        self,
        command: Sequence[str],
        files: Mapping[Path, bytes],
        cwd: Path | None,
        env: Mapping[str, str],
    ) -> tuple[Process, OverlayView]:
        environment = clean_environment(self._home, env)
        folder = self.root if cwd is None else cwd.absolute()
        program = _find(command[0], folder, environment["PATH"])
        laid = {under(self._root, path): content for path, content in files.items()}
        view = OverlayView(self._root, laid)
        try:
            shown = [*program_paths(program, self._home), *self._readable]
            links = [] if self.root == self._root else [(self.root, self._root)]
            line = bubblewrap_line(
                self._bubblewrap,
                view=view,
                home=self._home,
                cwd=folder,
                shown=shown,
                writable=self._writable,
                links=links,
            )
            whole = view.line(self._limits, [*line, *command])
            return Process(whole, environment), view
        except BaseException:
            view.close()
            raise

    def _to_its_end(
        self, process: Process, begin: float, deadline: float, check: Callable[[], None]
    ) -> Ran:
        stirred = threading.Event()
        printed = Drain(process.stdout, self._limits.output, stirred)
        complained = Drain(process.stderr, self._limits.output, stirred)
        ended = self._wait(process, (printed, complained), stirred, deadline, check)
        code = process.end()
        seconds = time.perf_counter() - begin
        for drain in (printed, complained):
            drain.join(1)
        if ended is Ended.ITSELF and not process.set_up():
            reason = complained.text().strip().rpartition("\n")[2] or f"exit code {code}"
            raise SandboxError(f"the sandbox could not be set up ({reason})", "run: limner doctor")
        return Ran(code, printed.text(), complained.text(), seconds, ended)

    def _wait(
        self,
        process: Process,
        drains: tuple[Drain, Drain],
        stirred: threading.Event,
        deadline: float,
        check: Callable[[], None],
    ) -> Ended:
        """Wait until the command ends or takes more than it may."""
        look = 0.0
        while True:
            stirred.wait(_PAUSE)
            stirred.clear()
            check()
            if sum(drain.size for drain in drains) > self._limits.output:
                return Ended.OUTPUT
            if not process.alive or all(drain.ended for drain in drains):
                return Ended.ITSELF
            now = time.perf_counter()
            if now > deadline:
                return Ended.TIME
            if now > look and sys.platform == "linux":
                used = usage(process.pid, self._limits.processes)
                if len(used.pids) > self._limits.processes:
                    return Ended.PROCESSES
                if used.memory > self._limits.memory:
                    return Ended.MEMORY
                look = now + _LOOK


def _find(program: str, folder: Path, path: str) -> Path:
    """The absolute path of a program, as a shell would find it from `folder`."""
    if "/" in program:
        found: str | None = str(folder / program) if (folder / program).exists() else None
    else:
        found = shutil.which(program, path=path)
    if found is None:
        raise ToolMissingError(f"{program} is not installed", "install it, or name another command")
    return Path(found)
