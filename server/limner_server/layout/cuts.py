"""Cuts between elements: the white gaps that run through a group from edge to edge.

This is one step of the recursive XY-cut (Nagy and Seth 1984): boxes are projected on an axis, and
wherever no box covers the axis the group falls apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from limner_server.layout.element import Element
from limner_server.perception.scene import Box


@dataclass(slots=True)
class Cuts:
    """A group cut along one axis.

    Attributes:
        parts: the pieces, in order of the axis.
        gaps: pixels between one piece and the next; one fewer than the parts.
    """

    parts: list[list[Element]] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)

    @property
    def found(self) -> bool:
        """Whether there is more than one piece."""
        return len(self.parts) > 1


def ink(element: Element) -> Box:
    """The box that an element visibly fills: of a text its ink, not its line boxes."""
    if element.shape is not None:
        return element.box
    if element.paragraph is not None:
        return bounding([line.box for line in element.paragraph.lines])
    if element.children:
        return bounding([ink(child) for child in element.children])
    return element.box


def bounding(boxes: Sequence[Box]) -> Box:
    """The smallest box around all of them, of which there is at least one."""
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    return whole


def rows(items: list[Element], least: float = 0.0) -> Cuts:
    """Cut a group into pieces that stand one below the other.

    Args:
        items: the group.
        least: the smallest gap in pixels that separates; below zero, pieces may overlap.
    """
    return _cut(items, [(ink(item).y0, ink(item).y1) for item in items], least)


def columns(items: list[Element], least: float = 2.0) -> Cuts:
    """Cut a group into pieces that stand side by side; arguments as of `rows`."""
    return _cut(items, [(ink(item).x0, ink(item).x1) for item in items], least)


def _cut(items: list[Element], spans: list[tuple[float, float]], least: float) -> Cuts:
    order = sorted(range(len(items)), key=lambda index: spans[index])
    cuts = Cuts([[items[order[0]]]])
    end = spans[order[0]][1]
    for index in order[1:]:
        start, stop = spans[index]
        if start - end >= least:
            cuts.parts.append([])
            cuts.gaps.append(start - end)
        cuts.parts[-1].append(items[index])
        end = max(end, stop)
    return cuts


def keep_widest(cuts: Cuts, least: float) -> Cuts:
    """Undo the cuts whose gap is narrower than `least` pixels."""
    kept = Cuts([list(cuts.parts[0])])
    for part, gap in zip(cuts.parts[1:], cuts.gaps, strict=True):
        if gap >= least:
            kept.parts.append(list(part))
            kept.gaps.append(gap)
        else:
            kept.parts[-1].extend(part)
    return kept
