"""A copy-on-write view of a workspace: overlayfs over it, whatever is written goes to memory.

Nothing is copied, so that a workspace of any size opens at once. The mounts are made in namespaces
of their own, which needs no privilege since Linux 5.11, see
https://docs.kernel.org/filesystems/overlayfs.html.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from limner_server.proof.sandbox.bubblewrap import Inside, inner_line, outer_line
from limner_server.proof.sandbox.confined import Confined
from limner_server.proof.sandbox.limited import SET_LIMITS, most_tasks, numbers
from limner_server.proof.sandbox.process import Process
from limner_server.proof.sandbox.ran import SPACE, Limits
from limner_server.proof.sandbox.usage import children
from limner_server.proof.sandbox.view import Scratch, lay, was_written

# Files that may be written in all: to the workspace, to /tmp and to the home.
_INODES: Final = 100_000
# Since then each PID namespace has a limit of its own; before, it was the whole machine's.
_OWN_PID_MAX: Final = (6, 14)
_LEAST_PID_MAX: Final = 301

# In the namespace of its own this covers /sys, of which the sandbox shows nothing.
_MEMORY: Final = Path("/sys")
_MOUNTS: Final = f"""
set -e
# Nothing of the workspace is on this PATH; here, nothing is confined yet.
path=$PATH PATH=/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin
workspace=$1 laid=$2 namespaces=$3 pids=$4 data=$5 file=$6 tasks=$7
shift 7
mount -t tmpfs -o size={SPACE},nr_inodes={_INODES},mode=700 tmpfs {_MEMORY}
cd {_MEMORY}
mkdir upper work home shm tmp
cd "$workspace"
mount -t overlay -o \
"lowerdir=$laid.,upperdir={_MEMORY}/upper,workdir={_MEMORY}/work,userxattr" overlay "$workspace"
cd /
unset OLDPWD
PATH=$path
# No namespaces beyond the sandbox's own: they open much of the kernel to whoever has one.
{{ echo "$namespaces" > /proc/sys/user/max_user_namespaces; }} 2>/dev/null || true
# Memory of System V belongs to no process; in pages of 4 KiB.
{{ echo 65536 > /proc/sys/kernel/shmall; }} 2>/dev/null || true
# When memory runs out, this is what the kernel ends first.
{{ echo 1000 > /proc/self/oom_score_adj; }} 2>/dev/null || true
if [ "$pids" -gt 0 ]; then
    {{ echo "$pids" > /proc/sys/kernel/pid_max; }} 2>/dev/null || true
fi
{SET_LIMITS}
exec "$@"
"""
# How many processes bubblewrap is, which runs twice.
_OWN: Final = 4


class OverlayView:
    """One view of a workspace, with files laid over it.

    Args:
        inside: what is seen in the sandbox.
        files: contents by absolute, resolved path under the root.
        limits: of a command.
    """

    def __init__(self, inside: Inside, files: Mapping[Path, bytes], limits: Limits) -> None:
        self._inside, self._limits = inside, limits
        self._laid = Scratch(inside.root) if files else None
        if self._laid is not None:
            shutil.copymode(inside.root, self._laid.path)
            lay(inside.root, self._laid.path, files)

    def start(
        self, command: list[str], environment: Mapping[str, str], *, lasting: bool
    ) -> Process:
        """Make the mounts, cover them by bubblewrap, and start a command; see `View.start`."""
        inside = self._inside
        laid = f"{self._laid.path}:" if self._laid else ""
        # As root in its namespace bubblewrap needs one more where it is to be a user again.
        namespaces = 1 if os.getuid() == 0 else 2
        tasks = most_tasks(self._limits) + _OWN
        pids = max(tasks, _LEAST_PID_MAX) if _binds_root() else 0
        settings = [str(inside.root), laid, str(namespaces), str(pids)]
        mounts = ["/bin/sh", "-c", _MOUNTS, "sh", *settings, *numbers(self._limits, tasks)]
        private = {
            Path("/dev/shm"): _MEMORY / "shm",  # noqa: S108 - that of the sandbox
            Path("/tmp"): _MEMORY / "tmp",  # noqa: S108
            inside.home: _MEMORY / "home",
        }
        inner = inner_line(inside, private, ["--bind", str(inside.root), str(inside.root)])
        line = [*outer_line(inside), *mounts, *inner, *command]
        return Confined(line, environment, own=_OWN, lasting=lasting)

    def changed(self, pid: int, apart_from: Collection[Path]) -> bool:
        """Whether anything was written but caches; see `View.changed`."""
        # The process itself sees the machine; its child, once there is one, has our mounts.
        first = next(iter(children(pid)), pid)
        upper = Path(f"/proc/{first}/root{_MEMORY}/upper")
        return was_written(upper, self._inside.root, apart_from)

    def close(self) -> None:
        """Forget the view; what was written to it went with the last process."""
        if self._laid is not None:
            self._laid.close()


def _binds_root() -> bool:
    """Whether this is root, whom no limit of a process binds, and the kernel has another limit."""
    release = re.match(r"(\d+)\.(\d+)", platform.release())
    if os.getuid() != 0 or release is None:
        return False
    return (int(release[1]), int(release[2])) >= _OWN_PID_MAX
