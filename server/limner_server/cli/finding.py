"""What one check of `limner doctor` found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    Attributes:
        name: of what was looked for.
        there: whether it is.
        detail: what was found, or what its absence means.
        remedy: how to get it, where it is missing.
        needed: whether the main job cannot be done without.
        unknown: whether nobody can tell; then `there` is false.
    """

    name: str
    there: bool
    detail: str
    remedy: str = ""
    needed: bool = False
    unknown: bool = False

    def __str__(self) -> str:
        """The line of the table."""
        missing = "MISSING" if self.needed else "absent "
        mark = "ok     " if self.there else ("unknown" if self.unknown else missing)
        remedy = f": {self.remedy}" if self.remedy else ""
        return f"{mark}  {self.name:18}  {self.detail}{remedy}\n"
