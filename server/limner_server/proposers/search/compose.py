"""Two changes made one after the other, as one change of the first text."""

from __future__ import annotations

from collections.abc import Sequence

from limner_server.edits import Edit


def compose(first: Sequence[Edit], second: Sequence[Edit], between: str) -> tuple[Edit, ...]:
    """The edits that do what `first` does and then `second`.

    Args:
        first: edits of a text, sorted, none overlapping another.
        second: edits of `between`, likewise.
        between: the text after `first`.
    """
    edits = list(first)
    # From the last on: what stands before an edit stays where it is.
    for edit in reversed(second):
        edits = _with(edits, edit, between)
        between = edit.applied(between)
    return tuple(edits)


def _with(edits: list[Edit], later: Edit, between: str) -> list[Edit]:
    """The edits with one more, of the text that they leave; what touch each other become one."""
    before, after, touched = [], [], []
    moved = shift = 0
    start, end = later.start, later.end
    for edit in edits:
        low = edit.start + shift
        high = low + len(edit.text)
        grown = len(edit.text) - (edit.end - edit.start)
        shift += grown
        if high < later.start:
            before.append(edit)
            moved += grown
        elif low > later.end:
            after.append(edit)
        else:
            touched.append(grown)
            start, end = min(start, low), max(end, high)
    text = between[start : later.start] + later.text + between[later.end : end]
    merged = Edit(start - moved, end - moved - sum(touched), text)
    return [*before, merged, *after]
