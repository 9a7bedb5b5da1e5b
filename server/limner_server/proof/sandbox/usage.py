"""Which processes belong to a command, and what memory they hold together (Linux)."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# A variable of the environment: whoever inherits it belongs to the command that was given it.
MARK: Final = "LIMNER_RUN"


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process and all that it started use.

    Attributes:
        pids: of the process and of those under it.
        memory: bytes in memory; pages that several share count for each.
    """

    pids: tuple[int, ...] = ()
    memory: int = 0


def usage(pid: int, most: int) -> Usage:
    """Measure the tree of a process; it stops counting where more than `most` were found."""
    found: list[int] = []
    waiting = [pid]
    memory = 0
    while waiting and len(found) <= most:
        one = waiting.pop()
        found.append(one)
        memory += _resident(one)
        waiting += children(one)
    return Usage(tuple(found), memory)


def proportional(pids: Iterable[int]) -> int:
    """Bytes that processes hold in memory; of a page that several share, each holds a part.

    Exact, but slow: the kernel looks at every page.
    """
    return sum(map(_proportional, pids))


def children(pid: int) -> list[int]:
    """The processes that any thread of a process started; none of one that is gone."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return []
    found: list[int] = []
    for thread in threads:
        try:
            listed = (thread / "children").read_text(encoding="ascii")
        except OSError:
            continue
        found += map(int, listed.split())
    return found


def marked(mark: str) -> list[int]:
    """The living processes of this user whose environment has `MARK` with this value."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue
        if f"{MARK}={mark}".encode() in environment.split(b"\0"):
            found.append(int(folder.name))
    return found


def _resident(pid: int) -> int:
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _proportional(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        # It is gone, or nobody may look.
        return _resident(pid)
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))
