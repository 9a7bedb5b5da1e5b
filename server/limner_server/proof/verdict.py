"""The proof: a value that travels with every suggestion."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """How far a suggestion is proven."""

    PROVEN = "proven"  # it was measured, the figures say what
    UNPROVEN = "unproven"  # it could not be measured, the reason says why
    REFUTED = "refuted"  # it was measured and is wrong; never offered


@dataclass(frozen=True, slots=True)
class Proof:
    """What was measured of a suggestion.

    Attributes:
        status: proven, unproven or refuted.
        summary: one line for an editor's title, such as "looks 96 % like the picture".
        figures: what was measured, each 0 to 1 unless its name says otherwise.
        remedy: what would make it provable, where it is unproven.
    """

    status: Status
    summary: str
    figures: dict[str, float] = field(default_factory=dict)
    remedy: str = ""
