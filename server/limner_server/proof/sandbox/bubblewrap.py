"""The command lines of bubblewrap: what is seen where, and what is not shared.

See its manual, bwrap(1).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from limner_server.proof.sandbox.confined import FILTER, STATUS
from limner_server.proof.sandbox.seccomp import seccomp_filter


@dataclass(frozen=True, slots=True)
class Inside:
    """What a command in the sandbox sees.

    Attributes:
        program: bubblewrap's path.
        root: the workspace, resolved.
        home: the user's, which is replaced by a private one.
        cwd: the working folder.
        system: paths of the machine that may be read.
        shown: further such paths, which may lie in the home or in /tmp; none in another.
        writable: paths that may be written, for good.
        links: symlinks to make, as (where, to what).
        variables: of the environment, beside those that bubblewrap is started with.
    """

    program: str
    root: Path
    home: Path
    cwd: Path
    system: tuple[Path, ...]
    shown: tuple[Path, ...] = ()
    writable: tuple[Path, ...] = ()
    links: tuple[tuple[Path, Path], ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)


def outer_line(inside: Inside) -> list[str]:
    """The line up to a command of ours that may mount, with the whole machine in its view."""
    return [
        inside.program,
        *("--unshare-user", "--unshare-pid", "--unshare-ipc", "--die-with-parent"),
        *("--uid", "0", "--gid", "0", "--cap-add", "ALL"),
        *("--dev-bind", "/", "/", "--"),
    ]


def inner_line(
    inside: Inside, private: Mapping[Path, Path], workspace: Iterable[str], *more: str
) -> list[str]:
    """The line up to the command that is to be confined.

    Args:
        inside: what it sees.
        private: what may be written and is private, as {where: what lies there}; the home and
            /tmp are among them.
        workspace: the arguments that show the workspace.
        more: arguments that where it is started from asks for.
    """
    line = [
        inside.program,
        *more,
        *("--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-uts"),
        *("--unshare-cgroup-try", "--die-with-parent", "--new-session", "--cap-drop", "ALL"),
        *("--uid", str(os.getuid()), "--gid", str(os.getgid())),
        *("--json-status-fd", STATUS, *(("--seccomp", FILTER) if seccomp_filter() else ())),
        *("--proc", "/proc", "--dev", "/dev", "--dir", "/run", "--dir", "/var"),
        *("--symlink", "/tmp", "/var/tmp"),  # noqa: S108 - that of the sandbox
    ]
    for path in inside.system:
        line += _show(path)
    for where, what in private.items():
        line += ["--bind", str(what), str(where)]
    for path in inside.shown:
        line += _show(path)
    line += workspace
    for path in inside.writable:
        line += ["--bind", str(path), str(path)]
    for where, target in inside.links:
        line += ["--symlink", str(target), str(where)]
    for name, value in inside.variables.items():
        line += ["--setenv", name, value]
    # For root the kernel's settings in /proc/sys are files of its own, core_pattern among them.
    for folder in ("/proc", "/dev", "/"):
        line += ["--remount-ro", folder]
    return [*line, "--chdir", str(inside.cwd), "--"]


def _show(path: Path) -> list[str]:
    if path.is_symlink():
        return ["--symlink", str(path.readlink()), str(path)]
    return ["--ro-bind", str(path), str(path)]


def outermost(paths: Iterable[Path], covered: Iterable[Path]) -> tuple[Path, ...]:
    """The paths that lie neither in one another nor in what is covered already."""
    kept = set(covered)
    found = []
    for path in sorted(set(paths), key=lambda path: len(path.parts)):
        if kept.isdisjoint((path, *path.parents)):
            kept.add(path)
            found.append(path)
    return tuple(found)
