"""Catalogues in PHP: a file that returns an array, as Laravel has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from limner_server.perception.drawn.catalogues.entry import entry_texts
from limner_server.perception.drawn.drawn import Drawn
from limner_server.perception.drawn.literals import unquoted

_RETURNS: Final = re.compile(r"\s*<\?php\b[^?]{0,2000}?\breturn\s*(?:\[|array\s*\()")
_TOKEN: Final = re.compile(
    r"""(?P<quote>["'])(?P<said>(?:(?!(?P=quote))[^\\]|\\.)*+)(?P=quote)\s*(?P<arrow>=>)?"""
    r"""|(?P<open>\[|array\s*\()|(?P<close>[\])])|//[^\n]*|\#[^\n]*|/\*.*?(?:\*/|\Z)""",
    re.DOTALL,
)


def is_php_catalogue(text: str) -> bool:
    """Whether a file of PHP does nothing but return an array."""
    return _RETURNS.match(text) is not None


def php_texts(text: str) -> Iterator[Drawn]:
    """The strings of the array that are values, each with the names that lead to it."""
    names: list[str] = []
    name = ""
    for token in _TOKEN.finditer(text):
        if token["open"]:
            names.append(name)
            name = ""
        elif token["close"] and names:
            names.pop()
            name = ""
        elif token["arrow"]:
            name = unquoted(token["said"])
        elif token["quote"]:
            key = ".".join(one for one in (*names, name) if one)
            yield from entry_texts(key, unquoted(token["said"]), token.start("said"))
            name = ""
