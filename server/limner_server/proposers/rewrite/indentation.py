"""Indentation, of code as a model wrote it, changed into that of the file it goes into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_DEFAULT: Final = "    "


@dataclass(frozen=True, slots=True)
class Indentation:
    """How the indentation of one text is spelt in another.

    Attributes:
        known: of the other, by that of the one, where a line stands in both.
        unit: of the one: some blanks, or a tab.
        other: that of the other.
    """

    known: dict[str, str]
    unit: str
    other: str

    @classmethod
    def between(
        cls, pairs: Iterable[tuple[str, str]], one: Iterable[str], other: Iterable[str]
    ) -> Indentation:
        """Learnt from lines that stand in both, and from the steps that either text takes."""
        known: dict[str, str] = {}
        for here, there in pairs:
            known.setdefault(blanks(here), blanks(there))
        there_unit = unit_of(other)
        return cls(known, unit_of(one, there_unit), there_unit)

    def moved(self, line: str) -> str:
        """The line with the indentation that it has in the other text."""
        here = blanks(line)
        return self._there(here) + line[len(here) :] if line.strip() else ""

    def _there(self, here: str) -> str:
        if here in self.known:
            return self.known[here]
        inside = [known for known in self.known if here.startswith(known)]
        if inside:
            nearest = max(inside, key=len)
            return self.known[nearest] + self._spelt(here[len(nearest) :])
        if not self.known:
            return self._spelt(here)
        shallowest = min(self.known, key=len)
        steps = (len(shallowest) - len(here)) // len(self.unit)
        there = self.known[shallowest]
        return there[: max(len(there) - steps * len(self.other), 0)]

    def _spelt(self, rest: str) -> str:
        if self.unit == self.other:
            return rest
        steps, more = divmod(len(rest), len(self.unit))
        return self.other * steps + " " * more


def blanks(line: str) -> str:
    """The blanks that a line begins with."""
    return line[: len(line) - len(line.lstrip(" \t"))]


def unit_of(lines: Iterable[str], default: str = _DEFAULT) -> str:
    """The step by which the lines are mostly indented further than those before them."""
    steps: Counter[str] = Counter()
    before = ""
    for line in lines:
        if not line.strip():
            continue
        here = blanks(line)
        if here.startswith(before) and here != before:
            step = here[len(before) :]
            # A continued line may stand anywhere.
            if step.strip("\t") == "" or len(step) in (1, 2, 3, 4, 8):
                steps["\t" if step[0] == "\t" else step] += 1
        before = here
    return steps.most_common(1)[0][0] if steps else default
