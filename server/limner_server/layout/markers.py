"""Marks in front of texts: a column of icons belongs to the texts that the icons stand for."""

from __future__ import annotations

from itertools import pairwise

from limner_server.layout.cuts import Cuts, bounding, ink, rows
from limner_server.layout.element import Element
from limner_server.perception.scene import Box

_LARGEST = 72
_NEAREST = 40
_FEWEST = 2
_LEVEL = 0.15


def attach_markers(columns: Cuts) -> Cuts:
    """Join each column of separate small marks with the texts that stand right after it.

    What is left to do is then a matter of rows: each mark beside its text.
    """
    joined = Cuts([list(columns.parts[0])])
    for part, gap in zip(columns.parts[1:], columns.gaps, strict=True):
        if gap <= _NEAREST and _are_markers(joined.parts[-1], part):
            joined.parts[-1].extend(part)
        else:
            joined.parts.append(list(part))
            joined.gaps.append(gap)
    return joined


def _are_markers(marks: list[Element], texts: list[Element]) -> bool:
    """Whether marks stand apart from each other, each level with some of the texts."""
    if any(not _is_mark(mark) for mark in marks):
        return False
    if not any(part.paragraph is not None for text in texts for part in text.walk()):
        return False
    boxes = [bounding([ink(mark) for mark in part]) for part in rows(marks).parts]
    if _are_paired(boxes, texts):
        return True
    apart = len(boxes) >= _FEWEST and all(b.y0 - a.y1 >= a.height / 2 for a, b in pairwise(boxes))
    beside = bounding([ink(text) for text in texts])
    return apart and beside.y0 <= boxes[0].y1 and boxes[-1].y0 <= beside.y1


def _are_paired(boxes: list[Box], texts: list[Element]) -> bool:
    """Whether each mark has one text of its own, at its own height."""
    beside = [bounding([ink(text) for text in part]) for part in rows(texts).parts]
    return len(boxes) == len(beside) >= _FEWEST and all(
        abs(box.centre[1] - text.centre[1]) <= _LEVEL * box.height
        for box, text in zip(boxes, beside, strict=True)
    )


def _is_mark(element: Element) -> bool:
    if any(part.paragraph is not None for part in element.walk()):
        return False
    return max(element.box.width, element.box.height) <= _LARGEST
