"""Puts a replacement into the lines of a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from limner_server.proposers.rewrite.abridged import completed, segments
from limner_server.proposers.rewrite.anchor import find
from limner_server.proposers.rewrite.indentation import Indentation
from limner_server.proposers.rewrite.passages import Replacement


def replaced(
    passage: Replacement, lines: Sequence[str], near: int | None = None
) -> list[str] | None:
    """The lines of the file with the replacement made.

    What `old` and `new` have in common stays as the file has it, however it is quoted.

    Args:
        passage: what to replace by what.
        lines: of the file.
        near: index of the line that is pointed at, for what stands in several places.

    Returns:
        None where it cannot be told what is meant.
    """
    near = near if passage.line is None else passage.line - 1
    if not any(line.strip() for line in lines) and not any(map(str.strip, passage.old)):
        return [*passage.new]
    parts = _parts(passage, lines)
    if parts is None:
        return None
    result = [*lines]
    for part in parts:
        changed = _changed(part, result, near)
        if changed is None:
            return None
        result = changed
    return result


def _parts(passage: Replacement, lines: Sequence[str]) -> list[Replacement] | None:
    """The replacement without what it leaves out on both sides alike."""
    if passage.cut:
        new = completed(passage.new, passage.old)
        if new is None:
            return None
        passage = replace(passage, new=tuple(new), cut=False)
    old, new_parts = segments(passage.old, lines), segments(passage.new, lines)
    if len(old) != len(new_parts):
        return None
    pairs = zip(old, new_parts, strict=True)
    return [replace(passage, old=one, new=other) for one, other in pairs if one != other]


def _changed(passage: Replacement, lines: Sequence[str], near: int | None) -> list[str] | None:
    place = find(passage.old, lines, near)
    if place is None:
        # As `patch` does: what stands around may be misquoted where the changed lines are not.
        passage = _without_context(passage)
        place = find(passage.old, lines, near)
    if place is None:
        return _within_a_line(passage, lines)
    old, new = passage.old, passage.new
    indices = iter(place)
    # The file's line for each old one; none for empty lines.
    there = [next(indices) if line.strip() else None for line in old]
    pairs = [
        (line, lines[index]) for line, index in zip(old, there, strict=True) if index is not None
    ]
    indentation = Indentation.between(pairs, [*old, *new], lines)
    put, taken = [*lines[: place[0]]], place[0]
    stripped = [line.rstrip() for line in old], [line.rstrip() for line in new]
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, *stripped, autojunk=False).get_opcodes():
        for index in there[i1:i2]:
            if kind == "equal" and index is not None:
                put += lines[taken : index + 1]
                taken = index + 1
            elif kind == "equal" and taken <= place[-1] and not lines[taken].strip():
                put.append(lines[taken])
                taken += 1
            elif index is not None:
                taken = index + 1
        if kind != "equal":
            put += [indentation.moved(line) for line in new[j1:j2]]
    return [*put, *lines[taken:]]


def _without_context(passage: Replacement) -> Replacement:
    """The replacement without the lines that it begins and ends with on both sides.

    Where lines are only put in, the one before them stays, or else the one after.
    """
    old, new = [*passage.old], [*passage.new]
    line, before = passage.line, ""
    while old and new and old[0].rstrip() == new[0].rstrip():
        before = old.pop(0)
        new.pop(0)
        line = None if line is None else line + 1
    after: list[str] = []
    while old and new and old[-1].rstrip() == new[-1].rstrip():
        after = [old.pop()]
        new.pop()
    if not any(map(str.strip, old)):
        head, tail = ([before], []) if before.strip() else ([], after)
        old, new = [*head, *old, *tail], [*head, *new, *tail]
    return replace(passage, old=tuple(old), new=tuple(new), line=line)


def _within_a_line(passage: Replacement, lines: Sequence[str]) -> list[str] | None:
    """Part of a line in place of another, where only one line has it."""
    old, new = (
        [line.strip() for line in side if line.strip()] for side in (passage.old, passage.new)
    )
    if len(old) != 1 or len(new) != 1:
        return None
    # Whole words, so that `x` is not found in `max`.
    pattern = re.compile(
        rf"(?<!\w){re.escape(old[0])}(?!\w)" if old[0][0].isalnum() else re.escape(old[0])
    )
    found = [(index, match) for index, line in enumerate(lines) for match in pattern.finditer(line)]
    if len(found) != 1:
        return None
    index, match = found[0]
    line = lines[index]
    return [
        *lines[:index],
        line[: match.start()] + new[0] + line[match.end() :],
        *lines[index + 1 :],
    ]
