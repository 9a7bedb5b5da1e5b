"""The version, where looking it up among the installed packages would take too long."""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"
