"""Offsets of programs that count in UTF-16 code units, as JavaScript and LSP do."""

from __future__ import annotations

from dataclasses import replace

from limner_server.diagnostic import Diagnostic
from limner_server.perception.syntax.lines import Lines


def characters(text: str, units: int) -> int:
    """The offset in characters of one in UTF-16 code units."""
    if text.isascii():
        return units
    return len(
        text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace")
    )


def in_characters(diagnostic: Diagnostic, text: str) -> Diagnostic:
    """A diagnostic whose columns count UTF-16 code units, with columns in characters.

    Args:
        diagnostic: as a checker states it.
        text: of its file.
    """
    if text.isascii():
        return diagnostic
    lines = Lines(text)

    def column(line: int, units: int) -> int:
        on_line = text[lines.start(line) : lines.end(line)]
        return characters(on_line, units - 1) + 1 if units else units

    return replace(
        diagnostic,
        column=column(diagnostic.line, diagnostic.column),
        end_column=column(diagnostic.end_line, diagnostic.end_column),
    )
