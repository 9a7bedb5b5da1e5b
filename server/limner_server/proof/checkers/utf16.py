"""Offsets of programs that count in UTF-16 code units, as JavaScript does."""

from __future__ import annotations


def characters(text: str, units: int) -> int:
    """The offset in characters of one in UTF-16 code units."""
    if text.isascii():
        return units
    return len(
        text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace")
    )
