"""Text edits: the smallest that do it, moved along where the document changed meanwhile.

Offsets count characters (code points) of the document's text, 0-based and half-open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final

from limner_server.errors import StaleDocumentError

# Beyond this, comparing two versions line by line takes longer than running the action again.
MOST_LINES: Final = 20_000


@dataclass(frozen=True, slots=True)
class Edit:
    """Replaces `[start, end)` by `text`."""

    start: int
    end: int
    text: str

    def applied(self, document: str) -> str:
        """The document after the edit."""
        return document[: self.start] + self.text + document[self.end :]


def smallest(edit: Edit, document: str) -> Edit:
    """The same change without what it leaves as it was at either end.

    A carriage return and its line feed stay together, since a position cannot stand between them.
    """
    old, new = document[edit.start : edit.end], edit.text
    head = _common_prefix(old, new)
    if head and old[head - 1] == "\r":
        head -= 1
    tail = min(_common_prefix(old[::-1], new[::-1]), len(old) - head, len(new) - head)
    if tail and old[len(old) - tail] == "\n":
        tail -= 1
    return Edit(edit.start + head, edit.end - tail, new[head : len(new) - tail])


def rebase(edit: Edit, before: str, now: str) -> Edit:
    """The edit of `before`, moved to the same place of `now`.

    Raises:
        StaleDocumentError: what the edit replaces, or the line it stands on, has changed.
    """
    return rebase_all([edit], before, now)[0]


def rebase_all(edits: Iterable[Edit], before: str, now: str) -> list[Edit]:
    """Each of the edits of `before`, moved to the same place of `now`.

    Raises:
        StaleDocumentError: what one of them replaces, or the line it stands on, has changed.
    """
    head = _common_prefix(before, now)
    tail = min(_common_prefix(before[::-1], now[::-1]), min(len(before), len(now)) - head)
    lines: _Lines | None = None
    moved = []
    for edit in edits:
        if edit.end <= head:
            shift = 0
        elif edit.start >= len(before) - tail:
            shift = len(now) - len(before)
        else:
            lines = lines or _Lines(before, now)
            shift = lines.shift_of(edit)
        moved.append(replace(edit, start=edit.start + shift, end=edit.end + shift))
    return moved


class _Lines:
    """How the lines of a text moved, where changes stand on both sides of them."""

    def __init__(self, before: str, now: str) -> None:
        self._before = before
        self._old = before.splitlines(keepends=True)
        self._new = now.splitlines(keepends=True)
        # With difflib's junk: thousands of `</div>`, held against each other, take minutes.
        matcher = SequenceMatcher(None, self._old, self._new)
        few = max(len(self._old), len(self._new)) <= MOST_LINES
        self._blocks = matcher.get_matching_blocks() if few else []

    def shift_of(self, edit: Edit) -> int:
        before = self._before
        first = len(before[: edit.start].splitlines(keepends=True))
        first -= line_start(before, edit.start) != edit.start
        last = first + len(before[line_start(before, edit.start) : edit.end].splitlines())
        for block in self._blocks:
            if block.a <= first and max(last, first + 1) <= block.a + block.size:
                return sum(map(len, self._new[: block.b])) - sum(map(len, self._old[: block.a]))
        problem = "the document changed where the code belongs"
        raise StaleDocumentError(problem, "run the action again")


def applied_all(edits: Sequence[Edit], document: str) -> str:
    """The document after edits of it, in the order of the text, none touching another."""
    # From the back, so that the places of the others stay where they are.
    for edit in reversed(edits):
        document = edit.applied(document)
    return document


def revision(before: str, after: str) -> list[Edit]:
    """The edits that turn one text into another, by whole lines."""
    if before == after:
        return []
    head, tail = common_ends(before, after)
    old = before[head : len(before) - tail].splitlines(keepends=True)
    new = after[head : len(after) - tail].splitlines(keepends=True)
    if max(len(old), len(new)) > MOST_LINES:
        return [Edit(head, len(before) - tail, "".join(new))]
    starts = [head, *(head + length for length in accumulate(map(len, old)))]
    matcher = SequenceMatcher(None, old, new)
    return [
        Edit(starts[first], starts[last], "".join(new[begin:end]))
        for what, first, last, begin, end in matcher.get_opcodes()
        if what != "equal"
    ]


def common_ends(one: str, other: str) -> tuple[int, int]:
    """How many characters both begin with and end with, in whole lines, none counted twice."""
    head = line_start(one, _common_prefix(one, other))
    if "\r\n" in (one[head - 1 : head + 1], other[head - 1 : head + 1]):
        head = line_start(one, head - 1)
    most = min(len(one), len(other)) - head
    tail = min(_common_prefix(one[::-1], other[::-1]), most)
    ending = re.compile(r"\r\n|\r|\n").search(one, len(one) - tail)
    return head, len(one) - ending.end() if ending else 0


def line_ending(document: str) -> str:
    r"""The line ending that the document's first line has: "\n", "\r\n" or "\r"."""
    found = re.search(r"\r\n|\n|\r", document)
    return found.group() if found else "\n"


def indentation(document: str, offset: int) -> str:
    """The blanks that the line at `offset` begins with."""
    return document[line_start(document, offset) : first_ink(document, offset)]


def line_start(document: str, offset: int) -> int:
    """Where the line at `offset` begins."""
    return max(document.rfind("\n", 0, offset), document.rfind("\r", 0, offset)) + 1


def line_end(document: str, offset: int) -> int:
    """Where the line at `offset` ends, before its line ending."""
    found = re.compile(r"\r|\n").search(document, offset)
    return found.start() if found else len(document)


def first_ink(document: str, offset: int) -> int:
    """Where the first character that is not blank stands on the line at `offset`, or its end."""
    position, end = line_start(document, offset), line_end(document, offset)
    while position < end and document[position] in " \t":
        position += 1
    return position


def set_in(code: str, indent: str, ending: str) -> str:
    """Code with every line but the first, and no empty line, behind `indent`, and `ending`s."""
    first, *rest = code.splitlines() or [""]
    return ending.join([first, *(indent + line if line.strip() else "" for line in rest)])


def _common_prefix(one: str, other: str) -> int:
    """How many characters both begin with, found by halving: texts may be megabytes."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
