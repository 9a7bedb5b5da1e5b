"""The limits that the kernel keeps for a command: set by a shell before it becomes the command."""

from __future__ import annotations

from typing import Final

from limner_server.proof.sandbox.ran import Limits

# The kernel counts threads, and numpy alone starts one for each core.
_THREADS: Final = 4

# Sets the limits of a shell: on kilobytes of data, blocks of 512 bytes of a file, tasks (0: none).
# RLIMIT_DATA, not RLIMIT_AS: V8 and sanitizers reserve far more than they use.
SET_LIMITS: Final = """
ulimit -c 0
ulimit -n 4096 2>/dev/null || true
ulimit -d "$data"
ulimit -f "$file"
if [ "$tasks" -gt 0 ]; then
    ulimit -u "$tasks" 2>/dev/null || ulimit -p "$tasks"
fi
"""
_SCRIPT: Final = f"""
data=$1 file=$2 tasks=$3
shift 3
{SET_LIMITS}
exec "$@"
"""


def most_tasks(limits: Limits) -> int:
    """How many processes and threads there may be together."""
    return _THREADS * limits.processes


def numbers(limits: Limits, tasks: int) -> list[str]:
    """What `data`, `file` and `tasks` are to be in `SET_LIMITS`."""
    return [str(limits.memory // 1024), str(limits.file_size // 512), str(tasks)]


def limited(limits: Limits, command: list[str], tasks: int) -> list[str]:
    """A command that keeps limits.

    Args:
        limits: those on memory and file size.
        command: the command.
        tasks: how many there may be; 0 where the kernel would count what else the user runs.
    """
    return ["/bin/sh", "-c", _SCRIPT, "sh", *numbers(limits, tasks), *command]
