"""Words that stand for a value which only a running program has."""

from __future__ import annotations

import re
from typing import Final

_PART: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
# What these names hold is seldom a word.
_KNOWN: Final = {
    "price": "24.00",
    "total": "128.50",
    "amount": "42.00",
    "count": "3",
    "id": "17",
    "year": "2026",
    "date": "3 March 2026",
    "time": "10:30",
    "email": "ada@example.com",
    "url": "#",
    "href": "#",
    "src": "",
    "description": "A few words about what this is and what it is good for.",
    "text": "A few words about what this is.",
    "content": "A few words about what this is and what it is good for.",
    "children": "Content",
}


def words_of(name: str) -> str:
    """What stands for a value of this name: "userName" is "User name"."""
    last = name.rpartition(".")[2]
    if last.lower() in _KNOWN:
        return _KNOWN[last.lower()]
    return " ".join(_PART.findall(last)).lower().capitalize()
