"""What the sandbox costs, and whether anything gets out of it."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import sandbox

ALLOWANCE = sandbox.ALLOWANCE
ESCAPES = Path(__file__).parents[2] / "tests/e2e/escapes"
ROUNDS = 20


def measure() -> dict[str, Any]:
    """Milliseconds on top of a plain subprocess, and how attempts to get out end."""
    with tempfile.TemporaryDirectory() as folder:
        one, other = Path(folder).resolve() / "one", Path(folder).resolve() / "other"
        sandbox.fill(one, 10)
        sandbox.fill(other, 10)
        spent = sandbox.measure(one, other, ROUNDS)
    on_top = max(spent[f"{name}, sandbox"] - spent[f"{name}, plain"] for name in sandbox.COMMANDS)
    return {"milliseconds_on_top": round(on_top, 1), **_escapes()}


def _escapes() -> dict[str, int]:
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", str(ESCAPES)]
    printed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    counts = {what: int(count) for count, what in re.findall(r"(\d+) (passed|failed)", printed)}
    return {"attempts_foiled": counts.get("passed", 0), "got_out": counts.get("failed", 0)}
