"""The command line of bubblewrap: what is seen where, and what is not shared."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from limner_server.proof.sandbox.process import STATUS
from limner_server.proof.sandbox.visible import installed_paths, system_paths


class View(Protocol):
    """Folders that are private to one run, as bubblewrap finds them."""

    root: Path
    home: Path
    tmp: Path
    shm: Path


def bubblewrap_line(
    program: str,
    *,
    view: View,
    home: Path,
    cwd: Path,
    shown: Iterable[Path],
    writable: Sequence[Path],
    links: Iterable[tuple[Path, Path]],
) -> list[str]:
    """The line up to the command that is to run.

    Args:
        program: bubblewrap's path.
        view: of the workspace.
        home: the user's, which is replaced by a private one.
        cwd: the working folder.
        shown: paths that may be read.
        writable: paths that may be written, for good.
        links: symlinks to make, as (where, to what).
    """
    line = [
        program,
        *("--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"),
        *("--unshare-cgroup-try", "--die-with-parent", "--new-session", "--cap-drop", "ALL"),
        *("--uid", str(os.getuid()), "--gid", str(os.getgid())),
        *("--json-status-fd", STATUS),
        *("--proc", "/proc", "--dev", "/dev", "--bind", str(view.shm), "/dev/shm"),  # noqa: S108
        *("--dir", "/run", "--dir", "/var", "--symlink", "/tmp", "/var/tmp"),  # noqa: S108
    ]
    for path in system_paths():
        line += _show(path)
    line += ["--bind", str(view.tmp), "/tmp"]  # noqa: S108
    line += ["--bind", str(view.home), str(home)]
    for path in _outermost([*installed_paths(home), *shown]):
        line += _show(path)
    line += ["--bind", str(view.root), str(view.root)]
    for path in writable:
        line += ["--bind", str(path), str(path)]
    for where, target in links:
        line += ["--symlink", str(target), str(where)]
    # For root the kernel's settings in /proc/sys are files of its own, core_pattern among them.
    for folder in ("/proc", "/dev", "/"):
        line += ["--remount-ro", folder]
    return [*line, "--chdir", str(cwd), "--"]


def _show(path: Path) -> list[str]:
    if path.is_symlink():
        return ["--symlink", str(path.readlink()), str(path)]
    return ["--ro-bind", str(path), str(path)]


def _outermost(paths: Iterable[Path]) -> list[Path]:
    """The paths that do not lie in another of them, nor in what every sandbox shows."""
    covered = [path for path in system_paths() if path.is_dir()]
    kept: list[Path] = []
    for path in sorted(set(paths), key=lambda path: len(path.parts)):
        if not any(path.is_relative_to(outer) for outer in (*covered, *kept)):
            kept.append(path)
    return kept
