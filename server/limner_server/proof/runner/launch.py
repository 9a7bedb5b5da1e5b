"""A process to start in the sandbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Launch:
    """A process to start in the sandbox.

    Attributes:
        argv: the program and its arguments.
        cwd: the folder that it runs in, absolute.
        env: variables beyond the clean environment.
        stdin: what it is sent at its start.
        seconds: that it may take, where that is less than the sandbox allows.
    """

    argv: tuple[str, ...]
    cwd: Path
    env: Mapping[str, str] = field(default_factory=dict)
    stdin: bytes = b""
    seconds: float | None = None
