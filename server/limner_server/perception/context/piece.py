"""A piece of what is to be known about a place of the code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import NamedTuple


class Kind(Enum):
    """What a piece tells."""

    DIAGNOSTIC = "diagnostic"
    TRACEBACK = "traceback"
    TARGET = "target"
    FRAME = "frame"
    IMPORTS = "imports"
    OWNER = "owner"
    CALLEE = "callee"
    CALLER = "caller"
    TYPE = "type"
    VALUE = "value"
    TEST = "test"
    SIBLING = "sibling"


class LineRange(NamedTuple):
    """Lines of a file, 1-based, the last one included."""

    first: int
    last: int


Ranges = tuple[LineRange, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of a file, or words about it, that tell something.

    Attributes:
        kind: what they tell.
        path: of the file, absolute; None for a traceback or a diagnostic.
        lines: where they stand; of words, their own, 1-based.
        text: what they say, all of it, verbatim, without the last line ending.
        weight: how telling they are, 0 to 1.
        levels: the ranges of lines that are shown where there is room for all, and where there is
            less and less: a body folded to its signature, a function to what is near a line.
    """

    kind: Kind
    path: Path | None
    lines: LineRange
    text: str
    weight: float
    levels: tuple[Ranges, ...]
