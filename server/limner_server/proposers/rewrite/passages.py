"""What an answer proposes: passages to replace, and code that stands for functions or a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Replacement:
    """Lines that are to stand where others stand.

    Attributes:
        name: of the file, as the model wrote it; empty where it wrote none.
        old: the lines to find, without their endings.
        new: the lines in their place.
        line: 1-based, where the first of `old` is said to stand.
        cut: whether the answer ended within `new`.
    """

    name: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    line: int | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """Code as it should read: one or more whole functions, or a whole file.

    Attributes:
        name: as of `Replacement`.
        lines: without their endings.
        cut: whether the answer ended within them.
    """

    name: str
    lines: tuple[str, ...]
    cut: bool = False


Passage = Replacement | Code
