"""A traceback: the calls that led to an error, whichever language or runner printed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """One call of a traceback.

    Attributes:
        path: as printed: relative, absolute, shortened, or misread from a picture.
        line: 1-based; 0 where none was printed or could be read.
        column: 1-based; 0 where none was printed.
        function: the function that ran, "" where none is named.
        code: the source line as printed, without blanks around it; "" where there is none.
    """

    path: str
    line: int
    column: int = 0
    function: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Traceback:
    """An error and the calls that led to it.

    Attributes:
        frames: outermost call first, whatever the order in print.
        error: the type of the error: "KeyError", "json.decoder.JSONDecodeError"; "" if unknown.
        message: what it says, its first line.
        others: errors of the same failure that belong to it: those that a group is made of, or
            the one that it was raised from or while handling.
        is_group: the `others` are what went wrong, and this only gathers them.
    """

    frames: tuple[Frame, ...]
    error: str = ""
    message: str = ""
    others: tuple[Traceback, ...] = ()
    is_group: bool = False

    def likeliest_first(self) -> Iterator[Traceback]:
        """This traceback and its others, those that tell more of the cause first."""
        if not self.is_group:
            yield self
        for other in self.others:
            yield from other.likeliest_first()
        if self.is_group:
            yield self
