"""Where a picture comes from: the lines of a workspace that draw what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from limner_server.perception.scene import Box


@dataclass(frozen=True, slots=True)
class Translation:
    """The entry of a catalogue by which a text came into the picture.

    Attributes:
        path: of the catalogue, absolute.
        line: of the entry, 1-based.
        key: that code asks for it by.
    """

    path: Path
    line: int
    key: str


@dataclass(frozen=True, slots=True)
class DrawnPlace:
    """A line of source that draws a part of the picture.

    Attributes:
        path: absolute.
        line: 1-based.
        column: 1-based, in characters.
        text: that is drawn, as the source or its translation has it; "…" for what is put in.
        read: what was read in the picture.
        box: the part of the picture, in its pixels.
        score: how surely this line draws it, 0 to 1.
        translation: where the text itself stands, if not in this line.
    """

    path: Path
    line: int
    column: int
    text: str
    read: str
    box: Box
    score: float
    translation: Translation | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """What was found of a picture.

    Attributes:
        places: those of the file that draws most first; of a file the most telling line first.
        root: of the workspace, absolute.
        width: of the picture in pixels.
        height: of the picture in pixels.
    """

    places: tuple[DrawnPlace, ...]
    root: Path
    width: int
    height: int
