"""The texts of files with one element a line: Pug, Haml, Slim, Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from limner_server.perception.drawn.drawn import Drawn, Role, drawn_of
from limner_server.perception.drawn.holes import with_holes
from limner_server.perception.drawn.literals import literals

# A tag with its classes and attributes, or what Markdown begins a line with.
_LEAD: Final = re.compile(
    r"\s*(?:[-=|]\s|//.*|(?:[%]?[a-z][\w:-]*)?(?:[.#][\w-]+)*(?:\([^()\n]*\)|\{[^{}\n]*\})?[!&]?=?(?=\s)"
    r"|#{1,6}\s|[*+>]\s|\d+[.)]\s)?\s*"
)
_LINE: Final = re.compile(r"[^\n]+")


def outline_texts(text: str) -> Iterator[Drawn]:
    """Each line's text behind its tag, and the texts in quotes."""
    for line in _LINE.finditer(text):
        for lead in {0, _LEAD.match(line[0]).end()}:  # type: ignore[union-attr]
            drawn = drawn_of(with_holes(line[0][lead:], line.start() + lead), Role.TEXT)
            if drawn is not None:
                yield drawn
        yield from literals(line[0], line.start())
