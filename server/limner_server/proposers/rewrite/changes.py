"""From a file's new lines to the smallest edits of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from limner_server.edits import Edit, line_ending, smallest
from limner_server.perception.syntax.languages import Language
from limner_server.perception.syntax.lines import Lines

Span = tuple[int, int]

_COMMENT: Final = {
    "python": re.compile(r"\s*(?:#.*)?"),
    "javascript": re.compile(r"\s*(?://.*|/\*(?:(?!\*/).)*(?:\*/\s*)?)?", re.DOTALL),
}
_LINE_ENDING: Final = re.compile(r"\r\n|\n|\r")


def lines_of(text: str) -> list[str]:
    """The lines without their endings; after the last ending there is one more, empty."""
    return _LINE_ENDING.split(text)


def edits_between(
    text: str, new: Sequence[str], language: Language, protected: Sequence[Span] = ()
) -> tuple[Edit, ...]:
    """The smallest edits that give a text new lines, in the order of the text.

    Blanks at the ends of lines do not count, nor does what only takes comments and empty lines away
    or puts them in: models rewrite those without meaning to.

    Args:
        text: of the file.
        new: its lines without endings; they get the file's.
        language: that it is written in.
        protected: spans of the text; what touches one of them stays as it is.
    """
    old = lines_of(text)
    places, ending = Lines(text), line_ending(text)
    found = []
    comment = _COMMENT[language.family]
    for i1, i2, j1, j2 in changes(old, new):
        gone, come = old[i1:i2], new[j1:j2]
        first, last = _core(gone, come, comment)
        start, end = _core(come, gone, comment)
        if _is_idle(gone[first:last], come[start:end], comment):
            continue
        edit = _edit(places, (i1 + first, i1 + last), come[start:end], ending)
        edit = smallest(edit, text)
        if not any(start < edit.end and edit.start < end for start, end in protected):
            found.append(edit)
    return tuple(found)


def changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where lines differ: the rows that go, and those that come in their place.

    Blanks at their ends count only where nothing else differs.
    """
    one, other = [line.rstrip() for line in old], [line.rstrip() for line in new]
    if one == other:
        one, other = [*old], [*new]
    head, most = 0, min(len(one), len(other))
    while head < most and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < most - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    # What both begin and end with is not even compared: a file may be long.
    middle = one[head : len(one) - tail], other[head : len(other) - tail]
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
        if kind != "equal":
            yield head + i1, head + i2, head + j1, head + j2


def _core(lines: Sequence[str], others: Sequence[str], comment: re.Pattern[str]) -> tuple[int, int]:
    """The bounds of lines without the comments at either end that have none for a counterpart."""
    first, last = 0, len(lines)
    if others:
        while last - first > 1 and _odd(lines[last - 1], others[-1], comment):
            last -= 1
        while last - first > 1 and _odd(lines[first], others[0], comment):
            first += 1
    return first, last


def _odd(line: str, other: str, comment: re.Pattern[str]) -> bool:
    return bool(comment.fullmatch(line) and not comment.fullmatch(other))


def _is_idle(old: Sequence[str], new: Sequence[str], comment: re.Pattern[str]) -> bool:
    """Whether comments and empty lines alone go or come."""
    if old and new:
        return False
    # A comment of several lines is one, lines that are comments each are so for themselves.
    return bool(comment.fullmatch("\n".join([*old, *new]))) or all(
        comment.fullmatch(line) for line in [*old, *new]
    )


def _edit(places: Lines, rows: tuple[int, int], lines: Sequence[str], ending: str) -> Edit:
    """The edit that puts lines in place of those from one index up to another."""
    first, last = rows
    if first < last and lines:
        return Edit(places.start(first + 1), places.end(last), ending.join(lines))
    if last < len(places):
        text = "".join(line + ending for line in lines)
        return Edit(places.start(first + 1), places.start(last + 1), text)
    # At the end of the file the ending goes, or stands, before.
    start = places.end(first) if first else 0
    return Edit(start, places.end(last), "".join(ending + line for line in lines))
