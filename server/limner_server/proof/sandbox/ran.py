"""What a sandbox is told to allow, and what it tells of a command that ran in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

# Bytes that a command may write in all: to its view of the workspace, to /tmp and to the home.
SPACE: Final = 512 * 2**20


class Running(StrEnum):
    """How code of the workspace may be run."""

    SANDBOX = "sandbox"  # in the sandbox or not at all
    PLAIN = "plain"  # where there is no sandbox, as a plain process with limits
    NEVER = "never"  # the workspace is not trusted


@dataclass(frozen=True, slots=True)
class Limits:
    """What a command may use before it is ended.

    Attributes:
        seconds: on the clock.
        memory: bytes, of each process and of all together.
        processes: at the same time.
        output: bytes on stdout and stderr together.
        file_size: bytes of the largest file it may write.
    """

    seconds: float = 30.0
    memory: int = 4 * 2**30
    processes: int = 128
    output: int = 2**20
    file_size: int = 64 * 2**20


class Ended(StrEnum):
    """Why a command ended."""

    ITSELF = "itself"  # its exit code says how
    TIME = "time"  # it took longer than it may
    OUTPUT = "output"  # it printed more than it may
    MEMORY = "memory"  # its processes together held more than they may
    PROCESSES = "processes"  # it started more than it may
    SPACE = "space"  # it filled the disk, where no file system of its own kept it from that


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that ran.

    Attributes:
        exit_code: 128 + the signal's number where one ended it.
        stdout: as far as it is kept; bytes that are no UTF-8 are replaced.
        stderr: the same.
        seconds: on the clock.
        ended: why it ended.
    """

    exit_code: int
    stdout: str
    stderr: str
    seconds: float
    ended: Ended = Ended.ITSELF
