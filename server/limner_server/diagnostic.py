"""A diagnostic, as an editor or a checker states it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something wrong at a place of a file.

    Attributes:
        path: of the file it is about, absolute.
        line: 1-based.
        column: 1-based, in characters.
        message: as stated.
        end_line: where its range ends; `line` and `column` for a point.
        end_column: 1-based, exclusive.
        code: "F821", "reportUndefinedVariable", "2304", "no-undef", or "".
        source: "Ruff", "Pyright", "ts", "eslint", or "".
    """

    path: Path
    line: int
    column: int
    message: str
    end_line: int = 0
    end_column: int = 0
    code: str = ""
    source: str = ""
