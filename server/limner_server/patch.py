"""A patch: what a proposer would change, and a prover tries, before anything is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from limner_server.edits import Edit


@dataclass(frozen=True, slots=True)
class Patch:
    """A change of one or more files that is small enough to be read.

    Attributes:
        edits: by absolute path of the file; sorted, none touching another, in characters of the
            file's text as `Source.text` has it.
        proposer: who made it: "search", "quick fix", "model".
        note: what it does, in a few words for a person: "compare with `<` instead of `==`".
        cost: how unlikely such a change is, as a negative logarithm: 0 is certain. Costs of
            changes made together add up.
    """

    edits: Mapping[Path, tuple[Edit, ...]]
    proposer: str
    note: str
    cost: float = field(default=0.0, compare=False)

    def applied(self, path: Path, text: str) -> str:
        """The text of the file at `path` after the patch."""
        for edit in reversed(self.edits.get(path, ())):
            text = edit.applied(text)
        return text

    @property
    def size(self) -> int:
        """How many characters it takes away or puts in."""
        changes = (edit for edits in self.edits.values() for edit in edits)
        return sum(edit.end - edit.start + len(edit.text) for edit in changes)
