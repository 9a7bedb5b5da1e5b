"""Catalogues in XML: Android's string resources, .NET's, XLIFF, Qt's; other XML by its texts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from limner_server.perception.drawn.catalogues.entry import entry_texts
from limner_server.perception.drawn.drawn import Drawn
from limner_server.perception.drawn.literals import unquoted
from limner_server.perception.drawn.markup import markup_texts

# What is not closed ends where the next begins.
_ANDROID: Final = re.compile(
    r"<(?P<tag>string|string-array|plurals)\s[^<>]*?name=[\"'](?P<key>[^\"'<>]+)[\"'][^<>]*>"
    r"(?P<value>(?:(?!<(?:string|plurals)\b).)*?)</(?P=tag)>",
    re.DOTALL,
)
_ITEM: Final = re.compile(r"<item[^<>]*>((?:(?!<item\b).)*?)</item>", re.DOTALL)
_NET: Final = re.compile(
    r"<data\s[^<>]*?name=[\"'](?P<key>[^\"'<>]+)[\"'][^<>]*>\s*"
    r"<value>(?P<value>(?:(?!<data\b).)*?)</value>",
    re.DOTALL,
)
_XLIFF: Final = re.compile(
    r"<(?P<tag>trans-unit|unit)\s[^<>]*?id=[\"'](?P<key>[^\"'<>]+)[\"'][^<>]*>"
    r"(?P<value>(?:(?!<(?:trans-unit|unit)\b).)*?)</(?P=tag)>",
    re.DOTALL,
)
_SAID: Final = re.compile(r"<(source|target)\b[^>]*>(?P<value>.*?)</\1>", re.DOTALL)


def xml_texts(text: str) -> Iterator[Drawn]:
    """The entries of a catalogue in XML; of any other XML the texts that it draws."""
    found = False
    for entry in _ANDROID.finditer(text):
        found = True
        parts = [(item[1], item.start(1)) for item in _ITEM.finditer(entry["value"])]
        for value, offset in parts or [(entry["value"], 0)]:
            said = unquoted(html.unescape(value.strip().strip('"')))
            yield from entry_texts(entry["key"], said, entry.start("value") + offset)
    for entry in _NET.finditer(text):
        found = True
        yield from entry_texts(entry["key"], html.unescape(entry["value"]), entry.start("value"))
    for entry in _XLIFF.finditer(text):
        found = True
        for part in _SAID.finditer(entry["value"]):
            offset = entry.start("value") + part.start("value")
            yield from entry_texts(entry["key"], html.unescape(part["value"]), offset)
    if not found:
        yield from markup_texts(text)
