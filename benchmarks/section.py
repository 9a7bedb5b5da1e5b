"""A part of the table that a benchmark prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

# Names of what was missed, in the figures: printed on a line of their own.
MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Section:
    """What was measured of one thing.

    Attributes:
        name: of it.
        figures: what was measured, in the order to be printed.
        held: whether each target is reached; none for what is only watched.
        skipped: why nothing was measured.
    """

    name: str
    figures: dict[str, Any] = field(default_factory=dict)
    held: dict[str, bool] = field(default_factory=dict)
    skipped: str = ""

    def __str__(self) -> str:
        """The lines of the table."""
        if self.skipped:
            return f"{self.name}: skipped, {self.skipped}"
        figures = {name: value for name, value in self.figures.items() if name != MISSED}
        said = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in figures.items())
        lines = [f"{self.name}: {said}"]
        if self.figures.get(MISSED):
            lines.append(f"  missed: {'; '.join(self.figures[MISSED])}")
        lines += [
            f"  {'holds' if holds else 'FAILS'}: {target}" for target, holds in self.held.items()
        ]
        return "\n".join(lines)
