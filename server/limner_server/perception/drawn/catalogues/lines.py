"""Catalogues of one entry a line: YAML, Java's properties, Apple's strings, Fluent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from limner_server.perception.drawn.catalogues.entry import entry_texts
from limner_server.perception.drawn.drawn import Drawn
from limner_server.perception.drawn.literals import unquoted

_YAML: Final = re.compile(
    r"^(?P<blank>[ \t]*)(?P<dash>(?:-[ \t]+)*)"
    r"(?:(?P<quote>[\"']?)(?P<name>[^\s\"':#][^\"':\n]*?)(?P=quote)[ \t]*:(?=[ \t\r\n]|$))?"
    r"[ \t]*(?P<value>[^\r\n]*)",
    re.MULTILINE,
)
_BLOCK: Final = re.compile(r"[|>][-+0-9]*\s*(#.*)?$")
_COMMENT: Final = re.compile(r"\s#.*$")
_ENTRY: Final = re.compile(
    r"^[ \t]*(?![#!;])(?P<key>(?:[^\s=:\\]|\\.)+)[ \t]*[=:][ \t]*"
    r"(?P<value>(?:[^\r\n\\]|\\\r?\n|\\.)*+)",
    re.MULTILINE,
)
_APPLE: Final = re.compile(r'"(?P<key>(?:[^"\\]|\\.)*+)"\s*=\s*"(?P<value>(?:[^"\\]|\\.)*+)"\s*;')
_FOLDED: Final = re.compile(r"\\\r?\n[ \t]*")


def yaml_texts(text: str) -> Iterator[Drawn]:
    """The values of a YAML file, each with the names that lead to it by their indentation.

    Enough of YAML for catalogues; TOML's `name = value` is read as properties.
    """
    path: list[tuple[int, str]] = []
    block = -1
    for found in _YAML.finditer(text):
        indent, value = len(found["blank"]), found["value"].strip()
        if not found["name"] and (not value or value.startswith("#")):
            continue
        if block >= 0 and indent > block:
            key = ".".join(name for _, name in path)
            yield from entry_texts(key, value, found.start("value"))
            continue
        block = -1
        if found["name"]:
            while path and path[-1][0] >= indent + len(found["dash"]):
                path.pop()
            path.append((indent + len(found["dash"]), found["name"].strip()))
        if not value or value[0] in "#&*!{":
            continue
        if _BLOCK.match(value):
            block = indent
            continue
        key = ".".join(name for _, name in path)
        yield from entry_texts(key, _scalar(value), found.start("value"))


def _scalar(value: str) -> str:
    if value[0] in "\"'":
        end = value.rfind(value[0])
        body = value[1:end] if end > 0 else value[1:]
        return unquoted(body) if value[0] == '"' else body.replace("''", "'")
    return _COMMENT.sub("", value)


def property_texts(text: str) -> Iterator[Drawn]:
    """The entries of a `.properties` file, or of another of lines `name = value`."""
    for found in _ENTRY.finditer(text):
        value = unquoted(_FOLDED.sub("", found["value"])).strip().strip("\"'")
        yield from entry_texts(unquoted(found["key"]), value, found.start("value"))


def apple_texts(text: str) -> Iterator[Drawn]:
    """The entries of a `.strings` file."""
    for found in _APPLE.finditer(text):
        key, value = unquoted(found["key"]), unquoted(found["value"])
        yield from entry_texts(key, value, found.start("value"))
