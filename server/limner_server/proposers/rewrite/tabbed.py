"""Code with a tab for each level of its indentation: a token where there were four."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_WIDTHS: Final = (2, 3, 4, 8)
_USUAL: Final = 4


@dataclass(frozen=True, slots=True)
class Indentation:
    """How some lines are indented.

    Attributes:
        width: of one level, in blanks.
        margin: of the least indented line, in blanks.
    """

    width: int
    margin: int

    @classmethod
    def of(cls, lines: Sequence[str]) -> Indentation:
        """What lines have in common; empty ones say nothing."""
        blanks = [_blanks(line) for line in lines if line.strip()]
        margin = min(blanks, default=0)
        least = min((width - margin for width in blanks if width > margin), default=_USUAL)
        return cls(least if least in _WIDTHS else _USUAL, margin)

    def tabbed(self, line: str) -> str:
        """A line with its indentation as tabs, without what follows its ink."""
        levels, more = divmod(max(_blanks(line) - self.margin, 0), self.width)
        return "\t" * levels + " " * more + line.strip()


def tabbed(text: str) -> str:
    """A text with its indentation as tabs, without its empty lines."""
    lines = [line for line in text.split("\n") if line.strip()]
    indentation = Indentation.of(lines)
    return "\n".join(map(indentation.tabbed, lines))


def _blanks(line: str) -> int:
    line = line.expandtabs(_USUAL)
    return len(line) - len(line.lstrip(" "))
