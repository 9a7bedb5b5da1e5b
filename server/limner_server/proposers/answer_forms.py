"""Rules that the forms of several answers share, in GBNF."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

# Models that think aloud do so first; what they think has no form.
THOUGHT: Final = r'thought ::= "<think>" ([^<] | "<" [^/])* "</think>" [ \n]*'


def any_of(texts: Iterable[str]) -> str:
    """One of some texts, as an expression."""
    return f"({' | '.join(map(literal, texts))})"


def literal(text: str) -> str:
    """A text, as an expression."""
    escaped = text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
    return f'"{escaped}"'
