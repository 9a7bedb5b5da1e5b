"""A file of the user's, for the makers of lessons, which know files of packages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from limner_adapters.code.corpus import Package, SourceFile

_NOBODYS = Package("", "", ())


@dataclass(frozen=True, slots=True)
class OwnFile(SourceFile):
    """A file of the workspace.

    Attributes:
        name: relative to the workspace.
    """

    name: str

    @classmethod
    def of(cls, path: Path, text: str, name: str) -> OwnFile:
        """The file at `path`, which says `text`."""
        return cls(_NOBODYS, path, text.replace("\r\n", "\n"), name)

    @property
    def origin(self) -> str:
        """The file for people."""
        return self.name
