"""A part of the table that a benchmark prints."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, field
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


def print_table(
    sections: Mapping[str, Callable[[], Section]], only: Collection[str] | None, *, as_json: bool
) -> int:
    """Measure sections, tell of each as it begins, and print what came out.

    Args:
        sections: by name, in the order of the table.
        only: names of those that are wanted; all where none are named.
        as_json: print JSON in place of lines.

    Returns:
        The exit code: 0 only where all targets hold.
    """
    measured = []
    for name, measure in sections.items():
        if not only or name in only:
            tell(f"-- {name}")
            measured.append(measure())
            # At once: a long table that breaks off has told what it had measured.
            if not as_json:
                print(measured[-1], flush=True)
    if as_json:
        print(json.dumps({one.name: asdict(one) for one in measured}, indent=1))
    return 0 if all(all(one.held.values()) for one in measured) else 1


def tell(line: str) -> None:
    """Say how far it is, beside the table."""
    print(line, file=sys.stderr, flush=True)
