"""The limits that the kernel keeps for a command: set by a shell before it becomes the command."""

from __future__ import annotations

from typing import Final

from limner_server.proof.sandbox.ran import Limits

# The kernel counts threads, and numpy alone starts one for each core.
_THREADS: Final = 4

# RLIMIT_DATA, not RLIMIT_AS: V8 and sanitizers reserve far more than they use.
_SCRIPT: Final = """
data=$1 file=$2 tasks=$3
shift 3
ulimit -c 0
ulimit -d "$data"
ulimit -f "$file"
if [ "$tasks" -gt 0 ]; then
    ulimit -u "$tasks" 2>/dev/null || ulimit -p "$tasks"
fi
exec "$@"
"""


def most_tasks(limits: Limits) -> int:
    """How many processes and threads there may be together."""
    return _THREADS * limits.processes


def limited(limits: Limits, command: list[str], *, own_user: bool) -> list[str]:
    """A command that keeps limits.

    Args:
        limits: those on memory, file size, and processes.
        command: the command.
        own_user: whether it runs in a user namespace. Elsewhere the kernel would count what else
            the user runs.
    """
    tasks = most_tasks(limits) if own_user else 0
    numbers = (limits.memory // 1024, limits.file_size // 512, tasks)
    return ["/bin/sh", "-c", _SCRIPT, "sh", *map(str, numbers), *command]
