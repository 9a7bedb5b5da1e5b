"""The words that sentences about code are made with: lists too long to stand in code."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final

_GROUP: Final = re.compile(r"^\[([^\]]+)\]\n([^\[]*)", re.MULTILINE)


def words_in(group: str) -> frozenset[str]:
    """The words of a group of `lexicon.txt`."""
    return _groups()[group]


@cache
def _groups() -> dict[str, frozenset[str]]:
    text = files("limner_server.proposers.docstrings").joinpath("lexicon.txt").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in _GROUP.findall(text)}
