"""Unified diffs as models write them: the words are right more often than the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from limner_server.proposers.rewrite.names import name_in
from limner_server.proposers.rewrite.passages import Replacement

_HUNK: Final = re.compile(r"@@(?: -(\d+)(?:,\d+)? \+\d+(?:,\d+)?)?.*")
_OLD_FILE: Final = re.compile(r"--- (?:a/)?(.*?)(?:\t.*)?")
_NEW_FILE: Final = re.compile(r"\+\+\+ (?:b/)?(.*?)(?:\t.*)?")
_FENCE: Final = re.compile(r"\s*(?:```+|~~~+).*")
_OTHER: Final = re.compile(r"(?:diff --git |index [0-9a-f]+\.\.|similarity |rename ).*")


def diff_hunks(lines: Sequence[str]) -> list[Replacement]:
    """The hunks of an answer, in order; those that change nothing are left out."""
    return [hunk for hunk in _hunks(lines) if hunk.old != hunk.new]


def _hunks(lines: Sequence[str]) -> Iterator[Replacement]:
    name = ""
    index = 0
    while index < len(lines):
        if named := _names_file(lines, index):
            name = named
            index += 2
            # Some leave the line with the numbers out.
            if index < len(lines) and not _HUNK.fullmatch(lines[index]):
                hunk, index = _hunk(lines, index, name, None)
                yield hunk
        elif found := _HUNK.fullmatch(lines[index]):
            hunk, index = _hunk(lines, index + 1, name, int(found[1]) if found[1] else None)
            yield hunk
        else:
            index += 1


def _names_file(lines: Sequence[str], index: int) -> str:
    """The file whose old and new name stand on two lines."""
    old = _OLD_FILE.fullmatch(lines[index])
    new = _NEW_FILE.fullmatch(lines[index + 1]) if old and index + 1 < len(lines) else None
    return (name_in(new[1]) or name_in(old[1])) if old and new else ""


def _hunk(lines: Sequence[str], index: int, name: str, line: int | None) -> tuple[Replacement, int]:
    old: list[str] = []
    new: list[str] = []
    while index < len(lines) and not _ends(lines, index):
        sign, text = lines[index][:1], lines[index][1:]
        if sign not in ("+", "\\"):
            # A line of context whose blank was lost.
            old.append(text if sign in ("-", " ", "") else lines[index])
        if sign not in ("-", "\\"):
            new.append(text if sign in ("+", " ", "") else lines[index])
        index += 1
    return Replacement(name, tuple(old), tuple(new), line), index


def _ends(lines: Sequence[str], index: int) -> bool:
    line = lines[index]
    return bool(
        _HUNK.fullmatch(line)
        or _FENCE.fullmatch(line)
        or _OTHER.fullmatch(line)
        or _names_file(lines, index)
    )
