"""The exit codes of every verb."""

from __future__ import annotations

from typing import Final

DONE: Final = 0
UNPROVEN: Final = 1  # no candidate could be proven
REFUSED: Final = 2  # bad input or a missing tool
INTERRUPTED: Final = 130  # as a shell counts a SIGINT
