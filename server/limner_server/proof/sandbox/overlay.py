"""A copy-on-write view of a workspace: overlayfs over it, whatever is written goes to memory.

Nothing is copied, so that a workspace of any size opens at once. The mounts are made in a user and
a mount namespace of their own (`unshare`), which needs no privilege since Linux 5.11, see
https://docs.kernel.org/filesystems/overlayfs.html.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

from limner_server.errors import InputError, SandboxError
from limner_server.proof.sandbox.ran import Limits

# What may be written in all: to the view, to /tmp and to the home.
SPACE: Final = 512 * 2**20
_INODES: Final = 100_000
# bubblewrap and its first process count as well.
_OWN_PROCESSES: Final = 3
# Folders that tools write into wherever they run, and that change no result.
_CACHES: Final = frozenset(
    {"__pycache__", ".cache", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".vite"}
)

_SCRIPT: Final = """
set -e
scratch=$1 workspace=$2 user_namespaces=$3 processes=$4 memory=$5 file=$6
shift 6
mount -t tmpfs -o "size=$SPACE,nr_inodes=$INODES,mode=700" tmpfs "$scratch/memory"
cd "$scratch/memory"
mkdir upper work home shm
mkdir -m 1777 tmp
cd "$workspace"
mount -t overlay -o \
"lowerdir=$scratch/files:.,upperdir=$scratch/memory/upper,workdir=$scratch/memory/work,userxattr" \
overlay "$workspace"
cd /
unset OLDPWD
# No namespaces beyond the sandbox's own: they open much of the kernel to whoever has one.
{ echo "$user_namespaces" > /proc/sys/user/max_user_namespaces; } 2>/dev/null || true
# When memory runs out, this is what the kernel ends first.
{ echo 1000 > /proc/self/oom_score_adj; } 2>/dev/null || true
ulimit -c 0
ulimit -d "$memory"
ulimit -f "$file"
ulimit -u "$processes" 2>/dev/null || ulimit -p "$processes"
exec "$@"
""".replace("$SPACE", str(SPACE)).replace("$INODES", str(_INODES))


class OverlayView:
    """One view of a workspace, with files laid over it.

    Args:
        root: the workspace, resolved.
        files: contents by absolute, resolved path under the root.

    Attributes:
        home: the private home's folder, as it is named for bubblewrap.
        tmp: likewise the private /tmp.
        shm: likewise /dev/shm.
    """

    def __init__(self, root: Path, files: Mapping[Path, bytes]) -> None:
        self.root = root
        self._scratch = Path(tempfile.mkdtemp(prefix="limner-", dir=_folder_outside(root)))
        memory = self._scratch / "memory"
        memory.mkdir()
        self.home, self.tmp, self.shm = memory / "home", memory / "tmp", memory / "shm"
        laid = self._scratch / "files"
        laid.mkdir()
        shutil.copymode(root, laid)
        for path, content in files.items():
            _lay(root, laid, path, content)

    def line(self, limits: Limits, bubblewrap: Sequence[str]) -> list[str]:
        """The command that makes the mounts, sets the limits and becomes `bubblewrap`."""
        # As root in its namespace bubblewrap needs one more where it is to be a user again.
        namespaces = 1 if os.getuid() == 0 else 2
        numbers = (
            namespaces,
            limits.processes + _OWN_PROCESSES,
            limits.memory // 1024,
            limits.file_size // 512,
        )
        inside = ["sh", "-c", _SCRIPT, "sh", str(self._scratch), str(self.root)]
        unshare = ["unshare", "--user", "--map-root-user", "--mount", "--"]
        return [*unshare, *inside, *map(str, numbers), *bubblewrap]

    def changed(self, pid: int, apart_from: Collection[Path] = ()) -> bool:
        """Whether anything was written but caches.

        Args:
            pid: of the process that `line` started; it must be alive.
            apart_from: absolute paths of files that may have been.
        """
        known = {path.resolve() for path in apart_from}
        upper = Path(f"/proc/{pid}/root{self._scratch}/memory/upper")
        for folder, folders, names in os.walk(upper):
            folders[:] = [name for name in folders if name not in _CACHES]
            below = self.root / Path(folder).relative_to(upper)
            if any(not name.endswith(".pyc") and below / name not in known for name in names):
                return True
            if any(not (below / name).is_dir() for name in folders):
                return True
        return False

    def close(self) -> None:
        """Forget the view; what was written to it went with the last process."""
        shutil.rmtree(self._scratch, ignore_errors=True)


def _folder_outside(root: Path) -> Path:
    """A folder for what is temporary that does not lie in the workspace."""
    for folder in (tempfile.gettempdir(), "/var/tmp", "/dev/shm"):  # noqa: S108 - mkdtemp in them
        path = Path(folder).resolve()
        if path.is_dir() and not path.is_relative_to(root):
            return path
    raise SandboxError("there is no temporary folder outside the workspace", "set TMPDIR to one")


def _lay(root: Path, laid: Path, path: Path, content: bytes) -> None:
    """Write a file that is to lie over the workspace's, and look like it."""
    target = laid / path.relative_to(root)
    for folder in reversed(target.relative_to(laid).parents):
        if (laid / folder).is_dir():
            continue
        (laid / folder).mkdir()
        if (root / folder).is_dir():
            shutil.copymode(root / folder, laid / folder)
    target.write_bytes(content)
    if path.exists():
        shutil.copymode(path, target)
        _make_newer(target, path.stat().st_mtime)


def _make_newer(target: Path, before: float) -> None:
    """Let whole seconds differ: by those (and the size) Python knows that bytecode is stale."""
    seconds = target.stat().st_mtime
    if int(seconds) <= int(before):
        os.utime(target, (before + 1, before + 1))


def under(root: Path, path: Path) -> Path:
    """A file's own path, links followed.

    Raises:
        InputError: it lies outside the workspace.
    """
    resolved = path.resolve()
    if not resolved.is_relative_to(root):
        raise InputError(f"{path} lies outside the workspace", "name a file of the workspace")
    return resolved
