"""The sandbox: a command of the workspace runs, and nothing but its answer comes out.

bubblewrap gives it namespaces of its own (no network, no other processes), programs that may be
read, an empty home, and a view of the workspace whose changes are gone when it ends.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Self

from limner_server.errors import InputError, SandboxError, ToolMissingError, UntrustedError
from limner_server.proof.sandbox.attend import Attendant
from limner_server.proof.sandbox.available import Isolation, isolation
from limner_server.proof.sandbox.bubblewrap import Inside, outermost
from limner_server.proof.sandbox.copied import CopiedView
from limner_server.proof.sandbox.environment import clean_environment, users_home
from limner_server.proof.sandbox.installed import installed_paths, program_paths
from limner_server.proof.sandbox.native import NativeView
from limner_server.proof.sandbox.needed import enclosing_repository, needed_paths
from limner_server.proof.sandbox.overlay import OverlayView
from limner_server.proof.sandbox.plain import PlainView
from limner_server.proof.sandbox.process import Process
from limner_server.proof.sandbox.ran import Ended, Limits, Ran, Running
from limner_server.proof.sandbox.session import Session
from limner_server.proof.sandbox.system import system_paths
from limner_server.proof.sandbox.view import View, under

__all__ = ["Sandbox", "Session"]

_LIMITS: Final = Limits()

_VIEWS: Final[Mapping[Isolation, Callable[[Inside, Mapping[Path, bytes], Limits], View]]] = {
    Isolation.OVERLAY: OverlayView,
    Isolation.NATIVE: NativeView,
    Isolation.COPY: CopiedView,
}


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
        isolated: whether commands run in a sandbox. Where they do not, they run in a copy of the
            workspace, which lies elsewhere, and nothing can stay warm.

    Raises:
        InputError: the workspace is no folder.
        UntrustedError: nothing of the workspace may be run.
        ToolMissingError: bubblewrap is not installed.
        SandboxError: the workspace cannot be put into a sandbox.
    """

    def __init__(
        self,
        root: Path,
        running: Running = Running.SANDBOX,
        limits: Limits = _LIMITS,
        writable: Sequence[Path] = (),
        readable: Sequence[Path] = (),
    ) -> None:
        if running is Running.NEVER:
            message = "the workspace is not trusted, nothing of it is run"
            raise UntrustedError(message, "trust the workspace in the editor")
        if not root.is_dir():
            raise InputError(f"{root} is no folder", "name the folder of the workspace")
        self.root = root.absolute()
        self._root = root.resolve()
        self._home = users_home()
        if self._home.is_relative_to(self._root):
            message = f"{root} holds the whole home folder, and keys with it"
            raise SandboxError(message, "open the project's own folder")
        self._isolation, self._program = isolation(self._root, running)
        self.isolated = self._isolation is not Isolation.NONE
        self._limits = limits
        self._writable = tuple(writable)
        self._top = enclosing_repository(self._root, self._home)
        self._system = tuple(system_paths())
        self._shown = [*installed_paths(self._home), *needed_paths(self._top), *readable]
        self._shown_for: dict[Path, tuple[Path, ...]] = {}
        self._sessions: list[Session] = []

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
        deadline = begin + (self._limits.seconds if seconds is None else seconds)
        view, process = self._begin(command, files or {}, cwd, env or {}, lasting=False)
        try:
            with Attendant(process, self._limits, stdin) as attendant:
                ended = attendant.wait(deadline, check)
                code = process.end()
                attendant.rest()
            printed = (attendant.stdout, attendant.stderr)
            stdout, stderr = (part.decode("utf-8", errors="replace") for part in printed)
            ran = Ran(code, stdout, stderr, time.perf_counter() - begin, ended)
            if ended is Ended.ITSELF and not process.was_set_up():
                raise _not_set_up(ran)
            return view.back(ran) if isinstance(view, PlainView) else ran
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
        if not self.isolated:
            raise SandboxError("nothing stays warm without a sandbox", "install bubblewrap")
        view, process = self._begin(command, files or {}, cwd, env or {}, lasting=True)
        session = Session(process, view, self._limits)
        self._sessions = [one for one in self._sessions if one.alive] + [session]
        return session

    def close(self) -> None:
        """End all sessions."""
        for session in self._sessions:
            session.close()

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
        *,
        lasting: bool,
    ) -> tuple[View, Process]:
        folder = self.root if cwd is None else cwd.absolute()
        environment = clean_environment(self._home)
        program = _find(command[0], folder, env.get("PATH", environment["PATH"]))
        laid = {under(self._top, path): content for path, content in files.items()}
        try:
            view = self._view(program, folder, laid, env)
        except OSError as error:
            message = f"no view of the workspace could be made ({error})"
            raise SandboxError(message, "make room in the temporary folder") from error
        try:
            return view, view.start(list(command), environment, lasting=lasting)
        except BaseException:
            view.close()
            raise

    def _view(
        self, program: Path, cwd: Path, files: Mapping[Path, bytes], env: Mapping[str, str]
    ) -> View:
        if self._isolation is Isolation.NONE:
            return PlainView(self._top, self.root, files, self._limits, cwd=cwd, variables=env)
        inside = Inside(
            self._program,
            root=self._top,
            home=self._home,
            cwd=cwd,
            system=self._system,
            shown=self._seen(program),
            writable=self._writable,
            links=() if self.root == self._root else ((self.root, self._root),),
            variables=env,
        )
        return _VIEWS[self._isolation](inside, files, self._limits)

    def _seen(self, program: Path) -> tuple[Path, ...]:
        """What is shown to a program beside the system."""
        if program not in self._shown_for:
            shown = [*self._shown, *program_paths(program, self._home)]
            self._shown_for[program] = outermost(shown, (*self._system, self._top))
        return self._shown_for[program]


def _find(program: str, folder: Path, path: str) -> Path:
    """The absolute path of a program, as a shell would find it from `folder`."""
    if "/" in program:
        found: str | None = str(folder / program) if (folder / program).exists() else None
    else:
        found = shutil.which(program, path=path)
    if found is None:
        raise ToolMissingError(f"{program} is not installed", "install it, or name another command")
    return Path(found)


def _not_set_up(ran: Ran) -> SandboxError:
    reason = ran.stderr.strip().rpartition("\n")[2] or f"exit code {ran.exit_code}"
    return SandboxError(f"the sandbox could not be set up ({reason})", "run: limner doctor")
