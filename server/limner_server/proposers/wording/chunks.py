"""A sentence in chunks: what stands between its commas and its "and"s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from limner_server.proposers.wording.tokens import Token

_AND: Final = frozenset({"and", "&", "+", "plus", "or", "also"})
_JOINTS: Final = (
    ("as", "well", "as"),
    ("along", "with"),
    ("together", "with"),
    ("followed", "by"),
    ("next", "to"),
    ("and", "then"),
    ("in", "addition", "to"),
    ("and", "also"),
    ("and", "with"),
    ("and", "below", "it"),
    ("and", "below", "that"),
    ("and", "finally"),
    ("above",),
    ("below",),
    ("beside",),
    ("beneath",),
    ("underneath",),
)


@dataclass(slots=True)
class Chunk:
    """What stands between two separators of a list.

    Attributes:
        tokens: of it.
        joined: whether an "and" stands before it.
    """

    tokens: list[Token]
    joined: bool = False


def chunks_of(tokens: Sequence[Token]) -> list[Chunk]:
    """A sentence cut at its commas and its "and"s; what stands in parentheses stays in one."""
    chunks = [Chunk([])]
    depth = 0
    index = 0
    while index < len(tokens):
        token = tokens[index]
        depth += (token.text == "(" and not token.quoted) - (token.text == ")" and not token.quoted)
        joint = 0 if depth else _joint(tokens, index)
        if joint:
            if chunks[-1].tokens:
                chunks.append(Chunk([]))
            chunks[-1].joined |= token.text not in (",", "/")
        else:
            chunks[-1].tokens.append(token)
        index += joint or 1
    return [chunk for chunk in chunks if chunk.tokens] or [Chunk([])]


def _joint(tokens: Sequence[Token], index: int) -> int:
    """How many tokens part two entries here; 0 for none."""
    token = tokens[index]
    if token.quoted:
        return 0
    for words in _JOINTS:
        if tuple(one.low for one in tokens[index : index + len(words)]) == words:
            return len(words)
    return int(token.text == "," or (token.low in _AND and index > 0))
