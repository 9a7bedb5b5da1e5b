"""Code as a task hands it on: one main text, the files beside it, and what each line draws."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from limner_server.perception.scene import Box


class Stack(StrEnum):
    """The dialects that a page can be written in."""

    HTML = "html"
    TAILWIND = "tailwind"
    REACT = "react"
    VUE = "vue"


@dataclass(frozen=True, slots=True)
class Region:
    """The part of the picture that some lines of the code draw.

    Attributes:
        first_line: 0-based line of the code.
        last_line: 0-based, inclusive.
        box: in the picture's pixels.
        element: the id of the element in its tree.
    """

    first_line: int
    last_line: int
    box: Box
    element: int


@dataclass(slots=True)
class Code:
    """A page in one stack.

    Attributes:
        stack: the dialect.
        text: the source to insert.
        html: the same page as one self-contained HTML document: what is rendered for the proof.
            Every element carries `data-limner="ID"` there, never in `text`.
        regions: what each element's lines draw, in order of lines.
        assets: files that `text` refers to (cropped pictures), by relative path.
    """

    stack: Stack
    text: str
    html: str
    regions: list[Region] = field(default_factory=list)
    assets: dict[str, bytes] = field(default_factory=dict)
