"""Finding the pictures that a text refers to: links, tags, and paths in comments and strings.

Every search here is linear in the text, which may be one line of megabytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from limner_server.edits import line_end, line_start

EXTENSIONS: Final = ("png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff")
_EXTENSION: Final = re.compile(rf"\.(?:{'|'.join(EXTENSIONS)})\b", re.IGNORECASE)
_LINK: Final = re.compile(
    r"!\[[^\]\n]{0,500}\]\(\s{0,8}(?:<(?P<angle>[^>\n]+)>|(?P<plain>[^\s)]+))"
    r"(?:\s{1,8}(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?\s{0,8}\)"
)
_TAG: Final = re.compile(
    r"<(?:img|image)\b[^<>]*?\bsrc\s*=\s*\{?\s*(?P<quote>[\"'`])(?P<source>[^\"'`<>]*)(?P=quote)"
    r"[^<>]*>(?:\s*</img>)?",
    re.IGNORECASE,
)
_DATA: Final = re.compile(r"data:image/[\w.+-]+;base64,[A-Za-z0-9+/=]+")
_QUOTES: Final = "\"'`"
_ENDS_A_BARE_PATH: Final = re.compile(r"[\s\"'`<>()\[\]{}|*,;=]")
_LONGEST_PATH: Final = 1024
# A tag may be spread over lines; one that is spread over more is found by its path alone.
_TAG_LINES: Final = 20


class Kind(StrEnum):
    """How a text refers to a picture."""

    LINK = "link"  # Markdown's ![...](...)
    TAG = "tag"  # <img src="...">
    PATH = "path"  # a bare path or data URI, in a comment, a string, prose


@dataclass(frozen=True, slots=True)
class ImageReference:
    """A picture that a text refers to.

    Attributes:
        kind: how.
        source: the path or URI, as written.
        start: offset of the link, tag or path in the text.
        end: offset of its end.
    """

    kind: Kind
    source: str
    start: int
    end: int


def find_references(text: str, start: int, end: int) -> list[ImageReference]:
    """The references on the lines that `[start, end)` touches, in order of the text.

    Those that the range itself touches come first.
    """
    top, bottom = line_start(text, start), line_end(text, end)
    on_lines = [
        reference
        for reference in _all(text, top, bottom)
        if reference.start <= bottom and reference.end >= top
    ]
    return sorted(
        on_lines,
        key=lambda reference: (reference.start > end or reference.end < start, reference.start),
    )


def _all(text: str, top: int, bottom: int) -> Iterator[ImageReference]:
    taken: list[tuple[int, int]] = []
    for reference in _links_and_tags(text, top, bottom):
        taken.append((reference.start, reference.end))
        yield reference
    for start, end in _paths(text, top, bottom):
        if not any(first <= start < last for first, last in taken):
            yield ImageReference(Kind.PATH, text[start:end], start, end)


def _links_and_tags(text: str, top: int, bottom: int) -> Iterator[ImageReference]:
    for found in _LINK.finditer(text, top, bottom):
        source = found["angle"] or found["plain"]
        if _names_a_picture(source):
            yield ImageReference(Kind.LINK, source, found.start(), found.end())
    first, last = _lines_around(text, top, bottom)
    for found in _TAG.finditer(text, first, last):
        if _names_a_picture(found["source"]):
            yield ImageReference(Kind.TAG, found["source"], found.start(), found.end())


def _names_a_picture(source: str) -> bool:
    return source.startswith("data:image/") or _EXTENSION.search(source) is not None


def _lines_around(text: str, top: int, bottom: int) -> tuple[int, int]:
    for _ in range(_TAG_LINES):
        top = line_start(text, max(top - 1, 0))
        bottom = line_end(text, min(bottom + 1, len(text)))
    return top, bottom


def _paths(text: str, top: int, bottom: int) -> Iterator[tuple[int, int]]:
    for found in _DATA.finditer(text, top, bottom):
        yield found.span()
    for found in _EXTENSION.finditer(text, top, bottom):
        start = _path_start(text, max(top, found.start() - _LONGEST_PATH), found)
        # An extension with nothing before it is no file; "a.png.bak" is no picture.
        if start < found.start() and text[found.end() : found.end() + 1] != ".":
            yield start, found.end()


def _path_start(text: str, earliest: int, extension: re.Match[str]) -> int:
    """Where a path begins: at its quote where it stands in quotes, else after the last blank."""
    closing = text[extension.end() : extension.end() + 1]
    if closing and closing in _QUOTES:
        opening = text.rfind(closing, earliest, extension.start())
        if opening >= 0:
            return opening + 1
    for position in range(extension.start() - 1, earliest - 1, -1):
        if _ENDS_A_BARE_PATH.match(text, position):
            return position + 1
    return earliest
