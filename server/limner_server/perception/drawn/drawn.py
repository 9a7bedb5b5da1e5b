"""A text that a file draws, or has drawn by whoever asks for it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

# Stands in a text for what is put in when it is drawn: U+FFFC OBJECT REPLACEMENT CHARACTER.
HOLE: Final = "\ufffc"
_BLANKS: Final = re.compile(r"\s+")
# No blank goes before these.
_CLOSING: Final = frozenset(".,;:!?)…")
_LINES: Final = re.compile(r"[^\n]*\n|[^\n]+")


class Role(Enum):
    """What part of its file a text is."""

    TEXT = "text"  # between tags
    ATTRIBUTE = "attribute"  # of a tag, and drawn: a placeholder, a label
    STRING = "string"  # of code
    ENTRY = "entry"  # of a catalogue, where code finds it by its key


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text, as it is drawn but for how lines break.

    Attributes:
        text: one blank between words; `HOLE` for what is put in.
        role: what part of its file it is.
        marks: where its lines begin: offsets in `text` and in the file, both rising; at least one.
        key: that code asks for it by, or "".
    """

    text: str
    role: Role
    marks: tuple[tuple[int, int], ...]
    key: str = ""

    def offset(self, index: int = 0) -> int:
        """Where in the file the line begins that draws what stands at an index of `text`."""
        at = bisect_right(self.marks, index, key=lambda mark: mark[0]) - 1
        return self.marks[max(at, 0)][1]

    @property
    def shown(self) -> str:
        """The text for a person."""
        return self.text.replace(HOLE, "…")


def drawn_of(pieces: Iterable[tuple[str, int]], role: Role, key: str = "") -> Drawn | None:
    """A text of several pieces, each with where it stands in its file; None where it says nothing.

    Blanks count as one. Each line of the source is a mark of its own, so that the parts of a long
    text are found where they stand.
    """
    text = ""
    marks: list[tuple[int, int]] = []
    for piece, offset in pieces:
        if piece == HOLE:
            # Several in a row are as good as one.
            text += "" if text.rstrip().endswith(HOLE) else HOLE
            continue
        for line in _LINES.finditer(piece):
            words = _BLANKS.sub(" ", line[0])
            if text.endswith(" ") and words[0] in _CLOSING:
                text = text.rstrip()
            elif text.endswith(" ") or not text:
                words = words.lstrip()
            if words.strip():
                lead = len(line[0]) - len(line[0].lstrip())
                marks.append(
                    (len(text) + len(words) - len(words.lstrip()), offset + line.start() + lead)
                )
            text += words
    if not any(sign.isalpha() for sign in text):
        return None
    return Drawn(text.rstrip(), role, tuple(marks), key)
