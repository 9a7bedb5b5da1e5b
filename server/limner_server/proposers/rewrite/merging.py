"""Brings together two changes of the same lines."""

from __future__ import annotations

from collections.abc import Sequence

from limner_server.proposers.rewrite.changes import changes


def merged(base: Sequence[str], one: Sequence[str], other: Sequence[str]) -> list[str] | None:
    """The lines with what either changed of them; None where both changed the same place.

    Args:
        base: the lines that both were made from.
        one: the lines after the one change.
        other: the lines after the other.
    """
    hunks = [(i1, i2, one[j1:j2]) for i1, i2, j1, j2 in changes(base, one)]
    hunks += [(i1, i2, other[j1:j2]) for i1, i2, j1, j2 in changes(base, other)]
    hunks.sort(key=lambda hunk: hunk[:2])
    lines: list[str] = []
    done = 0
    for index, (start, end, new) in enumerate(hunks):
        if hunks[index] in hunks[:index]:
            continue
        if start < done:
            return None
        lines += [*base[done:start], *new]
        done = end
    return [*lines, *base[done:]]
