"""Time stamps of files, and when not to trust them."""

from __future__ import annotations

import time
from typing import Final

# A file system's clock may stand still for so long.
_TICK_NS: Final = 50_000_000


def is_racy(stamp: int) -> bool:
    """Whether something has changed so lately that it may change again and keep its time stamp.

    As git's index has it: https://git-scm.com/docs/racy-git.

    Args:
        stamp: when it changed, in nanoseconds.
    """
    return stamp > time.time_ns() - _TICK_NS
