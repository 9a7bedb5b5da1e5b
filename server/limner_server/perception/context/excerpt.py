"""Lines of a file as they are shown: verbatim, with a mark where some are left out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from limner_server.perception.context.piece import LineRange
from limner_server.perception.syntax.languages import language_of

_COMMENTS: Final = {"python": "#", "javascript": "//"}


def excerpt(lines: Sequence[str], ranges: Sequence[LineRange], mark: str) -> str:
    """The lines of the ranges, with a mark for each gap between them in which something stands."""
    shown: list[str] = []
    before = 0
    for one in ranges:
        gap, part = lines[before : one.first - 1], lines[one.first - 1 : one.last]
        is_blank = not any(line.strip() for line in gap)
        shown += gap if is_blank else [_indentation(part, shown) + mark]
        shown += part
        before = one.last
    if any(line.strip() for line in lines[before:]):
        shown.append(mark)
    return "\n".join(shown)


def section(name: str, path: Path, lines: Sequence[str], ranges: Sequence[LineRange]) -> str:
    """An excerpt of a file below its name, in a fence that nothing in it closes.

    Args:
        name: to be shown.
        path: of the file.
        lines: all of the file's, without line endings.
        ranges: what of them is shown; in order, apart from each other.
    """
    language = language_of(path)
    mark = f"{_COMMENTS[language.family] if language else '#'} ..."
    body = excerpt(lines, ranges, mark)
    fence = "```"
    while fence in body:
        fence += "`"
    return f"{name}:\n{fence}{language.name if language else ''}\n{body}\n{fence}"


def _indentation(part: Sequence[str], shown: Sequence[str]) -> str:
    """The blanks before the line after a gap, or before the one above it where these are more."""
    beside = [next((line for line in part if line.strip()), "")]
    beside += [line for line in shown[-1:] if line.strip()]
    return max((line[: len(line) - len(line.lstrip())] for line in beside), key=len)
