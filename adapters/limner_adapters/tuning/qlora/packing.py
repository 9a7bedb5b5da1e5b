"""Which examples go into one row together."""

from __future__ import annotations

from collections.abc import Sequence


def pack(lengths: Sequence[int], room: int) -> list[list[int]]:
    """Put examples into as few rows as may be (first fit, the longest first).

    First fit decreasing takes at most 11/9 of the rows that the best packing takes, and 6/9 of one
    (Dosa, "The tight bound of first fit decreasing bin-packing algorithm", 2007).

    Args:
        lengths: of the examples, in tokens.
        room: tokens of a row; a longer example has a row for itself.

    Returns:
        For each row, which examples are in it.
    """
    rows: list[list[int]] = []
    left: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda index: -lengths[index]):
        length = lengths[index]
        place = next((row for row, free in enumerate(left) if free >= length), None)
        if place is None:
            rows.append([index])
            left.append(room - length)
        else:
            rows[place].append(index)
            left[place] -= length
    return rows
