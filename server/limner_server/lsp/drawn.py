"""Which parts of a document, as it is now, draw which parts of the pictures that it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lsprotocol.types import Position, Range

from limner_server.lsp.alignment import span_of
from limner_server.lsp.documents import Document
from limner_server.lsp.drafts import Choosable, KeptDraft
from limner_server.lsp.messages import DrawnPart
from limner_server.lsp.replying import drawn_lines

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


@dataclass(frozen=True, slots=True)
class Drawn:
    """A part, with the candidate that it came with."""

    part: DrawnPart
    choice: Choosable


def drawn_parts(server: LimnerServer, uri: str) -> list[Drawn]:
    """The parts in order of lines, the outer before the inner; none of a document not open."""
    document = server.documents.open_document(uri)
    if document is None:
        return []
    taken: set[int] = set()
    parts: list[Drawn] = []
    for kept in server.drafts.of(uri):
        found = kept.found_in(document.source)
        lines = {line for line in found[1] if line is not None} if found is not None else set()
        # The same picture asked for again: the lines are those of the latest draft.
        if found is None or not taken.isdisjoint(lines):
            continue
        taken |= lines
        parts += _parts(kept, *found, document)
    return sorted(parts, key=lambda one: (one.part.range.start.line, -one.part.range.end.line))


def _parts(
    kept: KeptDraft, choice: int, places: list[int | None], document: Document
) -> Iterator[Drawn]:
    chosen = kept.choices[choice]
    for drawn in drawn_lines(chosen):
        span = span_of(places, drawn.first_line, drawn.last_line)
        if span is not None:
            first, last = span
            whole = Range(Position(first, 0), _line_end(document, last))
            yield Drawn(DrawnPart(kept.name, whole, drawn.box), chosen)


def _line_end(document: Document, line: int) -> Position:
    positions = document.positions
    # A position past a line's end is its end.
    return positions.position(positions.offset(Position(line, 2**31 - 1)))
