"""How long something takes, as people say it."""

from __future__ import annotations

_MINUTE = 60.0
_HOUR = 3600.0


def spoken(seconds: float) -> str:
    """A time in the unit that suits it, such as "40 s", "12 min", "1.5 h"."""
    if seconds < 1.5 * _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < 1.5 * _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    return f"{seconds / _HOUR:.1f} h"
