"""What a model is asked to bring about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Goal:
    """What fails, and where.

    Attributes:
        what: in a line for the model: "make `pytest tests/test_cart.py` pass".
        output: what the failing test, or the checker, printed; empty where nothing ran.
        tests: the code of the failing tests; empty where there are none.
        path: the file that is to be changed first of all; None where only the context tells.
        line: 1-based line of it that the user points at, or the traceback does.
    """

    what: str
    output: str = ""
    tests: str = ""
    path: Path | None = None
    line: int | None = None
