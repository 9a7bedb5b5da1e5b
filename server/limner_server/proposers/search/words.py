"""The words of names and of what is said of code."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from tree_sitter import Node

from limner_server.proposers.search.code import Code

_WORD: Final = re.compile(r"[^\W\d]\w*")
_PIECES: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@lru_cache(maxsize=4096)
def pieces(name: str) -> tuple[str, ...]:
    """The words that a name is made of: `max_depth` and `maxDepth` of "max" and "depth"."""
    return tuple(piece.lower() for piece in _PIECES.findall(name))


def words_of(code: Code, function: Node) -> frozenset[str]:
    """The words of a function's name, its docstring, and a comment before it."""
    holder, name = function, function.child_by_field_name("name")
    if name is None and function.parent is not None:
        name = function.parent.child_by_field_name("name")
        holder = function.parent.parent or function.parent
    said = [code.of(name)] if name is not None else []
    body = function.child_by_field_name("body")
    first = body.named_children[0] if body is not None and body.named_children else None
    if first is not None and first.type == "expression_statement":
        said += [code.of(one) for one in first.named_children if one.type == "string"]
    before = holder.prev_sibling
    if before is not None and before.type == "comment":
        said.append(code.of(before))
    found = (piece for text in said for word in _WORD.findall(text) for piece in pieces(word))
    return frozenset(word for word in found if len(word) > 2)
