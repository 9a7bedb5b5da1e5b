"""Tables: rows of texts whose columns line up."""

from __future__ import annotations

from limner_server.layout.element import Element


def find_tables(root: Element) -> None:
    """Make tables of rows that share their columns."""
    del root
