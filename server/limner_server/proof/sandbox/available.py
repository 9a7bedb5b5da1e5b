"""What keeps commands apart on this machine: found by trying it, once for a file system."""

from __future__ import annotations

import functools
import shutil
import sys
import tempfile
import time
from enum import StrEnum
from pathlib import Path
from typing import Final

from limner_server.errors import SandboxError, ToolMissingError
from limner_server.proof.sandbox.attend import Attendant
from limner_server.proof.sandbox.bubblewrap import Inside
from limner_server.proof.sandbox.copied import CopiedView
from limner_server.proof.sandbox.environment import clean_environment, program_folders, users_home
from limner_server.proof.sandbox.native import NativeView
from limner_server.proof.sandbox.overlay import OverlayView
from limner_server.proof.sandbox.ran import Limits, Running
from limner_server.proof.sandbox.system import system_paths
from limner_server.proof.sandbox.trouble import remedy_for
from limner_server.proof.sandbox.view import View

# Seconds for a command that does nothing.
_PATIENCE: Final = 10.0


class Isolation(StrEnum):
    """What stands between a command and the machine."""

    OVERLAY = "overlay"  # bubblewrap, over a copy-on-write view
    NATIVE = "native"  # the same, by bubblewrap's own overlay
    COPY = "copy"  # bubblewrap, over a copy
    NONE = "none"  # limits alone, in a copy


def isolation(root: Path, running: Running) -> tuple[Isolation, str]:
    """The best there is for a workspace, and bubblewrap's path.

    Args:
        root: the workspace, resolved.
        running: whether a plain process will do.

    Raises:
        ToolMissingError: bubblewrap is not installed.
        SandboxError: it does not work here; says why and what helps.
    """
    if sys.platform == "win32":
        raise SandboxError("code of a workspace is run on Linux and macOS alone", "use WSL 2")
    program = find_bubblewrap(root)
    try:
        if program is not None:
            return _tried(program, root), program
    except SandboxError:
        if running is not Running.PLAIN:
            raise
    if running is Running.PLAIN:
        return Isolation.NONE, ""
    if sys.platform != "linux":
        raise ToolMissingError("there is a sandbox on Linux alone", "allow plain processes")
    message = "no code is run without a sandbox, and bubblewrap is not installed"
    raise ToolMissingError(message, "install bubblewrap from your system's packages")


def find_bubblewrap(root: Path) -> str | None:
    """Bubblewrap's path; one that lies in the workspace is not trusted to confine it."""
    if sys.platform != "linux":
        return None
    folders = [
        str(folder) for folder in program_folders() if not folder.resolve().is_relative_to(root)
    ]
    return shutil.which("bwrap", path=":".join(folders))


@functools.cache
def _tried(program: str, root: Path) -> Isolation:
    """What works; what does not is tried again, it may have been seen to.

    Raises:
        SandboxError: nothing works.
    """
    inside = _inside(program, root)
    if not _failure(OverlayView(inside, {}, Limits())):
        return Isolation.OVERLAY
    if not _failure(NativeView(inside, {}, Limits())):
        return Isolation.NATIVE
    with tempfile.TemporaryDirectory(prefix="limner-") as empty:
        said = _failure(CopiedView(_inside(program, Path(empty).resolve()), {}, Limits()))
    if said:
        raise SandboxError(f"bubblewrap does not work here ({said})", remedy_for(said))
    return Isolation.COPY


def _inside(program: str, root: Path) -> Inside:
    system = tuple(system_paths())
    return Inside(program, root, home=users_home(), cwd=root, system=system)


def _failure(view: View) -> str:
    """What was said where a command that does nothing cannot be run in a view."""
    environment = clean_environment(users_home())
    try:
        process = view.start(["true"], environment, lasting=False)
        try:
            with Attendant(process, Limits()) as attendant:
                attendant.wait(time.perf_counter() + _PATIENCE, lambda: None)
                code = process.end()
                attendant.rest()
            said = attendant.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            return "" if process.was_set_up() and code == 0 else said or f"exit code {code}"
        finally:
            process.close()
    finally:
        view.close()
