"""Catalogues in JSON: i18next, vue-i18n, react-intl, Angular, Flutter's ARB; also with comments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from limner_server.perception.drawn.catalogues.entry import entry_texts
from limner_server.perception.drawn.drawn import Drawn

_TOKEN: Final = re.compile(
    r'(?P<string>"(?:[^"\\\n]|\\.)*+")|(?P<sign>[{}\[\]:,])|//[^\n]*|/\*.*?(?:\*/|\Z)', re.DOTALL
)
# react-intl and Chrome have the text one deeper than the key.
WRAPPERS: Final = frozenset({"defaultMessage", "message", "string", "translation", "value"})
# Of ARB and Chrome: what is said of an entry.
_REMARKS: Final = frozenset({"description", "placeholders", "comment"})
_DEEPEST: Final = 60


def json_texts(text: str) -> Iterator[Drawn]:
    """The strings of a JSON file that are values, each with the names that lead to it."""
    names: list[str] = []
    pending, last = "", ""
    for token in _TOKEN.finditer(text):
        if token["string"]:
            last = token["string"]
            is_said = not pending.startswith("@") and pending not in _REMARKS
            if is_said and not _is_name(text, token.end()):
                yield from entry_texts(_key(names, pending), _said(last), token.start() + 1)
            continue
        sign = token["sign"]
        if sign == ":":
            pending = _said(last)
        elif sign in ("{", "["):
            names.append(pending)
            pending = ""
            if len(names) > _DEEPEST:
                return
        elif sign in ("}", "]") and names:
            names.pop()
            pending = ""
        elif sign == ",":
            pending = ""


def _is_name(text: str, end: int) -> bool:
    after = text[end : end + 80].lstrip()
    return after.startswith(":")


def _key(names: list[str], name: str) -> str:
    path = [*(one for one in names if one), name]
    if len(path) > 1 and path[-1] in WRAPPERS:
        path.pop()
    return ".".join(one for one in path if one)


def _said(token: str) -> str:
    if "\\" not in token:
        return token[1:-1]
    try:
        return str(json.loads(token))
    except ValueError:
        return token[1:-1]
