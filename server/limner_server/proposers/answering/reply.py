"""An answer to a question, and the places of the workspace that it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A place of the workspace that an answer names.

    Attributes:
        path: absolute.
        line: 1-based.
        end_line: the last line of it, 1-based; `line` where it is one line.
        what: stands there, for a person: "def load(path: Path) -> Config".
    """

    path: Path
    line: int
    end_line: int
    what: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered.

    Attributes:
        text: in Markdown; places as `path:line`, from the workspace's root.
        places: that the text names, in its order; each is there.
        root: of the workspace, absolute.
    """

    text: str
    places: tuple[CitedPlace, ...]
    root: Path
